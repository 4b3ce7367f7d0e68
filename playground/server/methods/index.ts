import type { Methods } from "../calling.ts";
import { answering } from "./answering.ts";
import { copying } from "./copying.ts";
import { describing } from "./describing.ts";
import { editing } from "./editing.ts";
import { keeping } from "./keeping.ts";
import { naming } from "./naming.ts";
import { sending } from "./sending.ts";
import { updating } from "./updating.ts";

/** Every method of the Bot API that the stand-in has. */
export const methods: Methods = {
  ...updating,
  ...sending,
  ...editing,
  ...copying,
  ...keeping,
  ...answering,
  ...describing,
  ...naming,
};

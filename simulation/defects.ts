import { CALLS } from "./defects/calls.ts";
import { LOOKING } from "./defects/looking.ts";
import { RECORDS } from "./defects/records.ts";
import { SCHEDULE } from "./defects/schedule.ts";
import type { Program } from "./program.ts";

/** Publishers that are wrong in one way each, so that the simulation shows what it would notice. */
export const DEFECTS: readonly Program[] = [...CALLS, ...LOOKING, ...RECORDS, ...SCHEDULE];

import { z } from "zod";

const on = z.boolean();

/** How a post goes out: without a sound, pinned, protected from being forwarded and saved. */
export const Delivery = z.object({ silent: on.default(false), pin: on.default(false), protect: on.default(false) });
export type Delivery = z.infer<typeof Delivery>;

export const DELIVERY = ["silent", "pin", "protect"] as const satisfies readonly (keyof Delivery)[];

/** What a draft chooses otherwise than its channel. */
export const DeliveryOptions = Delivery.partial().extend({
  silent: on.optional(),
  pin: on.optional(),
  protect: on.optional(),
});
export type DeliveryOptions = { readonly [Option in keyof Delivery]?: boolean };

import { ChannelSettings } from "../../post/settings.ts";
import { zoned } from "./zone.ts";

/** What the schedule promises about posts whose time has passed. */
export interface LateRules {
  /** How late a post may be and still go out without a question, ms. */
  readonly grace: number;
  /** How far apart missed posts go out, ms. */
  readonly apart: number;
  /** Hours of the day in which no missed post goes out: from the first, up to the second. Equal: none. */
  readonly quiet: readonly [number, number];
}

/** What this channel has chosen. */
export function lateRules({ late }: Pick<ChannelSettings, "late">): LateRules {
  return {
    grace: late.graceMinutes * 60_000,
    apart: late.apartMinutes * 60_000,
    quiet: [late.quietFrom, late.quietTo],
  };
}

/** Where nobody has chosen otherwise: an hour, ten minutes apart, not from 23 to 9. */
export const LATE_RULES: LateRules = lateRules(ChannelSettings.parse({}));

/** As late as this a post still counts as on time, ms: the scheduler looks twice a minute, and waits out a clock that jumped. */
export const ON_TIME = 120_000;

export interface Due {
  readonly draftId: number;
  /** Milliseconds. */
  readonly due: number;
}

export type Verdict =
  /** Its time is now. */
  | { readonly draftId: number; readonly go: "now" }
  /** It was missed, and goes out then. */
  | { readonly draftId: number; readonly go: "later"; readonly at: number }
  /** It was missed by too much, or would go out at night: people decide. */
  | { readonly draftId: number; readonly go: "ask"; readonly why: "too-late" | "quiet-hours" };

/**
 * What becomes of posts whose time has come or passed: each is looked at once, in the order of their times.
 *
 * @param last when the last post was let out, or will be by an earlier verdict, ms; null if none was
 */
export function judge(
  posts: readonly Due[],
  now: number,
  zone: string,
  last: number | null,
  rules: LateRules = LATE_RULES,
): readonly Verdict[] {
  let free = last === null ? now : Math.max(now, last + rules.apart);
  return posts
    .filter(({ due }) => due <= now)
    .toSorted((a, b) => a.due - b.due || a.draftId - b.draftId)
    .map(({ draftId, due }): Verdict => {
      const late = now - due;
      if (late <= ON_TIME) return { draftId, go: "now" };
      if (late > rules.grace) return { draftId, go: "ask", why: "too-late" };
      if (isQuiet(free, zone, rules.quiet)) return { draftId, go: "ask", why: "quiet-hours" };
      const at = free;
      free = at + rules.apart;
      return { draftId, go: "later", at };
    });
}

export function isQuiet(at: number, zone: string, [from, to]: LateRules["quiet"]): boolean {
  const { hour } = zoned(at, zone);
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
}

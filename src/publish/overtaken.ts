import type { Draft } from "../archive/drafts.ts";
import type { Publication } from "../archive/publications.ts";

/**
 * Whether the draft was changed while its publication waited for the time in which a press can be taken back: then
 * nobody has seen what would go out, and it stays back. `called`: whether a call of it was ever begun.
 */
export function isOvertaken(
  { origin, version, retryAt }: Pick<Publication, "origin" | "version" | "retryAt">,
  draft: Pick<Draft, "version">,
  called: boolean,
): boolean {
  return origin === "press" && version !== draft.version && retryAt === null && !called;
}

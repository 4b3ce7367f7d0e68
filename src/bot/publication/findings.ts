import type { Finding, Mend } from "../../post/finding.ts";
import { mendsOf } from "../../post/mend.ts";
import type { Say } from "../words.ts";

/** What the post schema found, as HTML: it goes on a line after a bullet, without a full stop. */
export function findingText(say: Say, finding: Finding): string {
  const kept = finding.code === "tag-cut" && finding.args.linked === "" ? "no" : "yes";
  return say.html(`finding-${finding.code}`, { ...wordsOf(finding), kept });
}

/** What the button says that makes this mend. */
export function mendLabel(say: Say, finding: Finding, mend: Mend): string {
  const by = "by" in mend ? mend.by : "";
  return say.plain(`finding-${finding.code}-mend`, { ...wordsOf(finding), by });
}

/** What the button says that waves this warning aside. It names the thing where nothing beside it does. */
export function waveLabel(say: Say, finding: Finding): string {
  const thing = mendsOf(finding).length > 0 ? "none" : finding.code;
  return say.plain("finding-wave", { thing });
}

function wordsOf(finding: Finding): Record<string, string | number> {
  const words: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(finding.args)) {
    if (typeof value === "string" || typeof value === "number") words[name] = value;
  }
  return words;
}

import type { DocumentFinding } from "../../document/finding.ts";
import type { Say } from "../words.ts";

/** What was found about a document, as a sentence without markup. */
export function documentText(say: Say, { code, args }: DocumentFinding): string {
  return say.plain(`document-${code}`, { ...args });
}

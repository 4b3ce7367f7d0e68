import type { Identifier } from "./scheme.ts";

// https://aclanthology.org/info/ids/
const MODERN = /^\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d+(?![a-z0-9]*[a-uw-z])/i;
const EARLY = /^[A-Z]\d{2}-\d{4}(?!\d)/i;

/** The ACL Anthology id with which the text begins, without version or file name. Volumes are none. */
export function aclAtStart(text: string): Identifier | null {
  const head = text.slice(0, 100);
  const modern = MODERN.exec(head);
  if (modern !== null) return { scheme: "acl", value: modern[0].toLowerCase() };
  const early = EARLY.exec(head);
  return early === null ? null : { scheme: "acl", value: early[0].toUpperCase() };
}

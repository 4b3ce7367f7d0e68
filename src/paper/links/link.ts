import type { Identifier, Scheme } from "../scheme.ts";

/** A link in parts: path segments as they are written, percent escapes decoded, and the query. */
export interface Link {
  readonly host: string;
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
}

/** What a kind of pages makes of a link; nothing where it leads to no work. */
export type Reader = (link: Link) => Identifier | null | undefined;

/** None where the value is missing. */
export const identifier = (scheme: Scheme, value: string | undefined): Identifier | null =>
  value === undefined || value === "" ? null : { scheme, value };

/** The number at the start, without leading zeros. */
export const digits = (text: string | null | undefined): string | undefined =>
  /^0*(\d{1,9})(?!\w)/.exec(text ?? "")?.[1];

/** The segment after the first of these names. */
export const after = (segments: readonly string[], ...names: string[]): string | undefined => {
  const at = segments.findIndex((segment) => names.includes(segment.toLowerCase()));
  return at === -1 ? undefined : segments[at + 1];
};

/**
 * Text that can stand in a line among others: on one line, without control characters and marks that turn the
 * direction of what follows, with at most three combining marks on a letter. Text of right-to-left letters is isolated.
 */
export function shown(text: string): string {
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/g, "")
    .replace(/(\p{M}{3})\p{M}+/gu, "$1")
    .trim();
  return isolate(line);
}

/** Keeps right-to-left letters from turning the signs around them. */
function isolate(line: string): string {
  return /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(line)
    ? `\u2068${line}\u2069`
    : line;
}

/** At most `longest` UTF-16 units, cut between words where there is a gap near, with an ellipsis. */
export function clipped(line: string, longest: number): string {
  if (line.length <= longest) return line;
  const cut = line.slice(0, longest - 1);
  const gap = line.slice(0, longest).lastIndexOf(" ");
  return `${cut.slice(0, gap > longest * 0.6 ? gap : cut.length).replace(/[\ud800-\udbff]$|[\s.,;:—-]+$/g, "")}…`;
}

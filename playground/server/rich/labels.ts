/** The label of a list's item as the server writes it: `get_ordered_list_label` in tdlib/td WebPageBlock.cpp. */
export function orderedLabel(value: number, type: string): string {
  const written = type.toLowerCase() === "a" ? letters(value) : type.toLowerCase() === "i" ? roman(value) : null;
  const label = written ?? String(value);
  return `${type === "A" || type === "I" ? label.toUpperCase() : label}.`;
}

/** a … z, aa, ab …; null below 1. */
function letters(value: number): string | null {
  if (value < 1) return null;
  const before = Math.floor((value - 1) / 26);
  return (letters(before) ?? "") + String.fromCharCode(97 + ((value - 1) % 26));
}

const SIGNS = [
  ["m", 1000],
  ["cm", 900],
  ["d", 500],
  ["cd", 400],
  ["c", 100],
  ["xc", 90],
  ["l", 50],
  ["xl", 40],
  ["x", 10],
  ["ix", 9],
  ["v", 5],
  ["iv", 4],
  ["i", 1],
] as const;

/** Null where Roman numbers end. */
function roman(value: number): string | null {
  if (value < 1 || value >= 4000) return null;
  let [rest, written] = [value, ""];
  for (const [sign, worth] of SIGNS) {
    for (; rest >= worth; rest -= worth) written += sign;
  }
  return written;
}

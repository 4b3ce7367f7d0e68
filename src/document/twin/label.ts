import type { ListItem } from "../rich/document.ts";

/** The label of a list's item, "•", "1.", "b.", "iv.", or a box; `index` counts from 0. */
export function labelOf(item: ListItem, index: number): string {
  if (item.has_checkbox === true) return item.is_checked === true ? "☑" : "☐";
  if (item.value === undefined && item.type === undefined) return "•";
  return `${numeral(item.value ?? index + 1, item.type ?? "1")}.`;
}

function numeral(value: number, type: NonNullable<ListItem["type"]>): string {
  if (value < 1 || type === "1") return String(value);
  if (type === "a" || type === "A") {
    let letters = "";
    for (let rest = value; rest > 0; rest = Math.floor((rest - 1) / 26)) {
      letters = String.fromCharCode(97 + ((rest - 1) % 26)) + letters;
    }
    return type === "a" ? letters : letters.toUpperCase();
  }
  if (value > 3999) return String(value);
  const roman = ROMAN.reduce(
    ({ rest, said }, [worth, sign]) => ({
      rest: rest % worth,
      said: said + sign.repeat(Math.floor(rest / worth)),
    }),
    { rest: value, said: "" },
  ).said;
  return type === "I" ? roman.toUpperCase() : roman;
}

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, "m"],
  [900, "cm"],
  [500, "d"],
  [400, "cd"],
  [100, "c"],
  [90, "xc"],
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"],
];

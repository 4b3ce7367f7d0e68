const LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю";

const toRussian = new Map([...LATIN].map((key, index) => [key, RUSSIAN[index] ?? key]));
const toLatin = new Map([...RUSSIAN].map((key, index) => [key, LATIN[index] ?? key]));

/**
 * The text as it would be had the keyboard been switched to the other layout: `ghbdtn` is `привет`, `вшаагышщт` is
 * `diffusion`. Null where it holds letters of both alphabets or of neither.
 */
export function otherLayout(text: string): string | null {
  const lower = text.toLowerCase();
  const [latin, russian] = [/[a-z]/.test(lower), /[а-яё]/.test(lower)];
  if (latin === russian) return null;
  const map = latin ? toRussian : toLatin;
  return [...lower].map((char) => map.get(char) ?? char).join("");
}

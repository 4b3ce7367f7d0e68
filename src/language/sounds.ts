// biome-ignore format: an alphabet reads best in rows
const RUSSIAN: Readonly<Record<string, string>> = {
  а: "a", б: "b", в: "v", г: "g", д: "d", е: "a", ж: "j", з: "s", и: "a", й: "", к: "k", л: "l", м: "m", н: "n", о: "a",
  п: "p", р: "r", с: "s", т: "t", у: "a", ф: "f", х: "h", ц: "ts", ч: "C", ш: "S", щ: "S", ъ: "", ы: "a", ь: "", э: "a",
  ю: "a", я: "a",
};

const ENGLISH: readonly (readonly [RegExp, string])[] = [
  [/tion|sion|cion/g, "San"],
  [/tch|ch/g, "C"],
  [/sh/g, "S"],
  [/ph/g, "f"],
  [/ck/g, "k"],
  [/wh/g, "v"],
  [/dg(?=[eiy])/g, "j"],
  [/th/g, "t"],
  [/gh(?=t|$)/g, ""],
  [/^kn/, "n"],
  [/x/g, "ks"],
  [/qu?/g, "kv"],
  [/c(?=[eiy])/g, "s"],
  [/c/g, "k"],
  [/w/g, "v"],
  [/z/g, "s"],
  [/[eiouy]/g, "a"],
];

/**
 * How a folded word sounds, roughly and in either alphabet: consonants alone, with a mark for a vowel at the start.
 * `рефьюзал` and `refusal`, `вектор` and `vector` sound alike; so do some words that have nothing in common, so that it
 * serves as a last resort only. An abbreviation without vowels is spelled out: `рл` is `rl`, `ллм` is `llm`. Null for
 * a word of other letters or digits, and for one of fewer than three consonants.
 */
export function sound(word: string): string | null {
  const russian = /^[а-я]+$/.test(word);
  if (!russian && !/^[a-z]+$/.test(word)) return null;
  const letters = russian
    ? word
        .replace(/[зсц]и(?:я|и|ю|ей|й|ям|ями|ях)$/, "шн") // диффузия is diffusion
        .replace(/дж/g, "ж")
        .replace(/[а-я]/g, (letter) => RUSSIAN[letter] ?? "")
    : ENGLISH.reduce((spelling, [pattern, by]) => spelling.replace(pattern, by), word);
  if (!/[аеиоуыэюяaeiouy]/.test(word)) return word.length < 2 ? null : `0${letters.toLowerCase()}`;
  const skeleton = letters[0] + letters.slice(1).replaceAll("a", "");
  const key = skeleton
    .replace(/(.)\1+/g, "$1")
    .replaceAll("C", "ch")
    .replaceAll("S", "sh");
  return key.replace(/^a/, "").length < 3 ? null : key;
}

import { stemmer as english } from "@orama/stemmers/english";
import { stemmer as russian } from "@orama/stemmers/russian";

/**
 * What the inflections of a folded word share, the best first; two words are forms of one where they have a stem in
 * common. English words have one stem and Russian ones up to two, since Snowball takes some nouns for verbs: it cuts
 * `токены` to `ток`, but `токенов` to `токен`. Words made from one another keep stems of their own: `диффузия` and
 * `диффузией` meet, `диффузионный` does not join them.
 */
export function stems(word: string): readonly string[] {
  if (/^[а-я]+$/.test(word)) {
    const verb = russian(word) || word;
    const noun = word.replace(NOUN, "");
    return verb === noun ? [verb] : [noun, verb];
  }
  if (/^[a-z]+$/.test(word)) return [english(word) || word];
  return [word];
}

/** Whether two folded words are forms of one. */
export function shareStem(one: string, other: string): boolean {
  const known = stems(one);
  return stems(other).some((stem) => known.includes(stem));
}

/** The endings of nouns, where at least three letters stay. */
const NOUN =
  /(?<=[а-я]{3})(?:иями|ями|ами|иях|ях|ах|иям|ям|ам|ией|ием|ией|ью|ий|ии|ию|ия|ие|ов|ев|ей|ой|ом|ем|[аеиоуыьюяй])$/;

import { stemmer as english } from "@orama/stemmers/english";
import { stemmer as russian } from "@orama/stemmers/russian";

/**
 * The stem that the inflections of a folded word share, by Snowball's rules: Russian for Cyrillic words, English for
 * Latin ones; any other word is its own stem. Words made from one another keep stems of their own: `диффузия` and
 * `диффузией` meet, `диффузионный` does not join them.
 */
export function stem(word: string): string {
  if (/^[а-я]+$/.test(word)) return russian(word) || word;
  if (/^[a-z]+$/.test(word)) return english(word) || word;
  return word;
}

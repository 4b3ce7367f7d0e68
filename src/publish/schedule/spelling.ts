/** Words of dates that people mistype, in the forms that they are typed in. Shorter words are too close to others. */
const WORDS = [
  ..."сегодня завтра послезавтра понедельник вторник среду четверг пятницу пятница субботу суббота воскресенье".split(
    " ",
  ),
  ..."января февраля марта апреля августа сентября октября ноября декабря".split(" "),
  ..."утром вечером полдень полночь через следующий следующую".split(" "),
  ..."today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday".split(" "),
  ..."january february march april august september october november december".split(" "),
  ..."morning evening midnight".split(" "),
];
const SHORTEST = 5;

/**
 * The text of lower case with its mistyped words set right: one letter too many, too few, another, or two that changed
 * places; two such slips in words of eight letters and more. Null where there is nothing to set right.
 */
export function respelled(text: string): string | null {
  const words = text.replace(/\p{L}+/gu, (word) => {
    if (WORDS.includes(word) || [...word].length < SHORTEST) return word;
    const slips = word.length >= 8 ? 2 : 1;
    const near = WORDS.map((known) => ({ known, away: distance(word, known, slips) }));
    return near.filter(({ away }) => away <= slips).sort((a, b) => a.away - b.away)[0]?.known ?? word;
  });
  return words === text ? null : words;
}

/** Slips between two words (Damerau's distance, adjacent letters changing places once); more than `most` is not told apart. */
function distance(word: string, known: string, most: number): number {
  if (Math.abs(word.length - known.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: known.length + 1 }, (_, index) => index);
  for (let row = 1; row <= word.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= known.length; column += 1) {
      const same = word[row - 1] === known[column - 1];
      let least = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = word[row - 1] === known[column - 2] && word[row - 2] === known[column - 1];
      if (swapped && row > 1 && column > 1) least = Math.min(least, (before[column - 2] ?? 0) + 1);
      next.push(least);
    }
    before = last;
    last = next;
  }
  return last[known.length] ?? most + 1;
}

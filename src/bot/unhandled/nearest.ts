/**
 * The known words nearest to a mistyped one, by how many letters must be added, dropped, changed or swapped with their
 * neighbour: at most two, and fewer than half of the word. Several if they are equally near, at most three.
 */
export function nearest(word: string, known: readonly string[]): readonly string[] {
  const folded = word.toLowerCase();
  const bound = Math.min(2, Math.floor((folded.length - 1) / 2));
  const near = known
    .map((candidate) => ({ candidate, steps: distance(folded, candidate) }))
    .filter(({ candidate, steps }) => steps <= bound || (folded.length > 2 && candidate.startsWith(folded)));
  const least = Math.min(...near.map(({ steps }) => steps));
  return near
    .filter(({ steps }) => steps === least)
    .map(({ candidate }) => candidate)
    .slice(0, 3);
}

/** Damerau's distance with neighbours swapped once (optimal string alignment). */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const [above, left, corner] = [at(rows, i - 1, j), row[j - 1] ?? 0, at(rows, i - 1, j - 1)];
      let steps = Math.min(above + 1, left + 1, corner + (a[i - 1] === b[j - 1] ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) steps = Math.min(steps, at(rows, i - 2, j - 2) + 1);
      row.push(steps);
    }
    rows.push(row);
  }
  return at(rows, a.length, b.length);
}

function at(rows: readonly (readonly number[])[], i: number, j: number): number {
  return rows[i]?.[j] ?? 0;
}

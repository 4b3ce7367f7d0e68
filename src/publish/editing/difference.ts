/** A stretch of a comparison: in both texts, only in the first, or only in the second. */
export interface Stretch {
  readonly kind: "same" | "gone" | "new";
  readonly text: string;
}

/** Words times words that are compared; beyond, what differs is shown as a whole. */
const CELLS = 4_000_000;

/** What differs between two texts, word by word, as a reader would say it. */
export function difference(before: string, after: string): readonly Stretch[] {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const [x, y] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const middle = x.length * y.length > CELLS ? whole(x, y) : compare(x, y);
  return joined([
    { kind: "same", text: a.slice(0, start).join("") },
    ...middle,
    { kind: "same", text: a.slice(a.length - end).join("") },
  ]);
}

/** The stretches with only so many units of what is the same around a change; "…" stands for the rest. */
export function shortened(stretches: readonly Stretch[], around = 40): readonly Stretch[] {
  return stretches.map((stretch, i) => {
    if (stretch.kind !== "same" || stretch.text.length <= around * 2) return stretch;
    const { text } = stretch;
    const head = i === 0 ? "" : text.slice(0, around).replace(/\S*$/u, "");
    const tail = i === stretches.length - 1 ? "" : text.slice(-around).replace(/^\S*/u, "");
    return { kind: "same", text: `${head}…${tail}` };
  });
}

/** Words with the white space before them, so that together they are the text again. */
function wordsOf(text: string): string[] {
  return text.match(/\s*[\p{L}\p{N}_]+|\s*[^\s\p{L}\p{N}_]|\s+$/gu) ?? [];
}

function whole(x: readonly string[], y: readonly string[]): Stretch[] {
  return [
    { kind: "gone", text: x.join("") },
    { kind: "new", text: y.join("") },
  ];
}

/** The longest common subsequence by dynamic programming. */
function compare(x: readonly string[], y: readonly string[]): Stretch[] {
  const width = y.length + 1;
  const length = new Uint16Array((x.length + 1) * width);
  const at = (i: number, j: number): number => length[i * width + j] ?? 0;
  for (let i = x.length - 1; i >= 0; i--) {
    for (let j = y.length - 1; j >= 0; j--) {
      length[i * width + j] = x[i] === y[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const found: Stretch[] = [];
  let [i, j] = [0, 0];
  while (i < x.length || j < y.length) {
    if (i < x.length && j < y.length && x[i] === y[j]) {
      found.push({ kind: "same", text: x[i] ?? "" });
      i++;
      j++;
    } else if (i < x.length && (j === y.length || at(i + 1, j) >= at(i, j + 1))) {
      found.push({ kind: "gone", text: x[i++] ?? "" });
    } else {
      found.push({ kind: "new", text: y[j++] ?? "" });
    }
  }
  return found;
}

function joined(stretches: readonly Stretch[]): Stretch[] {
  const found: Stretch[] = [];
  for (const stretch of stretches) {
    const last = found.at(-1);
    if (stretch.text === "") continue;
    if (last?.kind === stretch.kind) found[found.length - 1] = { kind: last.kind, text: last.text + stretch.text };
    else found.push(stretch);
  }
  return found;
}

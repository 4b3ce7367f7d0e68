import { box, colour, figure, mix, text } from "./style.ts";

const words = ["Кошка", "не", "перешла", "улицу", ",", "потому", "что", "она", "устала"];

/** Where a word looks beside its neighbours: [from, to, how strongly]. */
const links: readonly (readonly [number, number, number])[] = [
  [0, 2, 1.6],
  [1, 2, 3],
  [2, 0, 3],
  [2, 3, 2.2],
  [3, 2, 2.4],
  [4, 5, 2],
  [5, 6, 3],
  [6, 5, 2.4],
  [7, 0, 5],
  [7, 8, 1.8],
  [8, 7, 2.6],
  [8, 0, 3],
];

export function attention(): string {
  const size = 58;
  const left = 330;
  const top = 122;
  const cells = weights().flatMap((row, i) =>
    row.map((weight, j) =>
      box(
        left + j * size,
        top + i * size,
        size - 4,
        size - 4,
        mix(colour.soft, colour.teal, Math.min(1, weight / 0.62)),
        "none",
        6,
      ),
    ),
  );
  const she = words.indexOf("она");
  return figure("Кто на кого смотрит", [
    ...cells,
    box(left - 3, top + she * size - 3, size * words.length + 2, size + 2, "none", colour.coral, 9),
    ...words.map((word, i) =>
      text(left - 18, top + i * size + 36, word, {
        anchor: "end",
        weight: i === she ? 700 : 400,
        fill: i === she ? colour.coral : colour.ink,
      }),
    ),
    ...words.map((word, i) => text(left + i * size + 14, top + words.length * size + 22, word, { size: 19, turn: 30 })),
    ...["спрашивает", "каждая строка,", "отвечают столбцы:", "строка в сумме", "даёт единицу"].map((part, i) =>
      text(900, 190 + i * 32, part, { size: 22, fill: colour.grey }),
    ),
    text(900, 386, "«она» — это", { weight: 600, fill: colour.coral }),
    text(900, 420, "в основном «Кошка»", { weight: 600, fill: colour.coral }),
  ]);
}

/** Rows that sum to one: each word looks at itself, at its neighbours, and along its links. */
function weights(): readonly (readonly number[])[] {
  return words.map((_, i) => {
    const logits = words.map((_, j) => {
      const link = links.find(([from, to]) => from === i && to === j)?.[2] ?? 0;
      return link + (i === j ? 1.4 : 0) - 0.35 * Math.abs(i - j);
    });
    const sum = logits.reduce((total, logit) => total + Math.exp(logit), 0);
    return logits.map((logit) => Math.exp(logit) / sum);
  });
}

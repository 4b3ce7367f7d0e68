import { plot, range } from "./plot.ts";
import { colour, dot, figure, mix, text } from "./style.ts";

/** The loss of N parameters after D tokens, as fitted in the paper (its third approach). */
function loss(parameters: number, tokens: number): number {
  return 1.69 + 406.4 / parameters ** 0.34 + 410.7 / tokens ** 0.28;
}

const budgets = [1e19, 1e20, 1e21, 1e22] as const;

/** Loss over model size for a few budgets, C = 6·N·D. */
export function isoflop(): string {
  const area = plot(
    { left: 130, top: 170, width: 880, height: 430 },
    {
      from: 2e7,
      to: 3e11,
      log: true,
      label: "parameters",
      ticks: [
        [1e8, "100M"],
        [1e9, "1B"],
        [1e10, "10B"],
        [1e11, "100B"],
      ],
    },
    {
      from: 1.9,
      to: 3.5,
      label: "loss",
      ticks: [
        [2, "2.0"],
        [2.5, "2.5"],
        [3, "3.0"],
        [3.5, "3.5"],
      ],
    },
  );
  const minima: [number, number][] = [];
  const curves = budgets.flatMap((budget, i) => {
    const tint = mix(colour.mustard, colour.plum, i / (budgets.length - 1));
    const points = range(2e7, 3e11, 400, true)
      .map((n): [number, number] => [n, loss(n, budget / 6 / n)])
      .filter(([, value]) => value < 3.5);
    const best = points.reduce((least, point) => (point[1] < least[1] ? point : least));
    minima.push(best);
    const last = points.at(-1) as [number, number];
    return [
      area.curve(points, tint, 5),
      text(Math.min(area.x(last[0]), 1010) + 14, area.y(last[1]) + 10, `10${"¹⁹ ²⁰ ²¹ ²²".split(" ")[i]} FLOPs`, {
        size: 21,
        fill: tint,
        weight: 600,
      }),
    ];
  });
  return figure("Every budget has its own best size", [
    area.svg,
    ...curves,
    area.curve(minima, colour.ink, 3, "6 9"),
    ...minima.map(([n, value]) => dot(area.x(n), area.y(value), 10, colour.paper, colour.ink)),
  ]);
}

const models: readonly (readonly [string, number, number, "start" | "end", number])[] = [
  ["LaMDA", 137e9, 168e9, "end", 0],
  ["GPT-3", 175e9, 300e9, "end", 0],
  ["Gopher", 280e9, 300e9, "start", -22],
  ["MT-NLG", 530e9, 270e9, "end", 42],
];

/** Tokens over parameters: where large models stood, and where the law would have had them. */
export function frontier(): string {
  const area = plot(
    { left: 130, top: 170, width: 940, height: 430 },
    {
      from: 2e10,
      to: 1e12,
      log: true,
      label: "parameters",
      ticks: [
        [3e10, "30B"],
        [1e11, "100B"],
        [3e11, "300B"],
        [1e12, "1T"],
      ],
    },
    {
      from: 1e11,
      to: 2e13,
      log: true,
      label: "training tokens",
      ticks: [
        [1e11, "100B"],
        [1e12, "1T"],
        [1e13, "10T"],
      ],
    },
  );
  return figure("What they were fed, and what they could have eaten", [
    area.svg,
    area.curve(
      [
        [2e10, 4e11],
        [1e12, 2e13],
      ],
      colour.teal,
      6,
    ),
    text(area.x(2.2e11), area.y(6.6e12), "20 tokens per parameter", {
      size: 23,
      anchor: "end",
      weight: 600,
      fill: colour.teal,
    }),
    ...models.map(
      ([name, n, d, anchor, down]) =>
        dot(area.x(n), area.y(d), 11, colour.coral) +
        text(area.x(n) + (anchor === "end" ? -20 : 12), area.y(d) + 8 + down, name, {
          size: 22,
          anchor,
          fill: colour.coral,
        }),
    ),
    dot(area.x(70e9), area.y(1.4e12), 15, colour.teal, colour.ink),
    text(area.x(70e9) + 26, area.y(1.4e12) + 30, "Chinchilla, 70B", { weight: 700, fill: colour.ink }),
    text(area.x(70e9) + 26, area.y(1.4e12) + 60, "the same compute as Gopher", { size: 20, fill: colour.grey }),
  ]);
}

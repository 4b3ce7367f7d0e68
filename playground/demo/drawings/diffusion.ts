import { arrow, colour, figure, mix, randomFrom, text } from "./style.ts";

// A cup of tea: . paper, c cup, t tea, s steam, p plate.
const picture = [
  "................",
  ".....s...s......",
  "......s...s.....",
  ".....s...s......",
  "......s...s.....",
  "................",
  "..cccccccccc....",
  "..cttttttttccc..",
  "..cccccccccc..c.",
  "..cccccccccc..c.",
  "..ccccccccccccc.",
  "...cccccccc.....",
  "....cccccc......",
  ".pppppppppppp...",
  "..pppppppppp....",
  "................",
];
const paints: Readonly<Record<string, string>> = {
  ".": "#fdfaf3",
  c: colour.teal,
  t: "#a4552a",
  s: "#b9c4cc",
  p: colour.mustard,
};
const moments = [0, 100, 250, 500, 1000];

export function diffusion(): string {
  const cell = 12;
  const side = cell * picture.length;
  return figure(
    "Испортить тысячу раз и выучить обратную дорогу",
    moments
      .flatMap((t, i) => {
        const left = 60 + i * (side + 30);
        const kept = keptAfter(t);
        return [
          panel(kept, left, 250, cell, 11 + i),
          text(left + side / 2, 490, `t = ${t}`, { anchor: "middle", weight: 600 }),
          text(left + side / 2, 524, `√ᾱ = ${Math.sqrt(kept).toFixed(2).replace(".", ",")}`, {
            size: 21,
            anchor: "middle",
            fill: colour.grey,
          }),
        ];
      })
      .concat([
        arrow([70, 190], [1130, 190], colour.coral, 5),
        text(600, 172, "прямой процесс: подмешиваем шум, учить нечего", { anchor: "middle", fill: colour.coral }),
        arrow([1130, 580], [70, 580], colour.teal, 5),
        text(600, 622, "обратный: сеть угадывает шум, который добавили", { anchor: "middle", fill: colour.teal }),
      ]),
  );
}

/** ᾱ after t of 1,000 steps, β growing evenly from 10⁻⁴ to 0.02. */
function keptAfter(t: number): number {
  let kept = 1;
  for (let step = 0; step < t; step++) kept *= 1 - (1e-4 + ((0.02 - 1e-4) * step) / 999);
  return kept;
}

function panel(kept: number, left: number, top: number, cell: number, seed: number): string {
  const random = randomFrom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const cells = picture.flatMap((row, y) =>
    [...row].map((name, x) => {
      const paint = paints[name] as string;
      const noisy = [1, 3, 5].map((at) => {
        const value = Number.parseInt(paint.slice(at, at + 2), 16) / 127.5 - 1;
        const mixed = Math.sqrt(kept) * value + Math.sqrt(1 - kept) * normal() * 0.6;
        return Math.round(Math.min(255, Math.max(0, (mixed + 1) * 127.5)) / 8) * 8;
      });
      return `<rect x="${left + x * cell}" y="${top + y * cell}" width="${cell}" height="${cell}" fill="rgb(${noisy.join(" ")})"/>`;
    }),
  );
  const side = cell * picture.length;
  const edge = `<rect x="${left}" y="${top}" width="${side}" height="${side}" fill="none" stroke="${mix(colour.ink, colour.paper, 0.4)}" stroke-width="3"/>`;
  return `<g shape-rendering="crispEdges">${cells.join("")}</g>${edge}`;
}

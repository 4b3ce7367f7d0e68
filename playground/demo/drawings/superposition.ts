import { arrow, colour, dot, figure, line, text } from "./style.ts";

const tints = [colour.coral, colour.teal, colour.mustard, colour.plum, colour.ink] as const;

export function superposition(): string {
  return figure(
    "Пять признаков в двух измерениях",
    [
      ...panel(320, [0, 90], "плотные признаки", "двое на осях, трое за бортом"),
      ...panel(880, [90, 162, 234, 306, 18], "редкие признаки", "все пятеро, с небольшой толкотнёй"),
    ],
    "Стрелка — столбец W: куда модель положила признак.",
  );
}

function panel(x: number, angles: readonly number[], title: string, note: string): string[] {
  const y = 350;
  const radius = 170;
  const at = (angle: number, r: number): [number, number] => [
    x + r * Math.cos((angle * Math.PI) / 180),
    y - r * Math.sin((angle * Math.PI) / 180),
  ];
  const lost = tints.slice(angles.length);
  const ring =
    angles.length > 2
      ? [
          line(
            [...angles, angles[0] as number].map((a) => at(a, radius)),
            colour.faint,
            3,
            "4 9",
          ),
        ]
      : [];
  return [
    text(x, 140, title, { size: 28, weight: 600, anchor: "middle" }),
    line(
      [
        [x - 215, y],
        [x + 215, y],
      ],
      colour.faint,
      2,
    ),
    line(
      [
        [x, y - 195],
        [x, y + 195],
      ],
      colour.faint,
      2,
    ),
    ...ring,
    ...angles.map((angle, i) => arrow([x, y], at(angle, radius), tints[i] as string, 7)),
    ...lost.map((tint, i) => dot(x - 12 + i * 12, y + 12, 8, tint)),
    dot(x, y, 7, colour.ink),
    text(x, 596, note, { size: 23, anchor: "middle", fill: colour.grey }),
  ];
}

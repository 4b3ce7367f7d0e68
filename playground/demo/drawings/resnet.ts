import { plot, range } from "./plot.ts";
import { arrow, box, colour, dot, figure, text } from "./style.ts";

export function resnet(): string {
  const x = 250;
  const layer = (y: number, name: string): string =>
    box(x - 110, y, 220, 62, "#ffffff", colour.teal) +
    text(x, y + 40, name, { anchor: "middle", weight: 600, fill: colour.teal });
  const errors = plot(
    { left: 690, top: 190, width: 440, height: 330 },
    { from: 0, to: 1, label: "итерации →", ticks: [] },
    {
      from: 0,
      to: 20,
      label: "ошибка на обучении, %",
      ticks: [
        [0, "0"],
        [5, "5"],
        [10, "10"],
        [15, "15"],
        [20, "20"],
      ],
    },
  );
  return figure(
    "Прибавить вход",
    [
      text(x, 138, "x", { size: 30, anchor: "middle", italic: true }),
      arrow([x, 150], [x, 196], colour.ink),
      layer(200, "свёртка 3×3"),
      arrow([x, 262], [x, 306], colour.ink),
      text(x + 20, 292, "ReLU", { size: 20, fill: colour.grey }),
      layer(310, "свёртка 3×3"),
      arrow([x, 372], [x, 432], colour.ink),
      text(x - 130, 415, "F(x)", { size: 26, italic: true, fill: colour.teal }),
      `<path d="M${x} 172 H${x + 200} Q${x + 225} 172 ${x + 225} 197 V436 Q${x + 225} 461 ${x + 200} 461 H${x + 36}" fill="none" stroke="${colour.coral}" stroke-width="6" marker-end="url(#tip)"/>`,
      text(x + 242, 320, "тождественно", { size: 22, weight: 600, fill: colour.coral, turn: 90, anchor: "middle" }),
      dot(x, 461, 26, colour.paper, colour.ink),
      text(x, 472, "+", { size: 34, anchor: "middle", weight: 700 }),
      arrow([x, 488], [x, 540], colour.ink),
      text(x + 20, 524, "ReLU", { size: 20, fill: colour.grey }),
      text(x, 580, "y = F(x) + x", { size: 30, anchor: "middle", italic: true }),
      errors.svg,
      errors.curve(training(12.6, 0.1, 1.6), colour.coral, 5, "14 10"),
      errors.curve(training(6.5, 0.08, 1), colour.plum, 5, "14 10"),
      errors.curve(training(2.2, 0.08, 0.6), colour.teal),
      text(1130, errors.y(13.6), "56 слоёв", { size: 21, anchor: "end", fill: colour.coral }),
      text(1130, errors.y(7.5), "20 слоёв", { size: 21, anchor: "end", fill: colour.plum }),
      text(1130, errors.y(3.2), "56, со связями", { size: 21, anchor: "end", fill: colour.teal }),
    ],
    "Пунктир — без связей. Кривые — схема по мотивам CIFAR-10, а не замеры.",
  );
}

/** A training curve with one drop where the learning rate is cut. */
function training(end: number, early: number, late: number): readonly (readonly [number, number])[] {
  return range(0.02, 1, 120).map((t) => {
    const before = end + 3.6 + late + 14 * Math.exp(-t / early);
    const cut = 1 / (1 + Math.exp(-(t - 0.5) / 0.012));
    return [t, Math.min(20, before - cut * (3.6 + late))];
  });
}

import { plot, range } from "./plot.ts";
import { colour, dot, figure, text } from "./style.ts";

const epsilon = 0.2;

export function ppo(): string {
  return figure(
    "min(r·A, clip(r, 1−ε, 1+ε)·A)",
    [...panel(110, 1, "действие лучше ожидаемого: A > 0"), ...panel(680, -1, "действие хуже: A < 0")],
    "Сплошная — то, что максимизируем, пунктир — без обрезки. На ровной полке градиента нет.",
  );
}

function panel(left: number, advantage: 1 | -1, title: string): string[] {
  const [from, to] = advantage === 1 ? [0, 2] : [-2, 0];
  const area = plot(
    { left, top: 190, width: 430, height: 370 },
    {
      from: 0,
      to: 2,
      label: "r = π / π_old",
      ticks: [
        [0, "0"],
        [1 - epsilon, "1−ε"],
        [1.06, "1"],
        [1 + epsilon + 0.08, "1+ε"],
        [2, "2"],
      ],
    },
    {
      from,
      to,
      label: "",
      ticks: [
        [from, sign(from)],
        [(from + to) / 2, sign((from + to) / 2)],
        [to, sign(to)],
      ],
    },
  );
  const edge = advantage === 1 ? 1 + epsilon : 1 - epsilon;
  const clipped = (r: number): number =>
    Math.min(r * advantage, Math.min(1 + epsilon, Math.max(1 - epsilon, r)) * advantage);
  const tint = advantage === 1 ? colour.teal : colour.coral;
  return [
    text(left, 152, title, { size: 25, weight: 600, fill: tint }),
    area.svg,
    area.curve(
      [
        [edge, 0],
        [edge, to === 0 ? -2 : 2],
      ],
      colour.faint,
      3,
      "4 9",
    ),
    area.curve(
      range(0, 2, 2).map((r) => [r, r * advantage]),
      colour.grey,
      3,
      "12 9",
    ),
    area.curve(
      [...range(0, 2, 100), edge].sort((a, b) => a - b).map((r) => [r, clipped(r)]),
      tint,
      7,
    ),
    dot(area.x(1), area.y(advantage), 11, colour.paper, colour.ink),
  ];
}

function sign(value: number): string {
  return String(value).replace("-", "−");
}

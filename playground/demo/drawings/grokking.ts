import { plot, range } from "./plot.ts";
import { colour, figure, randomFrom, text } from "./style.ts";

export function grokking(): string {
  const area = plot(
    { left: 130, top: 170, width: 1000, height: 420 },
    {
      from: 10,
      to: 3e6,
      log: true,
      label: "шаги оптимизации",
      ticks: [
        [10, "10"],
        [100, "100"],
        [1e3, "1 тыс."],
        [1e4, "10 тыс."],
        [1e5, "100 тыс."],
        [1e6, "1 млн"],
      ],
    },
    {
      from: 0,
      to: 100,
      label: "точность, %",
      ticks: [
        [0, "0"],
        [50, "50"],
        [100, "100"],
      ],
    },
  );
  const random = randomFrom(3);
  const rise = (step: number, middle: number, slope: number): number =>
    100 / (1 + Math.exp(-(Math.log10(step) - Math.log10(middle)) * slope));
  const curve = (middle: number, slope: number, floor: number): readonly (readonly [number, number])[] =>
    range(10, 3e6, 160, true).map((step) => {
      const value = Math.max(floor, rise(step, middle, slope));
      const shake = value > 8 && value < 97 ? (random() - 0.5) * 5 : (random() - 0.5) * 0.8;
      return [step, Math.min(100, Math.max(0, value + shake))];
    });
  return figure(
    "Сначала выучила, потом поняла",
    [
      area.svg,
      area.curve(curve(260, 6.5, 1), colour.coral, 6),
      area.curve(curve(4.2e5, 8, 1.2), colour.teal, 6),
      text(area.x(700), area.y(70), "обучающая часть", { weight: 600, fill: colour.coral }),
      text(area.x(1.75e5), area.y(46), "скрытая часть", { weight: 600, fill: colour.teal, anchor: "end" }),
      text(area.x(1.2e4), area.y(22), "здесь все обычно выключают", {
        anchor: "middle",
        size: 23,
        fill: colour.grey,
        italic: true,
      }),
    ],
    "Схема по мотивам деления по модулю 97.",
  );
}

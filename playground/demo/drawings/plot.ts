import { colour, line, text } from "./style.ts";

export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly log?: boolean;
  readonly label: string;
  readonly ticks: readonly (readonly [number, string])[];
}

export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A plot's frame with axes; `x`, `y` turn values into px. */
export interface Plot {
  readonly svg: string;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  /** A curve through these values. */
  curve(values: readonly (readonly [number, number])[], stroke: string, thick?: number, dash?: string): string;
}

export function plot(frame: Frame, horizontal: Axis, vertical: Axis): Plot {
  const { left, top, width, height } = frame;
  const bottom = top + height;
  const x = (value: number): number => left + width * share(horizontal, value);
  const y = (value: number): number => bottom - height * share(vertical, value);
  const svg = [
    ...vertical.ticks.map(([value]) =>
      line(
        [
          [left, y(value)],
          [left + width, y(value)],
        ],
        colour.soft,
        2,
      ),
    ),
    line(
      [
        [left, top],
        [left, bottom],
        [left + width, bottom],
      ],
      colour.ink,
      3,
    ),
    ...horizontal.ticks.map(([value, label]) =>
      text(x(value), bottom + 34, label, { size: 21, anchor: "middle", fill: colour.grey }),
    ),
    ...vertical.ticks.map(([value, label]) =>
      text(left - 14, y(value) + 7, label, { size: 21, anchor: "end", fill: colour.grey }),
    ),
    text(left + width, bottom + 66, horizontal.label, { size: 22, anchor: "end" }),
    text(left, top - 18, vertical.label, { size: 22 }),
  ].join("\n");
  return {
    svg,
    x,
    y,
    curve: (values, stroke, thick = 5, dash = "") =>
      line(
        values.map(([a, b]) => [x(a), y(b)]),
        stroke,
        thick,
        dash,
      ),
  };
}

/** Numbers from one to another in so many even steps; `log` steps by a factor. */
export function range(from: number, to: number, steps: number, log = false): readonly number[] {
  return Array.from({ length: steps + 1 }, (_, i) =>
    log ? from * (to / from) ** (i / steps) : from + ((to - from) * i) / steps,
  );
}

function share(axis: Axis, value: number): number {
  return axis.log === true
    ? Math.log(value / axis.from) / Math.log(axis.to / axis.from)
    : (value - axis.from) / (axis.to - axis.from);
}

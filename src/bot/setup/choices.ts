import type { Delivery } from "../../post/delivery.ts";
import { type ChannelSettings, SERIES_LENGTH } from "../../post/settings.ts";

/** A setting that is one of a few values, each of which has a word for the button that chooses it. */
interface Choice {
  /** The screen on which it stands. */
  readonly menu: "publication" | "layout";
  /** What is offered, round and round; a channel may have another one. */
  readonly values: readonly [string, ...string[]];
  /** What the channel has now. */
  readonly now: (settings: ChannelSettings) => string;
  /** What a button sets; null for a value that the setting cannot have. */
  readonly set: (value: string, settings: ChannelSettings) => Partial<ChannelSettings> | null;
}

const MEBIBYTE = 1024 * 1024;

/** How posts go out, what becomes of planned ones that are late, and how much a post and the archive may hold. */
export const CHOICES = {
  "undo-window": {
    menu: "publication",
    values: ["30", "60", "120", "300", "0"],
    now: ({ undoSeconds }) => String(undoSeconds),
    set: (value) => upTo(600, value, (undoSeconds) => ({ undoSeconds })),
  },
  silent: delivery("silent"),
  pin: delivery("pin"),
  protect: delivery("protect"),
  grace: {
    menu: "publication",
    values: ["60", "180", "720", "0", "15"],
    now: ({ late }) => String(late.graceMinutes),
    set: (value, { late }) => upTo(1_440, value, (graceMinutes) => ({ late: { ...late, graceMinutes } })),
  },
  apart: {
    menu: "publication",
    values: ["10", "20", "30", "60", "5"],
    now: ({ late }) => String(late.apartMinutes),
    set: (value, { late }) => upTo(1_440, value, (apartMinutes) => ({ late: { ...late, apartMinutes } })),
  },
  quiet: {
    menu: "publication",
    values: ["23-9", "22-10", "0-8", "0-0"],
    now: ({ late }) => `${late.quietFrom}-${late.quietTo}`,
    set: (value, { late }) => {
      const [, from, to] = /^([01]?\d|2[0-3])-([01]?\d|2[0-3])$/.exec(value) ?? [];
      if (from === undefined || to === undefined) return null;
      return { late: { ...late, quietFrom: Number(from), quietTo: Number(to) } };
    },
  },
  series: {
    menu: "layout",
    values: ["10", "20", "1", "5"],
    now: ({ messages }) => String(messages.max),
    set: (value) => (value === "0" ? null : upTo(SERIES_LENGTH, value, (max) => ({ messages: { max } }))),
  },
  "media-size": {
    menu: "layout",
    values: ["20", "5", "0"],
    now: ({ mediaSize }) => String(Math.round(mediaSize.max / MEBIBYTE)),
    set: (value) => upTo(2_000, value, (size) => ({ mediaSize: { max: size * MEBIBYTE } })),
  },
} as const satisfies Record<string, Choice>;

export const CHOICE_NAMES = Object.keys(CHOICES) as [ChoiceName, ...ChoiceName[]];
export type ChoiceName = keyof typeof CHOICES;

/** What its text and its button are told. */
export function choiceWords(value: string): Record<string, string | number> {
  const [from = "0", to = ""] = value.split("-");
  if (to !== "") return { value: from === to ? "none" : "some", from: Number(from), to: Number(to) };
  return { value: /^\d+$/.test(value) ? Number(value) : value };
}

function delivery(option: keyof Delivery): Choice {
  return {
    menu: "publication",
    values: ["no", "yes"],
    now: ({ delivery: chosen }) => (chosen[option] ? "yes" : "no"),
    set: (value, { delivery: chosen }) =>
      value === "yes" || value === "no" ? { delivery: { ...chosen, [option]: value === "yes" } } : null,
  };
}

function upTo(
  most: number,
  value: string,
  change: (count: number) => Partial<ChannelSettings>,
): Partial<ChannelSettings> | null {
  return /^\d{1,4}$/.test(value) && Number(value) <= most ? change(Number(value)) : null;
}

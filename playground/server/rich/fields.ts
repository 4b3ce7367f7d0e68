import { badRequest } from "../errors.ts";
import type { Reading } from "./reading.ts";

/** Where something is read: the message it belongs to, and how many levels of blocks and formatting are around it. */
export interface Within {
  readonly reading: Reading;
  readonly depth: number;
  /** Whether Telegram looks for links, hashtags and the like in texts here. */
  readonly detects: boolean;
}

/** Reads what a field holds, and makes of it what people receive; undefined for nothing. Throws bad requests. */
export type Reader = (value: unknown, name: string, within: Within) => unknown;

interface Field {
  readonly needed: boolean;
  readonly read: Reader;
}

export interface Needed extends Field {
  readonly needed: true;
}

export interface Optional extends Field {
  readonly needed: false;
}

/** A reader for every field of `T` but its type. A field that the Bot API gains or loses does not compile. */
export type Fields<T> = {
  readonly [K in Exclude<keyof T, "type">]-?: Record<never, never> extends Pick<T, K> ? Optional : Needed;
};

export function needed(read: Reader): Needed {
  return { needed: true, read };
}

export function optional(read: Reader): Optional {
  return { needed: false, read };
}

/** A refusal as the Bot API server words it, seen in its answers. */
export function unreadable(what: string): Error {
  return badRequest(`Can't parse InputRichBlock: ${what}`);
}

export function mistyped(name: string, type: "String" | "Number" | "Boolean" | "Array" | "Object"): Error {
  return unreadable(`Field "${name}" must be of type ${type}`);
}

export function objectOf(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw mistyped(name, "Object");
  return value as Record<string, unknown>;
}

export function listOf(value: unknown, name: string): unknown[] {
  if (!Array.isArray(value)) throw mistyped(name, "Array");
  return value;
}

/**
 * The fields of an object, each read. One that the Bot API does not have is refused: Telegram passes over it, and
 * whoever sent it learns nothing.
 */
export function readFields(
  value: Record<string, unknown>,
  fields: Readonly<Record<string, Field>>,
  what: string,
  within: Within,
): Record<string, unknown> {
  const strange = Object.keys(value).find((name) => name !== "type" && !Object.hasOwn(fields, name));
  if (strange !== undefined) throw unreadable(`The Bot API has no field "${strange}" in ${what}`);
  const read = Object.entries(fields).map(([name, field]) => {
    const given = value[name];
    if (given !== undefined && given !== null) return [name, field.read(given, name, within)] as const;
    if (field.needed) throw unreadable(`Can't find field "${name}"`);
    return [name, undefined] as const;
  });
  return Object.fromEntries(read.filter(([, made]) => made !== undefined));
}

export const flag: Reader = (value, name) => {
  if (typeof value !== "boolean") throw mistyped(name, "Boolean");
  return value ? true : undefined;
};

/** An integer; others than those from `min` to `max` are refused with `refusal`. */
export function integer(min: number, max: number, refusal: string): Reader {
  return (value, name) => {
    if (typeof value !== "number" || !Number.isInteger(value)) throw mistyped(name, "Number");
    if (value < min || value > max) throw badRequest(refusal);
    return value;
  };
}

export function oneOf(values: readonly string[], refusal: string): Reader {
  return (value, name) => {
    if (typeof value !== "string") throw mistyped(name, "String");
    if (!values.includes(value)) throw badRequest(refusal);
    return value;
  };
}

/** A string as TDLib cleans it. Source: `clean_input_string` in tdlib/td misc.cpp. */
export const string: Reader = (value, name) => {
  if (typeof value !== "string") throw mistyped(name, "String");
  return clean(value);
};

/** Control characters become spaces, tabs too; returns, line separators, embeddings and three marks that overlap go. */
function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/(?![\n\r\u007f-\u009f])\p{Cc}/gu, " ")
    .replace(/[\r\u2028-\u202e]|\u0333|\u033f|\u030a/g, "");
}

import { badRequest } from "./errors.ts";
import { strangeField } from "./nested.ts";
import { type Kind, type MethodName, PARAMETERS } from "./parameters.ts";

/** How parameters are read. */
export interface Reading {
  /** Refuse what the method does not have; Telegram passes over it in silence. */
  readonly strict: boolean;
  /** Told of what was passed over or refused. */
  complain(sentence: string): void;
}

/**
 * The parameters of a call in their kinds, from JSON, a form or a query string. Strings hold what a form cannot say
 * otherwise, as Telegram reads them. Null and absent are the same.
 */
export function readParameters(
  method: MethodName,
  raw: Readonly<Record<string, unknown>>,
  { strict, complain }: Reading,
): Record<string, unknown> {
  const spec = PARAMETERS[method] as Readonly<Record<string, Kind | "refused">>;
  const read: Record<string, unknown> = {};
  const refuse = (sentence: string): void => {
    complain(sentence);
    if (strict) throw badRequest(sentence);
  };
  for (const [name, value] of Object.entries(raw)) {
    if (value === undefined || value === null) continue;
    const kind = Object.hasOwn(spec, name) ? spec[name] : undefined;
    if (kind === undefined) {
      refuse(`${method} has no parameter "${name}"`);
    } else if (kind === "refused") {
      refuse(`the stand-in does not know what ${method} does with "${name}"`);
    } else {
      read[name] = readValue(name, value, kind);
      const field = strangeField(name, read[name]);
      if (field !== undefined) refuse(`${method} knows no "${field}"`);
    }
  }
  return read;
}

function readValue(name: string, value: unknown, kind: Kind): unknown {
  switch (kind) {
    case "string":
      if (typeof value === "string") return value;
      if (typeof value === "object") throw badRequest(`Parameter "${name}" must be of type String`);
      return String(value);
    case "id":
      if (typeof value === "object") throw badRequest("chat identifier must be a valid Integer");
      return typeof value === "number" ? value : String(value);
    case "integer": {
      const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
      // Telegram reads what is no number as 0.
      return typeof number === "number" && Number.isSafeInteger(number) ? number : 0;
    }
    case "boolean":
      return value === true || ["true", "yes", "1"].includes(String(value).toLowerCase());
    case "json":
      return typeof value === "string" ? parseJson(name, value) : value;
  }
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest(`Can't parse ${name.replaceAll("_", " ")} JSON object`);
  }
}

import { isZone } from "./zone.ts";

/** A text without the zone that it names. */
export interface ZoneNamed {
  readonly rest: string;
  /** Zones or offsets that Temporal knows: two where an abbreviation may mean the city's clock or its fixed offset. */
  readonly zones: readonly string[];
}

/** Russian names in the forms that stand alone, after "по" and in "по … времени". */
const CITIES: readonly (readonly [string, string])[] = [
  ["москв[ае]|московскому|мск", "Europe/Moscow"],
  ["санкт-петербург[у]?|петербург[у]?|питер[у]?|спб", "Europe/Moscow"],
  ["киев[у]?|киевскому", "Europe/Kyiv"],
  ["минск[у]?|минскому", "Europe/Minsk"],
  ["берлин[у]?|берлинскому", "Europe/Berlin"],
  ["париж[у]?|парижскому", "Europe/Paris"],
  ["лондон[у]?|лондонскому", "Europe/London"],
  ["варшав[ае]", "Europe/Warsaw"],
  ["белград[у]?", "Europe/Belgrade"],
  ["стамбул[у]?", "Europe/Istanbul"],
  ["тбилиси", "Asia/Tbilisi"],
  ["ереван[у]?", "Asia/Yerevan"],
  ["баку", "Asia/Baku"],
  ["дубаю?|дубай", "Asia/Dubai"],
  ["тель-авив[у]?", "Asia/Jerusalem"],
  ["алма-ат[аые]|алматы", "Asia/Almaty"],
  ["ташкент[у]?", "Asia/Tashkent"],
  ["самар[ае]", "Europe/Samara"],
  ["екатеринбург[у]?|екб", "Asia/Yekaterinburg"],
  ["омск[у]?", "Asia/Omsk"],
  ["новосибирск[у]?|нск", "Asia/Novosibirsk"],
  ["красноярск[у]?", "Asia/Krasnoyarsk"],
  ["иркутск[у]?", "Asia/Irkutsk"],
  ["владивосток[у]?", "Asia/Vladivostok"],
  ["токио", "Asia/Tokyo"],
  ["нью-йорк[у]?", "America/New_York"],
  ["гринвичу?", "UTC"],
];

/** People say CET in summer as well: then it is the clock in Berlin, or an hour less. */
const ABBREVIATIONS: Readonly<Record<string, readonly string[]>> = {
  utc: ["UTC"],
  gmt: ["UTC"],
  msk: ["Europe/Moscow"],
  мск: ["Europe/Moscow"],
  cet: ["Europe/Berlin", "+01:00"],
  cest: ["Europe/Berlin", "+02:00"],
  eet: ["Europe/Kyiv", "+02:00"],
  eest: ["Europe/Kyiv", "+03:00"],
  bst: ["Europe/London", "+01:00"],
  est: ["America/New_York", "-05:00"],
  edt: ["America/New_York", "-04:00"],
  pst: ["America/Los_Angeles", "-08:00"],
  pdt: ["America/Los_Angeles", "-07:00"],
};

const CITY = new RegExp(
  `(?<![\\p{L}\\p{N}-])\\(?(?:по\\s+)?(?<name>${CITIES.map(([name]) => name).join("|")})(?:\\s+времени)?\\)?(?![\\p{L}\\p{N}+-])`,
  "u",
);
const ABBREVIATION = new RegExp(
  `(?<![\\p{L}/])\\(?(?:по\\s+)?(?<name>${Object.keys(ABBREVIATIONS).join("|")})\\)?(?![\\p{L}\\p{N}/+-])`,
  "u",
);
const OFFSET =
  /\s?\(?(?<!\p{L})(?<base>utc|gmt|msk|мск)\s?(?<sign>[+-])\s?(?<hour>\d{1,2})(?::?(?<minute>\d{2}))?\)?$/u;
/** "18:30+03:00". A hyphen may make a span of hours, and is an offset only where the text is as machines write it. */
const ISO_OFFSET =
  /(?:(?<=\d:\d{2})\s?(?<plus>\+)|(?<=^\d{4}-\d{2}-\d{2}t\d{2}:\d{2}(?::\d{2})?)(?<sign>[+-]))(?<hour>\d{2}):?(?<minute>\d{2})$/;
/** A zone of the database is spelled with a slash; a city by its name alone, or with "time" behind it. */
const DATABASE = /\s\(?(?<name>[a-z]+(?:\/[a-z_-]+)+)\)?$/;
const ENGLISH_CITY = /\s\(?(?<name>[a-z]{3,}(?:[ _](?!time)[a-z]{3,})?)(?:\s+time)?\)?$/;

/** Takes the zone out of a text of lower case that tells a time. Null where it names none. */
export function zoneIn(text: string): ZoneNamed | null {
  const database = DATABASE.exec(text);
  if (database?.groups?.name !== undefined && isZone(database.groups.name))
    return without(text, database, [database.groups.name]);
  const offset = OFFSET.exec(text) ?? ISO_OFFSET.exec(text);
  if (offset?.groups !== undefined) {
    const zone = offsetOf(offset.groups);
    return zone === null ? null : without(text, offset, [zone]);
  }
  const zulu = /(?<=\d:\d{2})\s?z$/.exec(text);
  if (zulu !== null) return without(text, zulu, ["UTC"]);
  const short = ABBREVIATION.exec(text);
  if (short?.groups?.name !== undefined) return without(text, short, ABBREVIATIONS[short.groups.name] ?? []);
  const city = CITY.exec(text);
  const known = city?.groups?.name === undefined ? null : russianCity(city.groups.name);
  if (city !== null && known !== null) return without(text, city, [known]);
  const english = ENGLISH_CITY.exec(text);
  for (const name of namesOf(english?.groups?.name)) {
    const zone = cityZone(name);
    const match = new RegExp(`\\s\\(?${name}(?:\\s+time)?\\)?$`).exec(text);
    if (zone !== null && match !== null) return without(text, match, [zone]);
  }
  return null;
}

/**
 * The zone of the database that somebody named, in its own spelling: by its name, by its city in English, or by one of the
 * well-known cities in Russian. Null where there is none.
 */
export function zoneNamed(text: string): string | null {
  const name = text.trim().replace(/\s+/g, "_").toLowerCase();
  if (name === "") return null;
  const exact = Intl.supportedValuesOf("timeZone").find((zone) => zone.toLowerCase() === name);
  return exact ?? cityZone(name) ?? russianCity(name) ?? (isZone(text.trim()) ? text.trim() : null);
}

function russianCity(name: string): string | null {
  return CITIES.find(([known]) => new RegExp(`^(?:${known})$`, "u").test(name))?.[1] ?? null;
}

function cityZone(name: string): string | null {
  const city = name.replace(/[ -]/g, "_");
  return Intl.supportedValuesOf("timeZone").find((zone) => zone.toLowerCase().split("/").at(-1) === city) ?? null;
}

/** "new york", "at berlin": two words and the last one alone. */
function namesOf(words: string | undefined): readonly string[] {
  if (words === undefined) return [];
  const last = words.split(" ").at(-1) ?? words;
  return last === words ? [words] : [words, last];
}

function offsetOf({ base = "", plus, sign = plus ?? "", hour = "", minute = "00" }: Record<string, string>) {
  const minutes = Number(hour) * 60 + Number(minute);
  if (Number(minute) > 59 || minutes > 14 * 60) return null;
  const total = (sign === "-" ? -minutes : minutes) + (/^(?:msk|мск)$/.test(base) ? 180 : 0);
  const of = (value: number) => String(value).padStart(2, "0");
  return `${total < 0 ? "-" : "+"}${of(Math.floor(Math.abs(total) / 60))}:${of(Math.abs(total) % 60)}`;
}

function without(text: string, match: RegExpExecArray, zones: readonly string[]): ZoneNamed {
  const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
  return { rest: rest.replace(/\s+/g, " ").trim(), zones };
}

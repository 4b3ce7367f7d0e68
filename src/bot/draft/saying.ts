import type { Say } from "../words.ts";

/** A whole number with thin spaces: 1 957. */
export function numberOf(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

/** The time of day in this zone: 12:00. */
export function timeOf(at: number, zone: string): string {
  return new Intl.DateTimeFormat("ru", { hour: "2-digit", minute: "2-digit", timeZone: zone }).format(at);
}

/** The day in this zone as people write it: 12 июня 2026. */
export function dayOf(at: number, zone: string, say: Say): string {
  const parts = new Intl.DateTimeFormat(say.language === "ru" ? "ru" : "en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: zone,
  });
  return parts.format(at).replace(/\s?г\.$/, "");
}

import { HttpError } from "grammy";
import { type Fate, TIMEOUT } from "./faults.ts";

export function lookedAt(found: object | true): string {
  if (!Array.isArray(found)) return "there";
  const ids = found.map((each: unknown) => (each as { message_id?: number }).message_id ?? each);
  return ids.join(" ");
}

/** A call that only looks is taken or fails; no refusal of a post concerns it. */
export function lookFate(fate: Fate): Fate {
  if (fate.kind === "error" && fate.code < 500)
    return { kind: "taken", effectAfter: 10, answerAfter: fate.answerAfter };
  return fate;
}

export function refusal(
  code: number,
  description: string,
  parameters?: { readonly migrate_to_chat_id: number },
): Extract<Fate, { kind: "error" }> {
  const what = parameters === undefined ? { code, description } : { code, description, parameters };
  return { kind: "error", ...what, effectAfter: null, answerAfter: 80 };
}

/** As grammY tells it. */
export function networkError(method: string, fate: Exclude<Fate, { kind: "taken" | "error" }>): HttpError {
  const cause =
    fate.kind === "not-reached"
      ? Object.assign(new Error(`${fate.syscall} ${fate.code}`), { code: fate.code, syscall: fate.syscall })
      : fate.answerAfter >= TIMEOUT
        ? new Error(`Request to '${method}' timed out after ${TIMEOUT / 1000} seconds`)
        : Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET", syscall: "read" });
  return new HttpError(`Network request for '${method}' failed!`, cause);
}

export function words(fate: Fate): string {
  const effect = (after: number | null) =>
    after === null ? "no effect" : `effect after ${Math.round(after / 1000)} s`;
  switch (fate.kind) {
    case "taken":
      return `taken, ${Math.round(fate.answerAfter / 1000)} s`;
    case "error":
      return `${fate.code} ${fate.description} (${effect(fate.effectAfter)})`;
    case "not-reached":
      return `never left: ${fate.code}`;
    case "broken":
      return `${fate.answerAfter >= TIMEOUT ? "no answer" : "connection broke"} (${effect(fate.effectAfter)})`;
  }
}

/** What a process knows of a request with this fate once it was told. */
export function endOf(fate: Fate): "taken" | "refused" | "not-reached" | "unknown" {
  if (fate.kind === "taken" || fate.kind === "not-reached") return fate.kind;
  return fate.kind === "error" && fate.code < 500 ? "refused" : "unknown";
}

import type { Update } from "@grammyjs/types";
import { type Api, GrammyError, HttpError } from "grammy";
import type { Logger } from "pino";
import type { Inbox } from "../archive/inbox.ts";
import { ALLOWED_UPDATES, laneOf } from "./lane.ts";
import { retryAfterOf } from "./refusal.ts";
import { pause, type Timers } from "./timers.ts";

/** What keeps updates from coming; `runtime.ftl` has a text for each. */
export type PollingTrouble = "not-reached" | "another-poller" | "webhook-set" | "telegram-fails" | "slow-down";

export interface PollerOptions {
  /** Its own Api: a long poll must not share connections or retries with the chat. */
  readonly api: Pick<Api, "getUpdates" | "deleteWebhook">;
  readonly inbox: Inbox;
  readonly now: () => number;
  readonly timers: Timers;
  readonly log: Logger;
  /** Called after the updates are on disk, with the lanes that have new ones. */
  readonly onStored: (lanes: readonly string[]) => void;
  /** Called when the trouble begins or changes, and with null when it is over. */
  readonly onTrouble: (trouble: PollingTrouble | null) => void;
  /** How long Telegram holds the answer while there is nothing, s. Default 30. */
  readonly holdSeconds?: number;
}

export interface Poller {
  /**
   * Polls until it is stopped. Resolves then.
   *
   * @throws GrammyError 401 or 404 where Telegram knows no such token
   * @throws Error where the inbox cannot be written: nothing is confirmed then
   */
  run(): Promise<void>;
  /** Cuts the poll in hand off. What was not confirmed comes again, and the inbox knows it. */
  stop(): void;
  /** When Telegram last answered, ms, or null. */
  lastSuccess(): number | null;
}

const LONG_SILENCE = 60_000;

/** Asks Telegram for updates, and confirms them only when they are in the inbox. */
export function createPoller(options: PollerOptions): Poller {
  const { api, inbox, now, timers, log, onStored, onTrouble, holdSeconds = 30 } = options;
  const over = new AbortController();
  let lastSuccess: number | null = null;
  let trouble: PollingTrouble | null = null;

  const report = (next: PollingTrouble | null): void => {
    if (next === trouble) return;
    trouble = next;
    onTrouble(next);
  };

  const ask = (offset: number, timeout: number): Promise<Update[]> =>
    api.getUpdates(
      { offset, timeout, limit: 100, allowed_updates: ALLOWED_UPDATES },
      // grammY's signal type is that of the package abort-controller, which lacks the newer members.
      over.signal as Parameters<Api["getUpdates"]>[1],
    );

  const run = async (): Promise<void> => {
    let offset = 0;
    let failures = 0;
    let waitedAtTelegram = true;
    let answeredAt = now();
    while (!over.signal.aborted) {
      let updates: Update[];
      try {
        // After a long silence, too, people pressed their buttons while nobody listened.
        if (now() - answeredAt > 1_000 * holdSeconds + LONG_SILENCE) waitedAtTelegram = true;
        updates = await ask(offset, waitedAtTelegram ? 0 : holdSeconds);
      } catch (error) {
        if (over.signal.aborted) return;
        const answer = judge(error);
        if (answer === null) throw error;
        failures += 1;
        log.warn({ err: error, failures }, "getUpdates failed");
        report(answer.trouble);
        if (answer.trouble === "webhook-set") {
          // Nothing that waits is dropped: polling takes it over.
          await api
            .deleteWebhook({ drop_pending_updates: false })
            .catch((err) => log.warn({ err }, "deleteWebhook failed"));
        }
        await pause(timers, answer.wait ?? Math.min(1_000 * 2 ** (failures - 1), 30_000), over.signal);
        continue;
      }
      failures = 0;
      answeredAt = now();
      lastSuccess = answeredAt;
      report(null);
      const last = updates.at(-1);
      if (last === undefined) {
        waitedAtTelegram = false;
        continue;
      }
      const lanes = inbox.insert(updates, { late: waitedAtTelegram, lane: laneOf });
      offset = last.update_id + 1;
      onStored(lanes);
    }
  };

  return { run, stop: () => over.abort(), lastSuccess: () => lastSuccess };
}

/** What to make of a failed getUpdates; null where going on is of no use. `wait` is in ms. */
function judge(error: unknown): { readonly trouble: PollingTrouble; readonly wait?: number } | null {
  if (error instanceof HttpError) return { trouble: "not-reached" };
  if (!(error instanceof GrammyError)) return null;
  switch (error.error_code) {
    case 401:
    case 404: // a token that is not even shaped like one
      return null;
    case 409:
      return /webhook/i.test(error.description)
        ? { trouble: "webhook-set", wait: 1_000 }
        : { trouble: "another-poller", wait: 5_000 };
    case 429:
      return { trouble: "slow-down", wait: 1_000 * retryAfterOf(error) };
    default:
      return { trouble: "telegram-fails" };
  }
}

import type { Update, WebhookInfo } from "@grammyjs/types";
import type { Logger } from "pino";
import { badRequest } from "./errors.ts";
import type { UpdateQueue } from "./updates.ts";
import type { World } from "./world.ts";

/** Posts updates to the bot's webhook, one after the other, each again until it is answered with 2xx. */
export interface WebhookPost {
  set(hook: { url: string; secret: string | null; maxConnections: number } | null): void;
  info(): WebhookInfo;
  close(): void;
}

/** `retryAfter` is the pause after a failed delivery, in milliseconds. */
export function createWebhookPost(
  world: World,
  updates: UpdateQueue,
  { retryAfter, log }: { readonly retryAfter: number; readonly log: Logger },
): WebhookPost {
  const { state } = world;
  let busy = false;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  async function deliver(): Promise<void> {
    if (busy) return;
    busy = true;
    try {
      for (let next = updates.waiting()[0]; next !== undefined; next = updates.waiting()[0]) {
        const hook = state.webhook;
        if (closed || hook === null) return;
        const failure = await post(hook.url, hook.secret, next);
        if (failure === null) {
          updates.confirm(next.update_id);
          continue;
        }
        if (state.webhook !== null) state.webhook.lastError = { date: world.date(), message: failure };
        log.warn({ failure }, "webhook did not take an update");
        timer = setTimeout(() => void deliver(), retryAfter);
        return;
      }
    } finally {
      busy = false;
    }
  }

  async function post(url: string, secret: string | null, update: Update): Promise<string | null> {
    const headers = {
      "content-type": "application/json",
      ...(secret === null ? {} : { "X-Telegram-Bot-Api-Secret-Token": secret }),
    };
    try {
      const signal = AbortSignal.timeout(60_000);
      const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(update), signal });
      await response.body?.cancel();
      return response.ok ? null : `Wrong response from the webhook: ${response.status} ${response.statusText}`;
    } catch (error) {
      return error instanceof Error && error.name === "TimeoutError" ? "Read timeout expired" : "Connection refused";
    }
  }

  updates.onAdded(() => void deliver());
  if (state.webhook !== null) void deliver();

  return {
    set(hook) {
      clearTimeout(timer);
      if (hook !== null && !/^https:/.test(hook.url) && !/^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(hook.url)) {
        throw badRequest("bad webhook: An HTTPS URL must be provided for webhook");
      }
      state.webhook = hook === null ? null : { ...hook, lastError: null };
      world.tell({ type: "other" });
      if (hook !== null) void deliver();
    },
    info() {
      const { webhook } = state;
      return {
        url: webhook?.url ?? "",
        has_custom_certificate: false,
        pending_update_count: updates.waiting().length,
        ...(webhook === null ? {} : { max_connections: webhook.maxConnections }),
        ...(webhook?.lastError
          ? { last_error_date: webhook.lastError.date, last_error_message: webhook.lastError.message }
          : {}),
        ...(state.allowedUpdates === null ? {} : { allowed_updates: state.allowedUpdates }),
      };
    },
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}

import type { Methods } from "../calling.ts";
import { badRequest, TelegramError } from "../errors.ts";

const WEBHOOK_ACTIVE =
  "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";

/** Seconds; LONG_POLL_MAX_TIMEOUT in tdlib/telegram-bot-api Client.h. */
const LONGEST_POLL = 50;

export const updating = {
  getUpdates(p, call) {
    if (call.world.state.webhook !== null) throw new TelegramError(409, WEBHOOK_ACTIVE);
    call.updates.allow(p.allowed_updates);
    return call.updates.poll(
      {
        offset: p.offset ?? 0,
        limit: Math.min(Math.max(p.limit ?? 100, 1), 100),
        timeout: Math.min(Math.max(p.timeout ?? 0, 0), LONGEST_POLL),
      },
      call.gone,
    ) as never;
  },

  setWebhook(p, call) {
    if (p.url === undefined || p.url === "") {
      call.webhook.set(null);
    } else {
      if (p.secret_token !== undefined && !/^[A-Za-z0-9_-]{1,256}$/.test(p.secret_token)) {
        throw badRequest("secret token contains unallowed characters");
      }
      call.updates.allow(p.allowed_updates);
      call.updates.interrupt("setWebhook");
      if (p.drop_pending_updates === true) call.updates.drop();
      const { url, secret_token, max_connections } = p;
      call.webhook.set({ url, secret: secret_token ?? null, maxConnections: max_connections ?? 40 });
    }
    return true;
  },

  deleteWebhook(p, call) {
    if (p.drop_pending_updates === true) call.updates.drop();
    call.webhook.set(null);
    return true;
  },

  getWebhookInfo: (_, call) => call.webhook.info(),
  getMe: (_, call) => call.world.state.bot,
  logOut: () => true,
  close: () => true,
} satisfies Partial<Methods>;

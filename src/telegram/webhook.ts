import { createHash, timingSafeEqual } from "node:crypto";
import type { Update } from "@grammyjs/types";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Logger } from "pino";
import { z } from "zod";
import type { Inbox } from "../archive/inbox.ts";
import { laneOf } from "./lane.ts";

export interface WebhookOptions {
  /** The path of WEBHOOK_URL. */
  readonly path: string;
  readonly secret: string;
  readonly inbox: Inbox;
  readonly log: Logger;
  readonly onStored: (lanes: readonly string[]) => void;
  /** How many updates waited at Telegram when the bot started: the first ones to arrive are those. */
  readonly waitedAtTelegram: () => number;
  /** The inbox cannot be written: Telegram is answered 500 and keeps the update. */
  readonly onFatal: (error: unknown) => void;
}

/** Telegram's updates are a few kilobytes; a rich message may hold some 130. */
const LARGEST = 1_048_576;
const UpdateBody = z.looseObject({ update_id: z.number().int().nonnegative() });

/**
 * The route that Telegram calls. An update is answered 200 only when it is in the inbox; with anything else Telegram
 * sends it again. https://core.telegram.org/bots/api#setwebhook
 */
export function createWebhook(options: WebhookOptions): Hono {
  const { path, secret, inbox, log, onStored, onFatal } = options;
  const app = new Hono();
  let taken = 0;
  app.post(path, bodyLimit({ maxSize: LARGEST }), async (c) => {
    if (!sameSecret(c.req.header("x-telegram-bot-api-secret-token") ?? "", secret)) return c.body(null, 401);
    const body = UpdateBody.safeParse(await c.req.json().catch(() => null));
    if (!body.success) {
      log.warn("The webhook was sent something that is no update");
      return c.body(null, 400);
    }
    try {
      const lanes = inbox.insert([body.data as Update], { late: taken < options.waitedAtTelegram(), lane: laneOf });
      taken += 1;
      onStored(lanes);
      return c.body(null, 200);
    } catch (error) {
      onFatal(error);
      return c.body(null, 500);
    }
  });
  return app;
}

/** Compares digests, so that neither the time nor the length of a guess tells anything. */
function sameSecret(given: string, secret: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}

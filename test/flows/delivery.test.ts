import assert from "node:assert/strict";
import { test } from "node:test";
import { ANYA, handOf, startBot, startStandIn, textOf } from "./driver.ts";
import { startTime } from "./time.ts";

const POST = "Baba Is AI\n\nагенты меняют правила игры\n\narxiv.org/abs/2407.13729";
const OTHER = "Refusal in Language Models\n\nодно направление\n\narxiv.org/abs/2406.11717";
/** A Tuesday, 18:00 in Moscow. */
const TUESDAY = Date.UTC(2026, 10, 24, 15);
const MINUTE = 60_000;

test("a planned post goes out as the channel does it by default, and as its draft chose otherwise", async (t) => {
  const time = startTime(TUESDAY);
  const telegram = await startStandIn(t, time);
  const { app } = await startBot(telegram, time);
  app.channels.changeSettings(1, { delivery: { silent: true, pin: false, protect: true } });
  const anya = handOf(telegram, ANYA);
  await anya.say("/start");
  await anya.paste(POST);
  await anya.press("Черновик №1", "Запланировать");
  await anya.say("19:00");
  await anya.sees("Запланировано: вт 24 ноября, 19:00");
  await anya.paste(OTHER);
  await anya.press("Черновик №2", "⋯");
  for (const option of ["Без звука", "Закрепить", "Без пересылки"]) {
    await anya.press("Черновик №2", option);
    await app.dispatcher.idle();
  }
  await anya.press("Черновик №2", "К черновику");
  await anya.press("Черновик №2", "Запланировать");
  await anya.say("20:30");
  await anya.sees("Запланировано: вт 24 ноября, 20:30");

  const since = (await telegram.people.calls({})).at(-1)?.seq ?? 0;
  for (const minutes of [60, 89]) {
    time.pass(minutes * MINUTE);
    await app.scheduler.look();
    time.pass(MINUTE + 1_000);
    await app.scheduler.look();
    await app.publisher.idle();
  }
  await telegram.until(async () => (await anya.channel()).length >= 2);
  await app.publisher.idle();
  const calls = (await telegram.people.calls({ since })).flatMap(({ method, payload, ok }) => {
    const { chat_id, ...rest } = payload as Record<string, unknown>;
    return Number(chat_id) === telegram.channelId && ok ? [{ method, ...rest }] : [];
  }) as { method: string; disable_notification?: unknown; protect_content?: unknown; message_id?: unknown }[];
  const sent = calls.filter(({ method }) => method.startsWith("send"));
  assert.deepEqual(
    sent.map(({ disable_notification: silent, protect_content: protect }) => [
      String(silent) === "true",
      String(protect) === "true",
    ]),
    [
      [true, true],
      [false, false],
    ],
  );
  const second = (await anya.channel()).find((message) => textOf(message).startsWith("Refusal"));
  const pins = calls.filter(({ method }) => method === "pinChatMessage").map(({ message_id }) => Number(message_id));
  assert.deepEqual(pins, [second?.message_id]);
});

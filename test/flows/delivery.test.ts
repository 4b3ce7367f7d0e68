import assert from "node:assert/strict";
import { test } from "node:test";
import { ANYA, handOf, labelsOf, startBot, startStandIn, textOf } from "./driver.ts";
import { comeTo, startTime } from "./time.ts";

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

test("a post that may not be pinned is out, and says on its card and in its receipt why it is not pinned", async (t) => {
  const time = startTime(TUESDAY);
  const telegram = await startStandIn(t, time);
  const { app } = await startBot(telegram, time);
  app.channels.changeSettings(1, { delivery: { silent: false, pin: true, protect: false } });
  const anya = handOf(telegram, ANYA);
  const description = "Bad Request: not enough rights to manage pinned messages in the chat";
  const fault = { kind: "error", code: 400, description } as const;
  await telegram.people.fault({ method: "pinChatMessage", times: 2, fault });
  await anya.paste(POST);
  await anya.press("Черновик №1", "Опубликовать");
  const card = await anya.sees(/✅ Опубликовано[\s\S]*Закрепить пост сразу не вышло/);
  assert.ok(labelsOf(card).includes("📌 Закрепить"));

  await anya.paste(OTHER);
  await anya.press("Черновик №2", "Запланировать");
  await anya.say("19:00");
  await anya.sees("Запланировано: вт 24 ноября, 19:00");
  await comeTo(time, app.scheduler, 60 * MINUTE);
  const receipt = await anya.sees(/Refusal[\s\S]*Закрепить пост сразу не вышло/);
  assert.ok(labelsOf(receipt).includes("📌 Закрепить"));
  await app.publisher.idle();
  const pins = (await telegram.people.calls({})).filter(({ method }) => method === "pinChatMessage");
  assert.deepEqual(
    pins.map(({ ok }) => ok),
    [false, false],
  );
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { decode } from "../../../src/bot/setup/buttons.ts";
import { CHOICE_NAMES, CHOICES } from "../../../src/bot/setup/choices.ts";
import { ChannelSettings } from "../../../src/post/settings.ts";
import { lateRules } from "../../../src/publish/schedule/late.ts";
import { startBot, user, words } from "../telegram.ts";

const anya = user(1, "Аня");
const eve = user(5, "Eve", "en");
const ru = words("ru");

async function setUp(t: { after(fn: () => unknown): void }) {
  const bot = await startBot(t, { adminIds: [1] });
  bot.channels.serve({ chatId: -1001000, title: "rizzearch", username: null });
  const settings = (): ChannelSettings => bot.channels.served()?.settings ?? ChannelSettings.parse({});
  const screen = () => bot.telegram.take("editMessageText").at(-1)?.payload;
  const buttons = (markup: { inline_keyboard: { callback_data: string }[][] }) =>
    markup.inline_keyboard.flat().map(({ callback_data }) => callback_data);
  return { ...bot, settings, screen, buttons };
}

test("the screen of publication shows what holds, and each button leads on to another value", async (t) => {
  const bot = await setUp(t);
  await bot.press(anya, "o:menu:publication");
  const screen = bot.screen();
  assert.match(screen?.text, /Время, чтобы забрать пост назад: <b>30 с после нажатия<\/b>/);
  assert.match(screen?.text, /Тихие часы: <b>с 23 до 9<\/b>/);
  assert.match(screen?.text, /не больше часа/);
  assert.deepEqual(bot.buttons(screen?.reply_markup), [
    "o:undo-window:60",
    "o:silent:yes",
    "o:pin:yes",
    "o:protect:yes",
    "o:grace:180",
    "o:apart:20",
    "o:quiet:22-10",
    "o:menu:main",
  ]);
});

test("a tap changes one setting, leaves the others, and one more takes it back", async (t) => {
  const bot = await setUp(t);
  const before = bot.settings();
  for (const [data, changed] of [
    ["o:undo-window:120", { undoSeconds: 120 }],
    ["o:undo-window:0", { undoSeconds: 0 }],
    ["o:silent:yes", { delivery: { ...before.delivery, silent: true } }],
    ["o:pin:yes", { delivery: { ...before.delivery, pin: true } }],
    ["o:protect:yes", { delivery: { ...before.delivery, protect: true } }],
    ["o:grace:180", { late: { ...before.late, graceMinutes: 180 } }],
    ["o:apart:30", { late: { ...before.late, apartMinutes: 30 } }],
    ["o:quiet:0-0", { late: { ...before.late, quietFrom: 0, quietTo: 0 } }],
  ] as const) {
    await bot.press(anya, data);
    assert.deepEqual(bot.settings(), { ...before, ...changed }, data);
    const undo = bot.buttons(bot.screen()?.reply_markup)[0] ?? "";
    await bot.press(anya, undo);
    assert.deepEqual(bot.settings(), before, undo);
    assert.ok(!bot.buttons(bot.screen()?.reply_markup).some((each) => each.includes("<")), "an undo has no undo");
  }
});

test("what holds already is said so, and values that cannot be are refused", async (t) => {
  const bot = await setUp(t);
  const before = bot.settings();
  const toasts = () => bot.telegram.take("answerCallbackQuery").map(({ payload }) => payload.text);
  await bot.press(anya, "o:undo-window:30");
  assert.deepEqual(toasts(), [ru.plain("settings-same")]);
  for (const data of ["o:undo-window:601", "o:grace:1441", "o:quiet:24-9", "o:silent:maybe", "o:apart:-1"]) {
    await bot.press(anya, data);
    assert.deepEqual(toasts(), [ru.plain("settings-gone")], data);
  }
  await bot.press(eve, "o:undo-window:0");
  assert.deepEqual(bot.settings(), before, "who may not changes nothing");
});

test("every value that is offered can be set, read back, said in both languages and carried by a button", () => {
  const settings = ChannelSettings.parse({});
  for (const choice of CHOICE_NAMES) {
    for (const value of CHOICES[choice].values) {
      const change = CHOICES[choice].set(value, settings);
      assert.notEqual(change, null, `${choice} ${value}`);
      assert.equal(CHOICES[choice].now(ChannelSettings.parse({ ...settings, ...change })), value);
      assert.deepEqual(decode(`o:${choice}:<${value}`), { action: "choice", choice, value, back: true });
    }
  }
});

test("without a choice an hour of grace, ten minutes apart and quiet from 23 to 9 hold", () => {
  assert.deepEqual(lateRules(ChannelSettings.parse({})), { grace: 3_600_000, apart: 600_000, quiet: [23, 9] });
});

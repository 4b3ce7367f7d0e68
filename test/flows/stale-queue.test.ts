import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { CallbackQuery, Message } from "@grammyjs/types";
import { press as button, toMinutes } from "../../src/bot/queue/buttons.ts";
import { laneOf } from "../../src/telegram/lane.ts";
import { MAX } from "./driver.ts";
import { startTwoAdmins, TUESDAY } from "./two-admins.ts";

const POSTS = [
  "Baba Is AI\n\nагенты меняют правила игры\n\narxiv.org/abs/2407.13729",
  "Refusal in Language Models\n\nодно направление\n\narxiv.org/abs/2406.11717",
  "Grokking\n\nобобщение приходит поздно\n\narxiv.org/abs/2201.02177",
] as const;
const LATER = TUESDAY + 30 * 3_600_000;

/** Anya planned three posts; Max, who publishes too, has messages with buttons of the second one. */
async function setUp(t: TestContext) {
  const { time, telegram, app, db, anya, max } = await startTwoAdmins(t);
  for (const [index, post] of POSTS.entries()) {
    await anya.paste(post);
    await anya.press(`Черновик №${index + 1}`, "Запланировать");
    await anya.say(`завтра в ${12 + 3 * index}:00`);
    await anya.sees(`Запланировано: ср 25 ноября, ${12 + 3 * index}:00 по Москве`);
  }
  await max.say("/queue");
  await max.sees("Очередь · rizzearch");
  const [row, next] = [2, 3].map((id) => app.schedule.find(id) ?? assert.fail());
  assert.ok(row !== undefined && next !== undefined);
  /** What the old buttons carry. */
  const old = {
    open: button("open", row),
    month: button("month", row, "202611"),
    day: button("day", row, "20261126"),
    hour: button("hour", row, "2026112610"),
    slots: button("slots", row),
    set: button("set", row, toMinutes(LATER)),
    off: button("off", row),
    up: button("up", row),
    down: button("down", row),
    with: button("with", row, `${next.draftId}-${next.revision}`),
    now: button("now", row),
    out: button("out", row),
    edit: button("edit", row),
  } as const;
  const { actors } = await telegram.people.world();
  const from = actors.find(({ user }) => user.id === MAX)?.user ?? assert.fail();
  let number = 600_000_000;
  /** Presses as in a message of long ago, and returns what the toast or alert said; null where nothing answered. */
  const press = async (data: string): Promise<string | null> => {
    number += 1;
    const message = (await max.seen()).at(-1) as Message;
    const query: CallbackQuery = { id: `old-${number}`, from, message, chat_instance: "1", data };
    const since = (await telegram.people.calls({})).at(-1)?.seq ?? 0;
    app.dispatcher.wake(
      app.inbox.insert([{ update_id: number, callback_query: query }], { late: false, lane: laneOf }),
    );
    await app.dispatcher.idle();
    for (const { method, payload } of await telegram.people.calls({ since })) {
      const answer = payload as { readonly callback_query_id?: string; readonly text?: string };
      if (method === "answerCallbackQuery" && answer.callback_query_id === query.id) return answer.text ?? "";
    }
    return null;
  };
  const rows = () => [1, 2, 3].map((id) => ({ ...(app.schedule.find(id) ?? assert.fail()), untold: false }));
  const settled = async () => {
    await app.dispatcher.idle();
    await app.scheduler.look();
    await app.publisher.idle();
  };
  return { app, db, telegram, time, anya, max, old, press, rows, settled };
}
type Scene = Awaited<ReturnType<typeof setUp>>;

/** What happened since, and what each button of the old message says of it. */
const SINCE: readonly (readonly [string, (scene: Scene) => Promise<void>, RegExp, RegExp])[] = [
  [
    "was published",
    async ({ anya, settled }) => {
      await anya.say("/queue");
      await anya.press("Очередь", "2");
      await anya.press("👉 2. Refusal", "Сейчас");
      await anya.press("выйдет сразу", "Опубликовать сейчас");
      await settled();
      await anya.sees("✅ Опубликовано");
    },
    /уже нет|уже опубликован|успела измениться/,
    /уже нет|уже опубликован|успела измениться/,
  ],
  [
    "was taken out of the queue by its author",
    async ({ anya, settled }) => {
      await anya.press("ср 25 ноября, 15:00", "Отменить");
      await settled();
    },
    /уже нет|успела измениться/,
    /уже нет/,
  ],
  [
    "was moved by another admin",
    async ({ anya, settled }) => {
      await anya.press("ср 25 ноября, 15:00", "Изменить");
      await anya.say("пт 15:00");
      await anya.sees("пт 27 ноября, 15:00");
      await settled();
    },
    /успела измениться/,
    // The time may be chosen anew: what is shown is of today.
    /^$/,
  ],
  [
    "was deleted with its draft",
    async ({ anya, settled }) => {
      await anya.press("Черновик №2", "⋯");
      await anya.press("Черновик №2", "Удалить");
      await settled();
    },
    /уже нет|успела измениться/,
    /уже нет/,
  ],
];

const LOOKING = ["open", "month", "day", "hour", "slots"] as const;
const CHANGING = ["set", "off", "up", "down", "with", "now", "out", "edit"] as const;

for (const [what, happens, changing, looking] of SINCE) {
  test(`every old button of a post that ${what} is answered in words, and changes nothing`, async (t) => {
    const scene = await setUp(t);
    await happens(scene);
    const [before, channel] = [scene.rows(), (await scene.max.channel()).length];
    for (const verb of CHANGING) assert.match((await scene.press(scene.old[verb])) ?? "unanswered", changing, verb);
    for (const verb of LOOKING) assert.match((await scene.press(scene.old[verb])) ?? "unanswered", looking, verb);
    await scene.settled();
    assert.deepEqual(scene.rows(), before);
    assert.equal((await scene.max.channel()).length, channel);
  });
}

test("every old button of somebody who may publish no longer is answered so, and changes nothing", async (t) => {
  const { db, telegram, old, press, rows, settled } = await setUp(t);
  db.prepare("INSERT INTO role (channel_id, person_id, role, granted_at) VALUES (1, ?, 'author', 0)").run(MAX);
  await telegram.people.setAdministrator({ person: MAX, rights: null });
  const before = rows();
  // Changes ask Telegram at each press, screens know it from then on.
  for (const verb of [...CHANGING, ...LOOKING]) {
    const data = old[verb];
    assert.match((await press(data)) ?? "unanswered", /в очереди уже нет|те, кто может публиковать/, verb);
  }
  await settled();
  assert.deepEqual(rows(), before);
});

test("two admins who press everything at once on the same agenda make one change each time, and no time is lost", async (t) => {
  const { app, anya, max, rows } = await setUp(t);
  const times = rows().map(({ due }) => due);
  for (const button of ["⬇️", "⬆️"]) {
    for (const hand of [anya, max]) {
      await hand.say("/queue");
      await app.dispatcher.idle();
      await hand.press(/Очередь(?![\s\S]*👉)/, "2");
      await hand.sees("👉 2.");
    }
    const before = rows().map(({ revision }) => revision);
    const answers = await Promise.all([anya, max].map((hand) => hand.press("👉 2.", button)));
    assert.equal(answers.filter(({ text }) => /успела измениться/.test(text ?? "")).length, 1);
    await app.dispatcher.idle();
    const changed = rows().filter(({ revision }, index) => revision !== before[index]);
    assert.equal(changed.length, 2);
    assert.deepEqual(
      rows()
        .map(({ due }) => due)
        .toSorted((a, b) => a - b),
      times,
    );
  }
});

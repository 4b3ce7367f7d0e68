import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { ANYA, countRows, handOf, labelsOf, MAX, startBot, startStandIn, textOf } from "./driver.ts";
import { comeTo, startTime } from "./time.ts";
import { startTwoAdmins, TUESDAY } from "./two-admins.ts";

const POST = "Baba Is AI\n\nагенты меняют правила игры\n\narxiv.org/abs/2407.13729";
const MINUTE = 60_000;
const RIGHTS = "Bad Request: need administrator rights in the channel chat";

async function plan(t: TestContext) {
  const { time, telegram, app, db, anya, max } = await startTwoAdmins(t);
  await max.paste(POST);
  await max.press("Черновик №1", "Запланировать");
  await max.press("Когда?", "Сегодня 19:00");
  await anya.sees("Запланировано: вт 24 ноября, 19:00");
  const due = () => comeTo(time, app.scheduler, 60 * MINUTE);
  /** The messages of the bot to this person that name the post, but for the draft's card. */
  const about = async (hand: typeof anya) =>
    (await hand.seen()).filter((message) => {
      const text = textOf(message);
      return text.includes("Baba Is AI") && !text.includes("Черновик №1");
    });
  return { telegram, anya, max, due, about, time, app, db };
}

test("a planned post that the channel refuses is stuck in its one receipt, with what to do for the admin", async (t) => {
  const { telegram, anya, max, due, about } = await plan(t);
  await telegram.people.fault({
    method: "sendMessage",
    fault: { kind: "error", code: 400, description: RIGHTS },
  });
  await due();
  const stuck = await anya.sees(/Baba Is AI[\s\S]*прав/i);
  assert.ok(labelsOf(stuck).includes("Вернуть права"), labelsOf(stuck).join());
  assert.equal((await about(anya)).length, 1, "the owner has one message about the post");
  assert.equal((await about(max)).length, 1, "so has its author");
  assert.ok(!labelsOf((await about(max))[0] ?? stuck).includes("Вернуть права"), "the author cannot give rights");

  await anya.press(/Baba Is AI/, "🚀 Сейчас");
  await anya.sees(/✅ Опубликовано/);
  assert.equal((await about(anya)).length, 1);
  assert.equal((await max.channel()).length, 1);
});

test("a press that the channel refuses for want of rights is told to its admin on the card alone, with the remedy", async (t) => {
  const telegram = await startStandIn(t);
  const { app, db } = await startBot(telegram);
  const [anya, max] = [handOf(telegram, ANYA), handOf(telegram, MAX)];
  await anya.paste(POST);
  await anya.sees("Черновик №1");
  await max.paste("Refusal in Language Models\n\nодно направление\n\narxiv.org/abs/2406.11717");
  await max.sees("Черновик №2");
  const fault = { kind: "error", code: 400, description: RIGHTS } as const;
  await telegram.people.fault({ method: "sendMessage", fault });
  await anya.press("Черновик №1", "Опубликовать");
  const card = await telegram.until(async () =>
    (await anya.seen()).find((message) => labelsOf(message).includes("Вернуть права")),
  );
  await app.publisher.idle();
  assert.match(textOf(card), /Черновик №1/);
  assert.equal((await anya.seen()).filter((message) => /Baba Is AI/.test(textOf(message))).length, 1);
  assert.equal(countRows(db, "SELECT count(*) FROM trouble_message"), 0);

  await telegram.people.fault({ method: "sendMessage", fault });
  await max.press("Черновик №2", "Опубликовать");
  await anya.sees(/Refusal[\s\S]*прав/i);
  await app.publisher.idle();
  assert.equal(countRows(db, "SELECT count(*) FROM trouble_message"), 1, "another's post is told to the admin");
});

test("whoever may no longer publish sees that their post is in doubt, without buttons, and decides nothing", async (t) => {
  const telegram = await startStandIn(t);
  const { app, db } = await startBot(telegram);
  const max = handOf(telegram, MAX);
  db.prepare("INSERT INTO person (id, name, seen_at) VALUES (?, 'Max', 0) ON CONFLICT DO NOTHING").run(MAX);
  db.prepare("INSERT INTO role (channel_id, person_id, role, granted_at) VALUES (1, ?, 'author', 0)").run(MAX);
  await max.paste(POST);
  await max.press("Черновик №1", "Опубликовать");
  await max.sees("Опубликовано");
  await app.publisher.idle();
  // As the bot leaves it where it cannot tell.
  db.exec(`UPDATE publication SET state = 'unknown', look_at = NULL, post_id = NULL;
    UPDATE publication_message SET state = 'unknown';
    UPDATE draft SET state = 'open' WHERE id = 1`);
  await app.drafting.refreshCard(1);
  const asked = await telegram.until(async () =>
    (await max.seen()).find((message) => labelsOf(message).includes("Поста нет")),
  );
  const { state } = db.prepare("SELECT state FROM publication").get() as { readonly state: string };
  await telegram.people.setAdministrator({ person: MAX, rights: null });
  const answer = await max.press("Baba Is AI", "Поста нет");
  assert.match(answer.text ?? "", /не можете/);
  assert.deepEqual(db.prepare("SELECT state FROM publication").get(), { state });
  await app.drafting.refreshCard(1);
  const shown = (await max.seen()).find(({ message_id: id }) => id === asked.message_id);
  assert.deepEqual(labelsOf(shown ?? assert.fail()), []);
});

test("a post that is tried again leaves its admin one message, at the bottom, which says in the end that it is out", async (t) => {
  const time = startTime(TUESDAY);
  const telegram = await startStandIn(t, time);
  const { app, db } = await startBot(telegram, time);
  const [anya, max] = [handOf(telegram, ANYA), handOf(telegram, MAX)];
  await anya.say("/start");
  await max.paste(POST);
  await max.sees("Черновик №1");
  const about = async () => (await anya.seen()).filter((message) => textOf(message).includes("Baba Is AI"));
  const press = async () => {
    await max.press("Черновик №1", "Опубликовать");
    await app.dispatcher.idle();
    await app.publisher.idle();
    const [told, ...others] = await about();
    assert.deepEqual(others, []);
    return told ?? assert.fail();
  };
  const fault = { kind: "error", code: 400, description: RIGHTS } as const;
  await telegram.people.fault({ method: "sendMessage", fault });
  const first = await press();
  await telegram.people.fault({ method: "sendMessage", fault });
  const second = await press();
  assert.ok(second.message_id > first.message_id, "it comes again where it is seen");
  assert.ok(labelsOf(second).includes("Вернуть права"));

  app.channels.changeSettings(app.channels.served()?.id ?? 0, { undoSeconds: 60 });
  assert.match(textOf(await press()), /прав/, "nothing is known yet");
  time.pass(MINUTE);
  await app.publisher.idle();
  const [out] = await about();
  assert.match(textOf(out ?? assert.fail()), /✅ Опубликовано/);
  assert.deepEqual(labelsOf(out ?? assert.fail()), []);
  assert.equal(countRows(db, "SELECT count(*) FROM trouble_message"), 0);
});

test("what mends a post that stopped halfway stays on its card as long as the reason does", async (t) => {
  const telegram = await startStandIn(t);
  const { app } = await startBot(telegram);
  const anya = handOf(telegram, ANYA);
  await anya.photos(1);
  await anya.paste(`Заметка о двух частях\n\n${"слово за словом ".repeat(100)}`);
  await anya.sees("Двумя сообщениями");
  await telegram.people.fault({ method: "sendMessage", fault: { kind: "error", code: 400, description: RIGHTS } });
  await anya.press("о двух частях", "Опубликовать");
  await app.dispatcher.idle();
  const remedy = async () => labelsOf(await anya.sees("нет права публиковать")).includes("Вернуть права");
  assert.ok(await remedy());
  for (const button of ["🏷 Теги", "К черновику"]) {
    await anya.press("о двух частях", button);
    await app.dispatcher.idle();
    assert.ok(await remedy(), button);
  }
  await anya.press("о двух частях", "Опубликовать");
  await anya.sees("✅ Опубликовано");
  assert.equal((await anya.channel()).length, 2);
});

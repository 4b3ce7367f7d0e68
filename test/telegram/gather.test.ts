import assert from "node:assert/strict";
import { test } from "node:test";
import type { Update } from "@grammyjs/types";
import fc from "fast-check";
import { gather, type Waiting } from "../../src/telegram/gather.ts";
import { FORWARDED, inlineQuery, LONG_TEXT, message, PHOTO, press } from "./updates.ts";

const PATIENCE = { quiet: 700, cap: 5_000 };
const at = (receivedAt: number, update: Update): Waiting => ({ update, receivedAt, batch: null });
const ids = (batch: readonly Update[]) => batch.map((update) => update.update_id);
const gathered = (first: Waiting, ...rest: Waiting[]) => gather([first, ...rest], PATIENCE);

test("a short text, a command, a button and an inline query are handled at once and alone", () => {
  const command = message({
    text: "/new\nпервый абзац\nвторой абзац",
    entities: [{ type: "bot_command", offset: 0, length: 4 }],
  });
  for (const update of [message({ text: "рефьюзал вектор" }), command, press(), inlineQuery()]) {
    const after = at(1_001, message({ text: "ещё" }));
    assert.deepEqual(gathered(at(1_000, update), after), { batch: [update], readyAt: 1_000 });
  }
});

test("an edited message is never joined, however long it is", () => {
  const { message: edited } = message({ text: LONG_TEXT });
  const update = { update_id: 5, edited_message: { ...edited, edit_date: 1 } } as Update;
  assert.deepEqual(gathered(at(1_000, update), at(1_100, message({ text: LONG_TEXT }))).batch, [update]);
});

test("a text of several paragraphs, a long text, a figure and a forwarded message wait for more", () => {
  for (const part of [
    { text: "Заголовок\n\nАбзац" },
    { text: "Заголовок\nАбзац" },
    { text: LONG_TEXT },
    { photo: PHOTO },
    { document: { file_id: "d", file_unique_id: "d" } },
    { text: "коротко", forward_origin: FORWARDED },
  ]) {
    const update = message(part);
    assert.deepEqual(gathered(at(1_000, update)), { batch: [update], readyAt: 1_700 });
  }
});

test("a text with nothing but line breaks around it is short", () => {
  assert.equal(gathered(at(1_000, message({ text: "\n рл \n\n" }))).readyAt, 1_000);
});

test("a photo with its caption and the text after it are one paste", () => {
  const photo = message({ photo: PHOTO, caption: "Baba Is AI" });
  const text = message({ text: LONG_TEXT });
  assert.deepEqual(gathered(at(1_000, photo), at(1_300, text)), { batch: [photo, text], readyAt: 2_000 });
});

test("a part that came after the quiet time begins a batch of its own", () => {
  const first = message({ photo: PHOTO });
  assert.deepEqual(ids(gathered(at(1_000, first), at(1_701, message({ photo: PHOTO }))).batch), ids([first]));
});

test("an album is one batch in the order of its messages, whatever the order of arrival", () => {
  const parts = Array.from({ length: 10 }, () => message({ photo: PHOTO, media_group_id: "g" }));
  const arrival = [3, 0, 9, 1, 2, 8, 4, 7, 5, 6].map((position, n) => at(1_000 + 100 * n, parts[position] as Update));
  const { batch, readyAt } = gather(arrival as [Waiting, ...Waiting[]], PATIENCE);
  assert.deepEqual(ids(batch), ids(parts));
  assert.equal(readyAt, 1_900 + 700);
});

test("an album is joined in a channel too, where a paste is not", () => {
  const chat = { id: -1001, type: "channel", title: "c" } as const;
  const post = (part: object) => {
    const { update_id, message: posted } = message(part);
    return { update_id, channel_post: { ...posted, chat } } as Update;
  };
  const [a, b] = [post({ photo: PHOTO, media_group_id: "g" }), post({ photo: PHOTO, media_group_id: "g" })];
  const text = post({ text: LONG_TEXT });
  assert.deepEqual(ids(gathered(at(1_000, a), at(1_001, b), at(1_002, text)).batch), ids([a, b]));
  assert.equal(gathered(at(1_000, text)).readyAt, 1_000);
});

test("a command between parts of an album does not tear it apart, and ends a paste", () => {
  const [a, b] = [message({ photo: PHOTO, media_group_id: "g" }), message({ photo: PHOTO, media_group_id: "g" })];
  const command = message({ text: "/help", entities: [{ type: "bot_command", offset: 0, length: 5 }] });
  const text = message({ text: LONG_TEXT });
  const { batch } = gathered(at(1_000, a), at(1_001, command), at(1_002, b), at(1_003, text));
  assert.deepEqual(ids(batch), ids([a, b]));
});

test("the short rest of a text that Telegram cut in two belongs to it", () => {
  const [long, rest] = [message({ text: "а".repeat(4_096) }), message({ text: "конец." })];
  assert.deepEqual(ids(gathered(at(1_000, long), at(1_100, rest)).batch), ids([long, rest]));
});

test("a paste waits no longer than the cap", () => {
  const parts = Array.from({ length: 12 }, (_, n) => at(1_000 + 600 * n, message({ text: LONG_TEXT })));
  const { batch, readyAt } = gather(parts as [Waiting, ...Waiting[]], PATIENCE);
  assert.equal(readyAt, 6_000);
  assert.equal(batch.length, 9);
});

test("what waited at Telegram for a day is not one paste, though it came in one moment", () => {
  const [morning, evening] = [message({ text: LONG_TEXT }), message({ text: LONG_TEXT, date: 1_700_030_000 })];
  assert.deepEqual(ids(gathered(at(1_000, morning), at(1_000, evening)).batch), ids([morning]));
});

test("a batch holds the first waiting update, no update twice, and is ready within the cap", () => {
  const kind = fc.constantFrom(
    () => message({ text: "рл" }),
    () => message({ text: LONG_TEXT }),
    () => message({ photo: PHOTO, media_group_id: "a" }),
    () => message({ photo: PHOTO, media_group_id: "b" }),
    () => press(),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(kind, fc.nat(2_000)), { minLength: 1, maxLength: 20 }), (rows) => {
      let time = 1_000;
      const waiting = rows.map(([make, gap]) => {
        time += gap;
        return at(time, make());
      });
      const { batch, readyAt } = gather(waiting as [Waiting, ...Waiting[]], PATIENCE);
      const taken = ids(batch);
      assert.ok(taken.includes((waiting[0] as Waiting).update.update_id));
      assert.equal(new Set(taken).size, taken.length);
      assert.ok(readyAt >= 1_000 && readyAt <= (waiting[0] as Waiting).receivedAt + PATIENCE.cap);
    }),
  );
});

test("what was in hand as one when a process ended is one again, without what came since", () => {
  const [first, second, later] = [1, 2, 3].map(() => message({ text: LONG_TEXT })) as [Update, Update, Update];
  const begun = (update: Update): Waiting => ({ ...at(1_000, update), batch: first.update_id });
  assert.deepEqual(gathered(begun(first), at(1_000, later)), { batch: [first], readyAt: 1_000 });
  assert.deepEqual(gathered(begun(first), begun(second), at(1_000, later)).batch, [first, second]);
  const short = message({ text: "рл" });
  assert.deepEqual(gathered(begun(first), begun(short)).batch, [first, short], "also what would not be joined now");
});

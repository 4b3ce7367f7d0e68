import assert from "node:assert/strict";
import { test } from "node:test";
import { plainly } from "../../../src/document/document.ts";
import { promote } from "../../../src/document/promote.ts";
import { toClassic } from "../../../src/document/twin/twin.ts";
import type { Figure } from "../../../src/post/post.ts";
import type { PostPart } from "../../../src/post/standing.ts";
import { type LiveMessage, lookAt, readLiveFrom } from "../../../src/publish/editing/live.ts";

const live = (text: string, entities: LiveMessage["entities"] = []): LiveMessage => ({
  text,
  entities,
  figure: null,
  rich: null,
});
const PARTS: PostPart[] = [
  {
    form: "figure",
    messageId: 1,
    figure: { kind: "photo", fileId: "f", fileUniqueId: "u", size: 1 },
    document: plainly(""),
    album: false,
  },
  { form: "text", messageId: 2, document: plainly("текст #рл"), preview: null },
];
const FILE: Figure = { kind: "photo", fileId: "f2", fileUniqueId: "u", size: 1 };
const PICTURE: LiveMessage = { ...live(""), figure: { kind: "photo", uniqueIds: ["s", "u"] }, file: FILE };
const reading =
  (found: Awaited<ReturnType<NonNullable<Parameters<typeof lookAt>[0]>>>) => async (_: number, id: number) =>
    id === 2 ? found : assert.fail("a figure without a text is not read");

test("a post that stands as it is known is the same, Telegram's own entities apart", async () => {
  const found = live("текст #рл", [{ type: "hashtag", offset: 6, length: 3 }]);
  assert.deepEqual(await lookAt(reading(found), -1, PARTS), { seen: "same" });
});

test("a post that somebody changed in the channel tells how it stands now", async () => {
  const seen = await lookAt(reading(live("исправленный текст")), -1, PARTS);
  assert.ok(seen.seen === "differs");
  assert.deepEqual(seen.parts, [PARTS[0], { ...PARTS[1], document: plainly("исправленный текст") }]);
});

test("a post whose messages are all deleted is gone; where some are left, it stands with those", async () => {
  assert.deepEqual(await lookAt(async () => "absent", -1, PARTS), { seen: "absent" });
  const seen = await lookAt(async (_, id) => (id === 2 ? "absent" : PICTURE), -1, PARTS);
  assert.deepEqual(seen, { seen: "differs", parts: [PARTS[0]] });
});

test("where nothing can be seen, that is told; a change that was seen before that counts", async () => {
  assert.deepEqual(await lookAt(reading("closed"), -1, PARTS), { seen: "unseen" });
  assert.deepEqual(await lookAt(null, -1, PARTS), { seen: "unseen" });
  const series: PostPart[] = [
    { form: "text", messageId: 1, document: plainly("один"), preview: null },
    { form: "text", messageId: 2, document: plainly("два"), preview: null, continues: "\n" },
  ];
  const seen = await lookAt(async (_, id) => (id === 1 ? live("другой") : "closed"), -1, series);
  assert.ok(seen.seen === "differs");
  assert.deepEqual(
    seen.parts.map((part) => part.form !== "other" && part.document.text),
    ["другой", "два"],
  );
});

test("another picture is seen where it is asked for, under whichever of its names", async () => {
  const read = async (_: number, id: number) => (id === 1 ? PICTURE : live("текст #рл"));
  assert.deepEqual(await lookAt(read, -1, PARTS, 1), { seen: "same" });
  const other: Figure = { kind: "photo", fileId: "g", fileUniqueId: "w", size: 1 };
  const changed = { ...PICTURE, figure: { kind: "photo" as const, uniqueIds: ["w"] }, file: other };
  const seen = await lookAt(async (_, id) => (id === 1 ? changed : live("текст #рл")), -1, PARTS, 1);
  assert.ok(seen.seen === "differs");
  assert.deepEqual(seen.parts[0], { ...PARTS[0], figure: other });
});

test("a text that got a picture, and a picture that stands alone, are told as they stand", async () => {
  const text: PostPart = { form: "text", messageId: 1, document: plainly("текст"), preview: null };
  const seen = await lookAt(async () => ({ ...PICTURE, text: "текст" }), -1, [text]);
  assert.ok(seen.seen === "differs");
  assert.deepEqual(seen.parts[0], {
    form: "figure",
    messageId: 1,
    figure: FILE,
    document: plainly("текст"),
    album: false,
  });
});

test("a message is absent where the channel's last messages do not have it, without a copy made of any", async () => {
  const message = (messageId: number) => ({ ...live("текст"), messageId, postedAt: 0, service: false });
  const history = {
    recent: async () => ({ messages: [message(5), message(7)], all: false }),
    read: async (_: number, id: number) => (id === 4 ? message(4) : assert.fail("no copy is needed")),
    has: async () => assert.fail("no look-up is needed"),
  };
  const read = readLiveFrom(history);
  assert.equal(await read(-1, 6), "absent");
  assert.equal((await read(-1, 7)) === "absent", false);
  assert.equal((await read(-1, 4)) === "absent", false, "older ones are read one by one");
});

test("where the channel lets nobody copy, a look-up still tells that a message is gone", async () => {
  const closed = async () => "closed" as const;
  const gone = readLiveFrom({ recent: closed, read: closed, has: async () => false });
  assert.equal(await gone(-1, 6), "absent");
  const there = readLiveFrom({ recent: closed, read: closed, has: async () => true });
  assert.equal(await there(-1, 6), "closed");
});

test("a rich message is compared by its twin, and may have become a text", async () => {
  const rich = promote(plainly("один\n\nдва"));
  const parts: PostPart[] = [{ form: "rich", messageId: 2, rich, document: toClassic(rich).document }];
  const same = { text: "", entities: [], figure: null, rich: rich as never };
  assert.deepEqual(await lookAt(reading(same), -1, parts), { seen: "same" });
  const seen = await lookAt(reading(live("один\n\nдва")), -1, parts);
  assert.ok(seen.seen === "differs" && seen.parts[0]?.form === "text");
});

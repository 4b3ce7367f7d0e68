import assert from "node:assert/strict";
import { test } from "node:test";
import { plainly } from "../../../src/document/document.ts";
import { promote } from "../../../src/document/promote.ts";
import { toClassic } from "../../../src/document/twin/twin.ts";
import type { PostPart } from "../../../src/post/standing.ts";
import { type LiveMessage, lookAt } from "../../../src/publish/editing/live.ts";

const live = (text: string, entities: LiveMessage["entities"] = []): LiveMessage => ({ text, entities, rich: null });
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

test("a deleted message is told, and where nothing can be seen, that is told too", async () => {
  assert.deepEqual(await lookAt(reading("absent"), -1, PARTS), { seen: "absent" });
  assert.deepEqual(await lookAt(reading("closed"), -1, PARTS), { seen: "unseen" });
  assert.deepEqual(await lookAt(null, -1, PARTS), { seen: "unseen" });
});

test("a rich message is compared by its twin, and may have become a text", async () => {
  const rich = promote(plainly("один\n\nдва"));
  const parts: PostPart[] = [{ form: "rich", messageId: 2, rich, document: toClassic(rich).document }];
  const same = { text: "", entities: [], rich: rich as never };
  assert.deepEqual(await lookAt(reading(same), -1, parts), { seen: "same" });
  const seen = await lookAt(reading(live("один\n\nдва")), -1, parts);
  assert.ok(seen.seen === "differs" && seen.parts[0]?.form === "text");
});

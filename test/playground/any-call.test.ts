import assert from "node:assert/strict";
import { it } from "node:test";
import fc from "fast-check";
import { PARAMETERS } from "../../playground/server/parameters.ts";
import { ADMIN, openScene, READER } from "./scene.ts";

const NAMES = (Object.keys(PARAMETERS) as (keyof typeof PARAMETERS)[]).filter(
  (name) => name !== "getUpdates" && name !== "setWebhook",
);

it("whatever a bot calls, with whatever parameters, it is answered and never brings the stand-in to fail", async (t) => {
  const { telegram, people, channel } = await openScene(t);
  await people.start({ person: ADMIN });
  const value = fc.oneof(
    fc.constantFrom<unknown>(
      channel,
      ADMIN,
      READER,
      "@paper_reviews",
      0,
      1,
      2,
      -1,
      true,
      "",
      "x",
      "HTML",
      "attach://a",
    ),
    fc.constantFrom<unknown>([], [null], [1], [{}], {}, { type: "photo" }, { type: "photo", media: 5 }, [[{}]], "[[]]"),
    fc.constantFrom<unknown>(
      { inline_keyboard: [[null]] },
      { inline_keyboard: [null] },
      { inline_keyboard: [[{ text: "x", url: 5 }]] },
      { inline_keyboard: [[{ text: "x", copy_text: null }]] },
      { blocks: [null] },
      { blocks: [{ type: "photo" }] },
      { blocks: [{ type: "list", items: null }] },
      [{ type: "emoji" }],
      [{ type: "pre", offset: 0, length: 1, language: 5 }],
      [{ type: "text_mention", offset: 0, length: 1 }],
      [{ type: "text_link", offset: 0, length: 1 }],
      [{ command: 5, description: null }],
      { type: "chat", chat_id: null },
      { message_id: "x", quote: 5 },
    ),
    fc.jsonValue({ maxDepth: 2 }),
  );
  const call = fc.constantFrom(...NAMES).chain((method) => {
    const names = Object.keys(PARAMETERS[method]);
    const parameters = names.length === 0 ? fc.constant({}) : fc.dictionary(fc.constantFrom(...names), value);
    return fc.record({ method: fc.constant(method), parameters });
  });
  await fc.assert(
    fc.asyncProperty(call, async ({ method, parameters }) => {
      const response = await fetch(`${telegram.apiRoot}/bot${telegram.token}/${method}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ chat_id: ADMIN, text: "x", message_id: 1, ...parameters }, (key, part) =>
          key in PARAMETERS[method] || key === "" || !["chat_id", "text", "message_id"].includes(key)
            ? part
            : undefined,
        ),
      });
      const body = await response.text();
      assert.ok(response.status < 500, `${response.status} ${body}`);
    }),
    {
      numRuns: 500,
      examples: [[{ method: "answerInlineQuery", parameters: { results: [null], inline_query_id: "1" } }]],
    },
  );
  JSON.stringify(telegram.snapshot().world);
});

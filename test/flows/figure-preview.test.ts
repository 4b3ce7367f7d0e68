import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { createFigures } from "../../src/web/figures.ts";
import { ANYA, handOf, labelsOf, PIXEL, startBot, startStandIn, textOf } from "./driver.ts";

async function scene(t: TestContext, publicUrl: string | null) {
  const media = mkdtempSync(join(tmpdir(), "paperboy-preview-"));
  t.after(() => rmSync(media, { recursive: true, force: true }));
  const telegram = await startStandIn(t);
  const { app } = await startBot(telegram, undefined, { media, publicUrl });
  return { telegram, app, anya: handOf(telegram, ANYA) };
}

const TEXT = "Заметка о картинке\n\nЗдесь два слова о ней.";

test("a text carries its picture as a large preview, from the bot's own address, as soon as it is kept", async (t) => {
  const { telegram, app, anya } = await scene(t, "https://bot.example");
  await anya.photos(1, TEXT);
  await anya.press("Черновик №1", "📐");
  // The card follows by itself once the bytes are there.
  await telegram.until(
    async () => (await anya.seen()).some((each) => labelsOf(each).includes("Большое превью снизу")),
    20_000,
  );
  await anya.press("Черновик №1", "Большое превью снизу");
  await anya.sees("Одним сообщением, картинка крупно под текстом.");
  await anya.press("Черновик №1", "К черновику");
  await anya.press("Черновик №1", "Опубликовать");
  const [post, ...more] = await t.waitFor(
    async () => {
      const messages = await anya.channel();
      assert.equal(messages.length, 1);
      return messages;
    },
    { timeout: 60_000 },
  );
  assert.deepEqual(more, []);
  assert.ok(post !== undefined);
  assert.equal(textOf(post), TEXT);
  const { url, prefer_large_media } = post.link_preview_options ?? {};
  assert.equal(prefer_large_media, true);
  assert.match(url ?? "", /^https:\/\/bot\.example\/figure\/[0-9a-f]{64}\.(?:jpg|png)$/);
  assert.ok(app.figures !== null);
  const answer = await createFigures(app.figures).request(new URL(url ?? "").pathname);
  assert.equal(answer.status, 200);
  assert.deepEqual(Buffer.from(await answer.arrayBuffer()), Buffer.from(PIXEL.split(",")[1] ?? "", "base64"));
});

test("without an address of its own the bot neither offers that nor fetches what nobody has published", async (t) => {
  const { app, anya } = await scene(t, null);
  await anya.photos(1, TEXT);
  await anya.press("Черновик №1", "📐");
  const card = await anya.sees("Черновик №1");
  assert.ok(!labelsOf(card).some((label) => label.includes("превью")));
  assert.equal(app.figures, null);
});

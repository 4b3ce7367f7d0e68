import assert from "node:assert/strict";
import { test } from "node:test";
import { ANYA, countRows, type Hand, handOf, MAX, READER, startBot, startStandIn, textOf } from "./driver.ts";
import { hasSeed, readSeed, type SeedPost } from "./seed.ts";

const skip = hasSeed ? false : "the channel's posts are not at hand";

/** Types the post step by step: paper, text without its title and link, the card. */
async function guided(hand: Hand, { arxiv, text, title }: SeedPost, number: number): Promise<void> {
  await hand.say("/new");
  await hand.sees("Про какую статью пост?");
  await hand.say(`https://arxiv.org/abs/${arxiv}`);
  await hand.sees(`arXiv ${arxiv}`);
  await hand.paste(text.slice(title.length, -"👀LINK".length).trim());
  await hand.press("Записал", "Готово");
  await hand.press(`Черновик №${number}`, "Заголовок");
  await hand.sees("Какой заголовок?");
  await hand.say(title);
}

/** Pastes the post as it would stand in the channel, with its link under the word. */
async function pasted(hand: Hand, { arxiv, text }: SeedPost): Promise<void> {
  const offset = text.lastIndexOf("👀LINK");
  await hand.paste(text, [{ type: "text_link", offset, length: 6, url: `https://arxiv.org/abs/${arxiv}` }]);
}

test("the channel's posts are drafted, three by steps and three by pasting, published and found", {
  skip,
}, async (t) => {
  const telegram = await startStandIn(t);
  const { db } = await startBot(telegram);
  const anya = handOf(telegram, ANYA);
  const max = handOf(telegram, MAX);
  const reader = handOf(telegram, READER);
  const seed = readSeed();

  for (const [index, post] of seed.entries()) {
    const number = index + 1;
    const hand = index % 2 === 0 ? anya : max;
    if (index < 3) await guided(hand, post, number);
    else await pasted(hand, post);
    await hand.press(`${post.title}\nЧерновик №${number}`, "Теги");
    await hand.press(`Черновик №${number}`, "Вписать теги");
    await hand.sees("Какие теги добавить?");
    await hand.say(post.tag);
    await hand.press(`#${post.tag}`, "Опубликовать");
    await hand.sees(new RegExp(`^${post.title.slice(0, 20)}[^]*✅ Опубликовано`));
  }

  const channel = await reader.channel();
  assert.equal(channel.length, 6);
  for (const [index, post] of seed.entries()) {
    const message = channel[index];
    assert.ok(message !== undefined);
    if (index >= 3) assert.equal(textOf(message), post.text);
    else {
      assert.ok(textOf(message).startsWith(`${post.title}\n\n`));
      assert.ok(textOf(message).endsWith("\n\n👀LINK"));
      assert.deepEqual(message.entities?.at(0), { type: "bold", offset: 0, length: post.title.length });
    }
    const links = (message.entities ?? []).flatMap((entity) => (entity.type === "text_link" ? [entity.url] : []));
    assert.deepEqual(links, [`https://arxiv.org/abs/${post.arxiv}`]);

    for (const asked of [post.word, `/tag ${post.tag}`, `https://arxiv.org/abs/${post.arxiv}`]) {
      const before = (await reader.seen()).length;
      await reader.say(asked);
      const answer = await telegram.until(async () => (await reader.seen())[before]);
      assert.ok(textOf(answer).includes(post.title), `${asked} finds «${post.title}»: ${textOf(answer)}`);
      assert.match(JSON.stringify(answer.entities), new RegExp(`t.me/rizzearch/${message.message_id}`));
    }
  }
  assert.equal(countRows(db, "SELECT count(*) FROM post"), 6);
  assert.equal(countRows(db, "SELECT count(*) FROM draft WHERE state = 'open'"), 0);
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { decodePress, encodePress, leadsTo } from "../../../src/bot/search/buttons.ts";
import { user } from "../telegram.ts";
import { DAY, startReading } from "./reader.ts";

const anna = user(1, "Анна");
const boris = user(2, "Борис");
const carl = user(3, "Carl", "en");

describe("a search", () => {
  it("answers with the posts: title as the link, date, reactions, tags and the words in bold", async (t) => {
    const { add, posts, say, now } = await startReading(t);
    const id = add("Refusal in Language Models\n\nМожно найти вектор, который описывает вредоносность.", {
      tags: ["безопасность"],
      publishedAt: now() - 159 * DAY,
    });
    posts.setReactions(id, [
      { emoji: "👍", count: 1061 },
      { emoji: "5368324170671202286", count: 2 },
    ]);
    const answer = await say(anna, "/search рефьюзал векторы");
    assert.equal(
      answer.html,
      [
        "Нашёлся 1 пост",
        "<i>рефьюзал → refusal</i>",
        "",
        '<a href="https://t.me/rizzearch/101"><b>Refusal in Language Models</b></a>',
        "18 июня · 👍 1\u00a0061 · #безопасность",
        "Можно найти <b>вектор</b>, который описывает вредоносность.",
      ].join("\n"),
    );
    assert.deepEqual(answer.labels, []);
  });

  it("turns pages in place, with arrows only where there is another page", async (t) => {
    const { add, say, press } = await startReading(t);
    for (let index = 1; index <= 12; index++) add(`Про сети ${index}`);
    const first = await say(anna, "сети");
    assert.match(first.html, /^Нашлось 12 постов · страница 1 из 3\n/);
    assert.deepEqual(first.labels, [["▶"], ["по дате"]]);
    const second = await press(anna, first.data("▶"));
    assert.equal(second.edited && !second.sent && second.answered, true);
    assert.match(second.html, /страница 2 из 3/);
    assert.deepEqual(second.labels, [["◀", "▶"], ["по дате"]]);
    const third = await press(anna, second.data("▶"));
    assert.deepEqual(third.labels, [["◀"], ["по дате"]]);
    const listed = [first, second, third].flatMap(({ html }) => html.match(/Про сети \d+/g));
    assert.deepEqual(listed.length, 12);
    assert.equal(new Set(listed).size, 12);
    const sorted = await press(anna, third.data("по дате"));
    assert.match(sorted.html, /страница 1 из 3\n\n<b>1\.<\/b> .*Про сети 12</);
    assert.deepEqual(sorted.labels, [["▶"], ["по смыслу"]]);
  });

  it("keeps two people's pages apart, and answers a press on another's answer", async (t) => {
    const { add, say, press } = await startReading(t);
    for (let index = 1; index <= 12; index++) add(`Про ${index % 2 ? "сети" : "графы"} ${index}`);
    const annas = await say(anna, "/search сети", { group: true });
    const boriss = await say(boris, "/search графы", { group: true });
    const [annasNext, borissNext] = [annas.data("▶"), boriss.data("▶")];
    const refused = await press(boris, annasNext, { group: true });
    assert.equal(refused.edited || refused.sent, false);
    assert.match(refused.toast ?? "", /другому человеку/);
    assert.match((await press(boris, borissNext, { group: true })).html, /графы/);
    assert.match((await press(anna, annasNext, { group: true })).html, /сети/);
  });

  it("keeps the row that others put under it when a page is turned", async (t) => {
    const { add, say, press } = await startReading(t);
    for (let index = 1; index <= 6; index++) add(`Про draft ${index}`);
    const first = await say(anna, "draft");
    assert.deepEqual(first.labels, [["▶"], ["по дате"], ["Это черновик"]]);
    const second = await press(anna, first.data("▶"), { keyboard: first.keyboard });
    assert.deepEqual(second.labels, [["◀"], ["по дате"], ["Это черновик"]]);
  });

  it("that is forgotten, of another channel or past its end is answered kindly", async (t) => {
    const { add, say, press, pass, db } = await startReading(t);
    for (let index = 1; index <= 12; index++) add(`Про сети ${index}`);
    const next = (await say(anna, "сети")).data("▶");
    const searchId = Number(next.split(":")[2]);
    assert.match((await press(anna, encodePress({ kind: "page", searchId, page: 900 }))).html, /страница 3 из 3/);
    assert.match((await press(anna, encodePress({ kind: "page", searchId: 999, page: 1 }))).toast ?? "", /забыт/);
    pass(40 * DAY);
    await say(boris, "сети");
    assert.match((await press(anna, next)).toast ?? "", /забыт/);
    const other = await say(anna, "сети");
    db.prepare("INSERT INTO channel (chat_id, title, created_at) VALUES (-1009, 'Другой', 0)").run();
    db.prepare("UPDATE search SET channel_id = (SELECT max(id) FROM channel)").run();
    assert.match((await press(anna, other.data("▶"))).toast ?? "", /забыт/);
  });

  it("leaves a message that has not changed, and sends anew one that cannot be edited", async (t) => {
    const { add, say, press, telegram } = await startReading(t);
    for (let index = 1; index <= 6; index++) add(`Про сети ${index}`);
    const next = (await say(anna, "сети")).data("▶");
    telegram.answer("editMessageText", () => ({
      error: 400,
      description:
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same",
    }));
    const same = await press(anna, next);
    assert.deepEqual([same.sent, same.answered, same.toast], [false, true, undefined]);
    telegram.answer("editMessageText", () => ({ error: 400, description: "Bad Request: message to edit not found" }));
    assert.equal((await press(anna, next)).sent, true);
    telegram.answer("answerCallbackQuery", () => ({
      error: 400,
      description: "Bad Request: query is too old and response timeout expired or query ID is invalid",
    }));
    await press(anna, next);
  });

  it("without words asks what to look for, with examples", async (t) => {
    const { add, say } = await startReading(t);
    add("Пост", { tags: ["RL"] });
    const answer = await say(anna, "/search");
    assert.match(answer.html, /«rizzearch»: их 1/);
    assert.deepEqual(answer.labels, [["RL", "последние"]]);
    assert.match((await say(carl, "/search  ")).html, /there are 1/);
  });

  it("that finds nothing says what to try, with tags that look like it", async (t) => {
    const { add, say, press } = await startReading(t);
    add("Пост", { tags: ["трансформеры"] });
    add("Пост", { tags: ["граф"] });
    const answer = await say(anna, "грав");
    assert.match(answer.html, /«грав» ничего не нашлось/);
    assert.deepEqual(answer.labels, [["граф · 1"]]);
    const nothing = await say(anna, "бабушка <b>&");
    assert.match(nothing.html, /«бабушка &lt;b&gt;&amp;»/);
    assert.match((await say(anna, "🙂 ***")).html, /нет слов/);
    const mistyped = await say(anna, "/tag трансформеы");
    assert.deepEqual(mistyped.labels, [["трансформеры · 1"]]);
    assert.match((await press(anna, mistyped.data("трансформеры · 1"))).html, /#трансформеры<\/b>: 1 пост/);
  });

  it("is told that there is no channel or nothing in it yet", async (t) => {
    const lonely = await startReading(t, { channel: false });
    for (const command of ["/search x", "/tags", "/latest", "/random", "/author", "/paper 1706.03762"]) {
      assert.match((await lonely.say(anna, command)).html, /Канал ещё не подключён/, command);
    }
    const empty = await startReading(t);
    assert.match((await empty.say(anna, "диффузия")).html, /пока нет постов/);
  });
});

describe("other ways to find a post", () => {
  it("are its tag, with counts on the buttons", async (t) => {
    const { add, say, press } = await startReading(t);
    for (let index = 1; index <= 3; index++) add(`Пост ${index}`, { tags: index === 1 ? ["RL", "NLP"] : ["rl"] });
    const tags = await say(anna, "/tags");
    assert.deepEqual(tags.labels, [["RL · 3", "NLP · 1"]]);
    assert.match((await press(boris, tags.data("NLP · 1"))).html, /Пост 1/);
    assert.match((await say(anna, "/tag #Rl")).html, /#RL<\/b>: 3 поста/);
    assert.match((await say(anna, "#nlp")).html, /#NLP<\/b>: 1 пост/);
    assert.match((await press(anna, leadsTo.tag("RL") ?? "")).html, /#RL<\/b>: 3 поста/);
    assert.equal(leadsTo.tag("э".repeat(40)), null);
  });

  it("are many tags, over pages that belong to who asked", async (t) => {
    const { add, say, press } = await startReading(t);
    add("Пост", { tags: Array.from({ length: 40 }, (_, index) => `тег${index}`) });
    const tags = await say(anna, "/tags");
    assert.equal(tags.keyboard.length, 7);
    assert.equal((await press(boris, tags.data("▶"))).edited, false);
    assert.deepEqual((await press(anna, tags.data("▶"))).labels.at(-1), ["◀", "▶"]);
  });

  it("are its paper, by any link or id", async (t) => {
    const { add, say, papers } = await startReading(t);
    const paper = papers.ensure({ scheme: "arxiv", value: "1706.03762" });
    papers.describe(paper, {
      title: "Attention <Is> All You Need",
      authors: ["Ashish Vaswani", "Noam Shazeer", "N P"],
      year: 2017,
    });
    add("Про внимание", { paperIds: [paper] });
    const expected =
      /^Об этой статье 1 пост: <a href="https:\/\/arxiv.org\/abs\/1706.03762">Attention &lt;Is&gt; All You Need<\/a> · Vaswani et al., 2017 · arXiv 1706.03762\n\n<a href="[^"]*"><b>Про внимание/;
    for (const text of [
      "/paper 1706.03762v5",
      "/paper https://huggingface.co/papers/1706.03762",
      "arxiv.org/pdf/1706.03762",
      "/search 1706.03762",
    ]) {
      assert.match((await say(anna, text)).html, expected, text);
    }
    assert.match(
      (await say(anna, "https://huggingface.co/papers/2410.00001")).html,
      /ещё не писали\.\n<a href="https:\/\/arxiv.org\/abs\/2410.00001">arXiv 2410.00001</,
    );
    assert.match((await say(anna, "/paper")).html, /\/paper 1706.03762/);
    assert.match((await say(anna, "/paper диффузия")).html, /не похоже/);
    assert.match((await say(anna, "/paper https://github.com/a/b")).html, /ссылка на код/);
  });

  it("are its author, by name, @username or rubric", async (t) => {
    const { add, say, press, authors, channelId } = await startReading(t);
    const vera = authors.ensureNamed(channelId, { name: "Вера Слоева", username: "vera", rubric: "Под капотом" });
    const lev = authors.ensureNamed(channelId, { name: "Лев", username: null, rubric: null });
    const other = authors.ensureNamed(channelId, { name: "Лев Второй", username: null, rubric: null });
    add("Пост Веры", { authorIds: [vera.id] });
    for (const [index, id] of [lev.id, lev.id, other.id].entries()) add(`Пост ${index}`, { authorIds: [id] });
    for (const words of ["Слоева", "@Vera", "под капотом"]) {
      assert.match(
        (await say(anna, `/author ${words}`)).html,
        /^<b>Вера Слоева — Под капотом<\/b>: 1 пост\n\n.*Пост Веры/,
        words,
      );
    }
    const all = await say(anna, "/author");
    assert.deepEqual(all.labels, [["Лев · 2"], ["Вера Слоева — Под капотом · 1"], ["Лев Второй · 1"]]);
    assert.match((await press(anna, all.data("Лев · 2"))).html, /<b>Лев<\/b>: 2 поста/);
    const two = await say(anna, "/author ле");
    assert.deepEqual(two.labels, [["Лев · 2"], ["Лев Второй · 1"]]);
    assert.match((await press(anna, two.data("Лев Второй · 1"))).html, /<b>Лев Второй<\/b>: 1 пост/);
    assert.match((await say(anna, "/author Никто")).html, /«Никто»/);
  });

  it("are the latest and a random one", async (t) => {
    const { add, say, press, setChance } = await startReading(t);
    for (let index = 1; index <= 7; index++) add(`Пост ${index}`);
    const latest = await say(anna, "/latest");
    assert.match(latest.html, /^<b>Последние посты<\/b> · страница 1 из 2\n\n<b>1\.<\/b> .*Пост 7/);
    assert.match((await press(anna, latest.data("▶"))).html, /Пост 1/);
    const random = await say(anna, "/random");
    assert.match(random.html, /Пост 1</);
    setChance(0.99);
    const again = random.data("Ещё один");
    assert.match((await press(anna, again)).html, /Пост 7</);
    assert.match((await press(boris, again)).toast ?? "", /другому/);
  });
});

describe("misuse of the search", () => {
  it("never makes a message that Telegram would refuse", async (t) => {
    const { add, say } = await startReading(t);
    const zalgo = `z${"\u0322\u0338".repeat(200)}`;
    for (let index = 0; index < 6; index++) {
      add(`${"<b>&\"' Заголовок ".repeat(14)}${zalgo}\u202e${index}\n\n${"вектор <script> ".repeat(200)}`, {
        tags: ["т".repeat(255), "<i>", "שלום"],
      });
    }
    for (const query of [
      "вектор",
      `вектор ${"слово ".repeat(680)}`,
      "x".repeat(4096),
      `${zalgo} вектор`,
      "\u202eвектор",
      '"вектор" NEAR(',
    ]) {
      const { html } = await say(anna, query);
      const text = html.replace(/<[^>]*>/g, "").replace(/&(?:lt|gt|amp|quot);/g, "x");
      assert.ok(text.length > 0 && text.length <= 4096, `${text.length} for ${query.slice(0, 20)}`);
      assert.doesNotMatch(html.replace(/<\/?(?:b|i|a)(?: href="[^"<>]*")?>/g, ""), /[<>]/);
      assert.doesNotMatch(html, /\u202e/);
    }
  });

  it("is no way to other parts' buttons, and forged buttons of its own do nothing", async (t) => {
    const { add, press, unhandled } = await startReading(t);
    add("Пост");
    for (const data of [
      "d:1",
      "s:",
      "s:p",
      "s:p:1",
      "s:p:x:1",
      "s:p:1:-1",
      "s:p:01:1",
      "s:o:1:up",
      "s:z:1",
      "s:p:1:1:1",
    ]) {
      await press(anna, data);
      assert.equal(unhandled.at(-1), data);
    }
    for (const data of ["s:p:999999999999999:1", "s:t:5", "s:a:5", "s:n:нет такого"]) {
      const { answered } = await press(anna, data);
      assert.ok(answered, data);
    }
  });

  it("has buttons that mean what they say, within 64 bytes", () => {
    const big = 999_999_999_999_999;
    for (const press of [
      { kind: "page", searchId: big, page: big },
      { kind: "order", searchId: big, order: "relevance" },
      { kind: "tags", page: big, personId: big },
      { kind: "tag", tagId: big },
      { kind: "author", authorId: big },
      { kind: "random", personId: big },
      { kind: "latest" },
    ] as const) {
      assert.deepEqual(decodePress(encodePress(press)), press);
      assert.ok(Buffer.byteLength(encodePress(press)) <= 64);
    }
  });
});

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launchBrowser, openPage, showAt } from "./browser.ts";
import { type Fixture, startFixture } from "./fixture.ts";
import { ACTORS, ANNA, as, BOT, buttons, compose, keyOf, LEO, MIRA, photo, posted, said, world } from "./scene.ts";

const launch = await launchBrowser();
const skip = "reason" in launch ? launch.reason : false;
const NOW = Math.floor(Date.now() / 1000);
const [anna, , mira] = ACTORS as [(typeof ACTORS)[number], (typeof ACTORS)[number], (typeof ACTORS)[number]];
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);

describe("the playground's page", { skip, timeout: 120_000 }, () => {
  const browser = (launch as { browser: Browser }).browser;
  let fixture: Fixture;

  before(async () => {
    fixture = await startFixture(world());
  });
  after(async () => {
    await browser?.close();
    await fixture?.close();
  });

  const column = (page: Page, person: number, where: "bot" | "channel" = "bot") =>
    page.locator(`.column[data-key="${keyOf(person, where)}"]`);

  let plain: Awaited<ReturnType<typeof openPage>> | null = null;
  /** One page for all that need no browser of another kind: each world has an address, so a storage, of its own. */
  async function showAgain(url: string) {
    if (plain === null) {
      plain = await openPage(browser, url);
    } else {
      plain.errors.length = 0;
      await showAt(plain.page, url);
    }
    return plain;
  }

  /** A world of its own for tests that begin with messages. */
  async function withWorld(
    messages: Parameters<typeof world>[0],
    options: NonNullable<Parameters<typeof openPage>[2]>,
    check: (page: Page, own: Fixture, errors: string[]) => Promise<void>,
  ): Promise<void> {
    const own = await startFixture(world(messages));
    const isPlain = Object.keys(options).length === 0;
    const { page, errors } = isPlain ? await showAgain(own.url) : await openPage(browser, own.url, options);
    try {
      await check(page, own, errors);
      assert.deepEqual(errors, []);
    } finally {
      if (isPlain) await page.goto("about:blank");
      else await page.context().close();
      await own.close();
    }
  }

  test("shows a column for each person and one for the channel, side by side", async () => {
    await withWorld({}, {}, async (page) => {
      assert.deepEqual(await page.locator(".head-name").allTextContents(), ["Аня", "Лев", "Мира", "На полях"]);
      const tops = await page
        .locator(".column")
        .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top));
      assert.equal(new Set(tops).size, 1);
    });
  });

  test("lets a person start the bot, type a text of several lines and hand it to the bot as they typed it", async () => {
    await withWorld({}, {}, async (page, own) => {
      const chat = column(page, ANNA);
      await chat.getByRole("button", { name: "Запустить" }).click();
      const input = chat.getByRole("textbox");
      await input.fill("**Заголовок**\nвторая строка");
      await input.press("Enter");
      await chat.locator(".mine strong", { hasText: "Заголовок" }).waitFor();
      const call = own.calls.find((each) => each.method === "say");
      assert.deepEqual(call?.parameters, {
        person: ANNA,
        chat: BOT.id,
        text: "**Заголовок**\nвторая строка",
        typed: "markdown",
      });
      assert.equal(await input.inputValue(), "");
    });
  });

  test("keeps what was typed and says why when the message is refused", async () => {
    await withWorld({ [keyOf(ANNA)]: [said(anna, false, NOW, { text: "Привет" })] }, {}, async (page, own, errors) => {
      own.refuseNext = "the text has 5000 units of 4096";
      const chat = column(page, ANNA);
      await chat.getByRole("textbox").fill("длинный текст");
      await chat.getByRole("textbox").press("Enter");
      await chat.locator(".toast", { hasText: "5000 units" }).waitFor();
      assert.equal(await chat.getByRole("textbox").inputValue(), "длинный текст");
      errors.length = 0;
    });
  });

  test("spins a pressed button until the bot answers, then shows the answer; an alert is a dialog", async () => {
    const card = said(anna, false, NOW, { text: "Черновик", reply_markup: buttons(["Опубликовать", "Удалить"]) });
    await withWorld({ [keyOf(ANNA)]: [card] }, {}, async (page, own) => {
      const answers = Promise.withResolvers<{ answered: boolean; text: string; alert: boolean; url: null }>();
      own.onPress = () => answers.promise;
      const chat = column(page, ANNA);
      const key = chat.getByRole("button", { name: "Опубликовать" });
      await key.click();
      await chat.locator('.key[aria-busy="true"]').waitFor();
      await key.click();
      answers.resolve({ answered: true, text: "Готово", alert: false, url: null });
      await chat.locator(".toast", { hasText: "Готово" }).waitFor();
      assert.equal(await key.getAttribute("aria-busy"), null);
      assert.equal(own.calls.filter((each) => each.method === "press").length, 1);

      own.onPress = async () => ({ answered: true, text: "Правда удалить", alert: true, url: null });
      await chat.getByRole("button", { name: "Удалить", exact: true }).click();
      await page.getByRole("alertdialog").getByText("Правда удалить").waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("alertdialog").waitFor({ state: "detached" });
    });
  });

  test("shows every kind of formatting as elements, and opens a spoiler by a tap", async () => {
    const all = compose(
      as("жирный", "bold"),
      as("курсив", "italic"),
      as("черта", "underline"),
      as("зачёркнут", "strikethrough"),
      as("код", "code"),
      "\n",
      as("print(1)", "pre", { language: "python" }),
      "\n",
      as("тайна", "spoiler"),
      as("ссылка", "text_link", { url: "https://arxiv.org/abs/2406.11717" }),
      " ",
      as("arxiv.org/abs/1", "url"),
      " ",
      as("#тег", "hashtag"),
      as("@margins", "mention"),
      as("/help", "bot_command"),
      "\n",
      as("цитата", "blockquote"),
      "\n",
      as("длинная цитата ".repeat(20), "expandable_blockquote"),
      "\n",
      as("👍", "custom_emoji", { custom_emoji_id: "1" }),
      as("завтра", "date_time", { unix_time: NOW, date_time_format: "wDT" }),
    );
    await withWorld({ [keyOf(ANNA)]: [said(anna, false, NOW, all)] }, {}, async (page, own) => {
      const text = column(page, ANNA).locator(".text");
      for (const [selector, words] of [
        ["strong", "жирный"],
        ["em", "курсив"],
        ["u", "черта"],
        ["s", "зачёркнут"],
        [":scope > code", "код"],
        ["pre", "print(1)"],
        [".code-head", "python"],
        [".tag", "#тег"],
        [".custom-emoji", "👍"],
        [".date-time", "завтра"],
      ] as const) {
        assert.equal(await text.locator(selector).first().textContent(), words);
      }
      assert.equal(
        await text.getByRole("link", { name: "ссылка" }).getAttribute("href"),
        "https://arxiv.org/abs/2406.11717",
      );
      assert.equal(
        await text.getByRole("link", { name: "arxiv.org/abs/1" }).getAttribute("href"),
        "https://arxiv.org/abs/1",
      );
      const spoiler = text.locator(".spoiler");
      assert.equal(await spoiler.getAttribute("aria-expanded"), "false");
      await spoiler.click();
      await text.locator(".spoiler.open").waitFor();
      await text.locator(".quote-toggle").click();
      await text.locator(".expandable:not(.collapsed)").waitFor();
      await text.getByRole("button", { name: "/help" }).click();
      await column(page, ANNA).locator(".mine", { hasText: "/help" }).waitFor();
      assert.equal(own.calls.at(-1)?.parameters.text, "/help");
    });
  });

  test("sends several pictures as one album with a formatted caption and shows a mosaic", async () => {
    await withWorld({ [keyOf(ANNA)]: [said(anna, false, NOW, { text: "Жду" })] }, {}, async (page, own) => {
      const chat = column(page, ANNA);
      const files = ["a.png", "b.png", "c.png"].map((name) => ({ name, mimeType: "image/png", buffer: PNG }));
      await chat.locator('input[type="file"]').setInputFiles(files);
      assert.equal(await chat.locator(".chip").count(), 3);
      await chat.getByRole("textbox").fill("Три **рисунка**");
      await chat.getByRole("textbox").press("Enter");
      await chat.locator(".mosaic .picture").nth(2).waitFor();
      assert.equal(await chat.locator(".message.mine").count(), 1);
      assert.equal(await chat.locator(".mine strong").textContent(), "рисунка");
      const call = own.calls.find((each) => each.method === "sendFiles")?.parameters;
      assert.deepEqual(
        ((call?.files ?? []) as { kind: string; file: string; name: string }[]).map(({ kind, name }) => [kind, name]),
        [
          ["photo", "a.png"],
          ["photo", "b.png"],
          ["photo", "c.png"],
        ],
      );
      await chat
        .locator(".mosaic img")
        .first()
        .evaluate((image) => (image as unknown as { decode(): Promise<void> }).decode());
      assert.equal(await chat.locator(".chip").count(), 0);
    });
  });

  test("changes a message in place and lets a deleted one go", async () => {
    const card = said(anna, false, NOW, { text: "Черновик без тегов", reply_markup: buttons(["Теги"]) });
    const later = said(anna, false, NOW, { text: "Позже" });
    await withWorld({ [keyOf(ANNA)]: [card, later] }, {}, async (page, own) => {
      const chat = column(page, ANNA);
      await chat.getByRole("button", { name: "Теги" }).focus();
      own.put(keyOf(ANNA), { ...card, message: { ...card.message, text: "Черновик с тегами", edit_date: NOW } });
      await chat.locator(".message.changed", { hasText: "Черновик с тегами" }).waitFor();
      assert.deepEqual(
        await chat.locator(".message").evaluateAll((all) => all.map((each) => each.getAttribute("data-id"))),
        [String(card.message.message_id), String(later.message.message_id)],
      );
      assert.match((await chat.locator(".message").first().locator(".meta").textContent()) ?? "", /изменено/);
      assert.equal(await chat.getByRole("button", { name: "Теги" }).evaluate((each) => each.matches(":focus")), true);
      own.remove(keyOf(ANNA), later.message.message_id);
      await chat.locator(".message", { hasText: "Позже" }).waitFor({ state: "detached" });
    });
  });

  test("edits one's own last message by the arrow up and keeps its formatting", async () => {
    const mine = said(
      anna,
      true,
      NOW,
      compose("см. ", as("статью", "text_link", { url: "https://arxiv.org/abs/1706.03762" }), " тут"),
    );
    await withWorld({ [keyOf(ANNA)]: [mine] }, {}, async (page, own) => {
      const input = column(page, ANNA).getByRole("textbox");
      await input.press("ArrowUp");
      assert.equal(await input.inputValue(), "см. статью тут");
      await input.fill("смотри статью тут");
      await input.press("Enter");
      await column(page, ANNA).locator(".edited").waitFor();
      const call = own.calls.find((each) => each.method === "edit")?.parameters;
      assert.equal(call?.text, "смотри статью тут");
      assert.deepEqual(call?.entities, [
        { type: "text_link", url: "https://arxiv.org/abs/1706.03762", offset: 7, length: 6 },
      ]);
    });
  });

  test("forwards chosen posts of the channel to a person's chat with the bot", async () => {
    const posts = [1, 2, 3].map((n) => posted(NOW, { text: `Пост ${n}` }, 10));
    await withWorld({ channel: posts, [keyOf(LEO)]: [] }, {}, async (page, own) => {
      const channel = column(page, MIRA, "channel");
      await channel.locator(".message", { hasText: "Пост 1" }).click({ button: "right" });
      await page.getByRole("menuitem", { name: "Переслать" }).click();
      await channel.locator(".message", { hasText: "Пост 3" }).click();
      await channel.getByText("2 сообщения").waitFor();
      await channel.getByRole("button", { name: "Переслать" }).click();
      await page.getByRole("menuitem", { name: "Лев → Paperboy" }).click();
      await column(page, LEO).locator(".forwarded", { hasText: "На полях" }).nth(1).waitFor();
      assert.deepEqual(
        own.calls.at(-1)?.parameters.messages,
        [posts[0], posts[2]].map((each) => each?.message.message_id),
      );
    });
  });

  test("reacts to a post by a tap and takes it back by another", async () => {
    await withWorld({ channel: [posted(NOW, { text: "Пост" }, 10, "👍 4")] }, {}, async (page, own) => {
      const pill = column(page, MIRA, "channel").locator(".reaction");
      await pill.click();
      await column(page, MIRA, "channel").locator('.reaction[aria-pressed="true"]', { hasText: "5" }).waitFor();
      await pill.click();
      await column(page, MIRA, "channel").locator('.reaction[aria-pressed="false"]', { hasText: "4" }).waitFor();
      assert.deepEqual(
        own.calls.map((each) => each.parameters.emoji),
        ["👍", null],
      );
    });
  });

  test("leads from a search result to the post in the channel beside it", async () => {
    const post = posted(NOW, { text: "Тот самый разбор" }, 10);
    const found = said(
      mira,
      false,
      NOW,
      compose(as("Разбор", "text_link", { url: `https://t.me/margins/${post.message.message_id}` })),
    );
    await withWorld({ channel: [post], [keyOf(MIRA)]: [found] }, {}, async (page) => {
      await column(page, MIRA).getByRole("link", { name: "Разбор" }).click();
      await column(page, MIRA, "channel").locator(".message.lit", { hasText: "Тот самый разбор" }).waitFor();
      assert.equal(page.context().pages().length, 1);
    });
  });

  test("offers the bot's commands by the slash and by typing", async () => {
    await withWorld({ [keyOf(MIRA)]: [said(mira, false, NOW, { text: "Привет" })] }, {}, async (page, own) => {
      const chat = column(page, MIRA);
      await chat.getByRole("button", { name: "Команды" }).click();
      assert.equal(await chat.getByRole("option").count(), 6);
      await chat.getByRole("textbox").fill("/se");
      assert.equal(await chat.getByRole("option").count(), 1);
      await chat.getByRole("textbox").press("Enter");
      await chat.locator(".mine", { hasText: "/search" }).waitFor();
      assert.equal(own.calls.at(-1)?.parameters.text, "/search");
    });
  });

  test("follows the browser's dark or light, and the switch", async () => {
    await withWorld({}, { colorScheme: "dark" }, async (page) => {
      const luminance = () =>
        page
          .locator(".column-head")
          .first()
          .evaluate((each) => each.ownerDocument.defaultView.getComputedStyle(each).backgroundColor as string)
          .then((colour) => (colour.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, each) => sum + Number(each), 0));
      assert.ok((await luminance()) < 200);
      await page.getByRole("button", { name: "Включить светлую тему" }).click();
      assert.ok((await luminance()) > 700);
      await page.reload();
      await page.locator(".column").first().waitFor();
      assert.ok((await luminance()) > 700);
    });
  });

  test("speaks English to an English browser, and Russian at the switch", async () => {
    await withWorld({}, { locale: "en-GB" }, async (page) => {
      assert.equal(await page.locator("html").getAttribute("lang"), "en");
      await page.getByRole("button", { name: "Русский" }).click();
      await page.locator('html[lang="ru"]').waitFor();
      await page.getByText("подписчик", { exact: true }).waitFor();
    });
  });

  test("says at the first visit what to try, and never again", async () => {
    await withWorld({}, { hint: true }, async (page) => {
      await page.getByRole("button", { name: "Понятно" }).click();
      await page.reload();
      await page.locator(".column").first().waitFor();
      assert.equal(await page.locator(".hint").count(), 0);
    });
  });

  test("shows one chat at phone width, with nothing to scroll sideways", async () => {
    const wide = said(anna, false, NOW, {
      ...compose(as("x".repeat(3000), "pre"), "\n", "a".repeat(900)),
      reply_markup: buttons(["Очень длинная надпись на кнопке ".repeat(3), "Вторая", "Третья"]),
    });
    const messages = {
      [keyOf(ANNA)]: [wide, said(anna, true, NOW, { ...photo(1, 3) })],
      channel: [posted(NOW, { text: "Ж".repeat(400) }, 5)],
    };
    await withWorld(
      messages,
      { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
      async (page) => {
        for (const i of [0, 1, 2, 3]) {
          await page.getByRole("tab").nth(i).click();
          assert.equal(await page.locator(".column:visible").count(), 1);
          const overflow = await page.evaluate(
            "[document.documentElement, ...document.querySelectorAll('.log, .board, .text, .bubble')].filter(each => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1).map(each => each.className + ' ' + each.scrollWidth + '>' + each.clientWidth)",
          );
          assert.deepEqual(overflow, []);
          assert.equal(await page.evaluate("document.documentElement.scrollWidth"), 390);
        }
      },
    );
  });

  test("shows hostile text as text; nothing of it runs", async () => {
    const script = '<script>window.hacked = 1</script><img src=x onerror="window.hacked = 2">';
    const evil = "javascript:window.hacked=3";
    const texts = [
      { text: script },
      { text: "а".repeat(4096) },
      { text: "\u202eسلام\u202d مرحبا שלום" },
      { text: `Z${"\u0335\u0321\u0352".repeat(200)}algo` },
      compose(as("нажми", "text_link", { url: evil }), " ", as(evil, "url")),
      {
        text: "коротко",
        entities: [
          { type: "bold" as const, offset: 3, length: 900 },
          { type: "italic" as const, offset: -4, length: 6 },
          { type: "code" as const, offset: 50, length: 1 },
        ],
      },
      {
        text: "перекрытие",
        entities: [
          { type: "bold" as const, offset: 0, length: 6 },
          { type: "italic" as const, offset: 3, length: 7 },
        ],
      },
      { ...photo(1), caption: script, reply_markup: buttons([script]) },
    ];
    const views = texts.map((each) =>
      said(anna, false, NOW, { ...each, forward_origin: { type: "hidden_user", sender_user_name: script, date: NOW } }),
    );
    await withWorld({ [keyOf(ANNA)]: views }, {}, async (page) => {
      const chat = column(page, ANNA);
      const shown = await chat.locator(".text").evaluateAll((all) =>
        all.map((each) =>
          [...each.childNodes]
            .filter((node) => !node.classList?.contains("meta"))
            .map((node) => node.textContent)
            .join(""),
        ),
      );
      assert.deepEqual(
        shown,
        texts.map((each) => ("caption" in each ? each.caption : each.text)),
      );
      assert.equal(await page.locator(".column script, .column img[src='x']").count(), 0);
      assert.equal(await chat.locator(".text a").count(), 0);
      assert.equal(await page.evaluate("window.hacked"), undefined);
    });
  });

  test("keeps what is written when the page is drawn anew", async () => {
    const hello = said(anna, false, NOW, { text: "Привет" });
    await withWorld({ [keyOf(ANNA)]: [hello] }, {}, async (page) => {
      await column(page, ANNA).getByRole("textbox").fill("ещё не отправлено");
      await page.getByRole("button", { name: "English" }).click();
      await page.locator('html[lang="en"]').waitFor();
      assert.equal(await column(page, ANNA).getByRole("textbox").inputValue(), "ещё не отправлено");
    });
  });

  test("shows what the bot is doing until its answer has come", async () => {
    await withWorld({}, {}, async (page, own) => {
      own.change(keyOf(ANNA), { action: "typing" });
      await column(page, ANNA).locator(".typing", { hasText: "печатает" }).waitFor();
      own.put(keyOf(ANNA), said(anna, false, NOW, { text: "Вот ответ" }));
      own.change(keyOf(ANNA), { action: null });
      await column(page, ANNA).locator(".text", { hasText: "Вот ответ" }).waitFor();
      await column(page, ANNA).locator(".typing").waitFor({ state: "detached" });
    });
  });

  test("stays quick with a thousand messages, and stays at the end when one more comes", async () => {
    const many = Array.from({ length: 1000 }, (_, i) =>
      said(anna, i % 3 === 0, NOW - 1000 + i, {
        ...compose(`Сообщение ${i} `, as("слово ".repeat((i % 9) + 1), "bold")),
        ...(i % 5 === 0 ? { reply_markup: buttons(["Да", "Нет"]) } : {}),
      }),
    );
    await withWorld({ [keyOf(ANNA)]: many }, {}, async (page, own) => {
      const log = column(page, ANNA).locator(".log");
      const atEnd = async () => {
        const distance = () => log.evaluate((each) => each.scrollHeight - each.scrollTop - each.clientHeight);
        const deadline = Date.now() + 15_000;
        while ((await distance()) > 2) assert.ok(Date.now() < deadline, `${await distance()} from the end`);
      };
      await atEnd();
      own.put(keyOf(ANNA), said(anna, false, NOW, { text: "Самое новое" }));
      await column(page, ANNA).locator(".text", { hasText: "Самое новое" }).waitFor();
      await atEnd();
      // As a person does it: what scrolls without a touch is taken for messages that get their true height.
      await log.hover();
      await page.mouse.wheel(0, -4_000);
      await column(page, ANNA).locator(".log-frame.away").waitFor();
      own.put(keyOf(ANNA), said(anna, false, NOW, { text: "Ещё новее" }));
      await column(page, ANNA).locator(".to-bottom .badge", { hasText: "1" }).waitFor();
      await column(page, ANNA).getByRole("button", { name: "К последним сообщениям" }).click();
      await atEnd();
    });
  });

  test("is usable by the keyboard alone: arrows walk the messages, Enter opens the menu, Escape closes it", async () => {
    const messages = [said(anna, false, NOW, { text: "Первое" }), said(anna, true, NOW, { text: "Второе" })];
    await withWorld({ [keyOf(ANNA)]: messages }, {}, async (page) => {
      const chat = column(page, ANNA);
      await chat.getByRole("log").focus();
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("Enter");
      await page.getByRole("menu").waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("menu").waitFor({ state: "detached" });
      await page.keyboard.press("Enter");
      await page.getByRole("menuitem", { name: "Изменить" }).press("Enter");
      assert.equal(await chat.getByRole("textbox").inputValue(), "Второе");
    });
  });
});

import type { MessageView, World } from "../../playground/contract.ts";
import { ACTORS, ANNA, as, buttons, CHANNEL, compose, keyOf, LEO, MIRA, photo, posted, said, world } from "./scene.ts";

/** A lively world for screenshots: a draft, a queue, a search and a channel. `now` is Unix time in seconds. */
export function showcase(now: number): World {
  const [anna, leo, mira] = ACTORS as [(typeof ACTORS)[number], (typeof ACTORS)[number], (typeof ACTORS)[number]];
  const channel = channelPosts(now);
  const link = (n: number) => `https://t.me/${CHANNEL.username}/${channel[n]?.message.message_id}`;
  const earlier = [
    said(anna, true, now - 90_000, compose(as("/new", "bot_command"))),
    said(anna, false, now - 89_990, {
      ...compose("Про какую статью пост? Пришлите ссылку или id — arXiv, DOI, OpenReview."),
      reply_markup: buttons(["Без статьи"]),
    }),
    said(anna, true, now - 89_900, { text: "2406.11717" }),
    said(
      anna,
      false,
      now - 89_890,
      compose(
        as("Refusal in Language Models Is Mediated by a Single Direction", "bold"),
        " — Arditi et al., 2024.\nТеперь текст: можно несколькими сообщениями, с форматированием и картинками.",
      ),
    ),
  ];
  const review = compose(
    as("Diffusion Forcing: Next-token Prediction Meets Full-Sequence Diffusion", "bold"),
    "\n\nОбычно последовательность либо предсказывают по токену, либо шумят целиком. Здесь у каждого токена ",
    as("свой уровень шума", "italic"),
    ", и модель учится снимать любой.\n\n",
    as("👀LINK", "text_link", { url: "https://arxiv.org/abs/2407.01392" }),
  );
  const figures = said(anna, true, now - 420, {
    ...photo(0, 1.9),
    caption: review.text,
    caption_entities: review.entities,
  });
  const card = said(anna, false, now - 400, {
    ...compose(
      as("Diffusion Forcing: Next-token Prediction Meets Full-Sequence Diffusion", "bold"),
      "\nЧерновик №14 · разбор · Аня\n\n📄 ",
      as("arXiv 2407.01392", "text_link", { url: "https://arxiv.org/abs/2407.01392" }),
      " — Chen et al., 2024 · код есть\n🖼 1 картинка · ✍️ 246 знаков\n🏷 #диффузия #rl — ",
      as("подобраны", "italic"),
      "\n\n",
      as("Одним сообщением: картинка с подписью.", "blockquote"),
    ),
    link_preview_options: { is_disabled: true },
    edit_date: now - 390,
    reply_to_message: figures.message as never,
    reply_markup: {
      inline_keyboard: [
        [{ text: "🚀 Опубликовать", callback_data: "d:publish", style: "primary" }],
        ...buttons(["👁 Предпросмотр", "🗓 Запланировать"], ["✏️ Заголовок", "✏️ Текст"], ["🖼 Картинки", "🏷 Теги", "⋯"])
          .inline_keyboard,
      ],
    },
  });
  const annaChat = [...earlier, figures, card];
  const leoChat = [
    said(leo, false, now - 7200, {
      ...compose(
        as("Очередь · На полях", "bold"),
        "\n",
        as("Europe/Moscow", "italic"),
        "\n\n",
        as("Вт 24", "bold"),
        " 12:00 — Refusal in Language Models… · Аня\n",
        as("Ср 25", "bold"),
        " 12:00 — ",
        as("свободно", "italic"),
        "\n",
        as("Чт 26", "bold"),
        " 12:00 — Baba Is AI… · Лев",
      ),
      reply_markup: buttons(["1", "2", "3"], ["⏸ Пауза", "📅 Месяц"]),
    }),
    said(leo, true, now - 3600, { text: "завтра в 18:30", reply_to_message: undefined }),
    said(leo, false, now - 3590, {
      ...compose("Запланировано: ", as("ср 25 ноября, 18:30", "bold"), " по Москве — через 23 ч 12 мин."),
      reply_markup: buttons(["Изменить", "Отменить"]),
    }),
    said(leo, true, now - 600, {
      ...photo(1, 1.5),
      media_group_id: "g1",
      caption: "Три рисунка к разбору про внимание",
    }),
    said(leo, true, now - 600, { ...photo(2, 1), media_group_id: "g1" }),
    said(leo, true, now - 600, { ...photo(3, 1.3), media_group_id: "g1" }),
    said(leo, false, now - 590, {
      ...compose(
        "⚠️ ",
        as("Мешает публикации:", "bold"),
        "\n• тег ",
        as("#ин-контекст", "code"),
        " в Telegram оборвётся на дефисе",
      ),
      reply_markup: buttons(["#инконтекст", "#ин_контекст"]),
    }),
  ];
  const miraChat = [
    said(mira, true, now - 1300, compose(as("/start", "bot_command"))),
    said(mira, false, now - 1299, {
      ...compose("Я ищу по разборам канала «На полях»: их 412. Напишите слово или пришлите статью."),
      reply_markup: buttons(["рл", "диффузия", "последние"]),
    }),
    said(mira, true, now - 200, { text: "рефьюзал вектор" }),
    said(mira, false, now - 199, {
      ...compose(
        "Нашлось 3 поста\n\n",
        as("1. ", "bold"),
        as("Refusal in Language Models Is Mediated by a Single Direction", "text_link", { url: link(1) }),
        " · 18 июня · 👍 61\n…можно найти ",
        as("вектор", "bold"),
        ", который описывает понятие вредоносности…\n\n",
        as("2. ", "bold"),
        as("Steering без обучения: что внутри отказа", "text_link", { url: link(0) }),
        " · 2 мая · 👍 38\n…тот же ",
        as("отказ", "bold"),
        " виден уже в средних слоях…\n\n",
        as("3. ", "bold"),
        as("Что модели знают о собственных запретах", "text_link", { url: link(0) }),
        " · 11 апреля · 👍 24",
      ),
      link_preview_options: { is_disabled: true },
      reply_markup: buttons(["по дате", "похожие"]),
    }),
  ];
  return withPins(world({ [keyOf(ANNA)]: annaChat, [keyOf(LEO)]: leoChat, [keyOf(MIRA)]: miraChat, channel }), channel);
}

function withPins(scene: World, channel: readonly MessageView[]): World {
  const pinned = [channel[0]?.message.message_id ?? 0];
  return {
    ...scene,
    chats: scene.chats.map((chat) => {
      if (chat.chat.type === "channel") return { ...chat, pinned };
      return chat.personId === LEO ? { ...chat, action: "typing" } : chat;
    }),
  };
}

function channelPosts(now: number): MessageView[] {
  const attention = compose(
    as("Attention Is All You Need", "bold"),
    "\n\nСвёртки и рекуррентность убрали, осталось внимание. Главное — каждая позиция видит все остальные за один шаг:",
    "\n",
    as("def attend(q, k, v):\n    scores = q @ k.T / sqrt(d)\n    return softmax(scores) @ v", "pre", {
      language: "python",
    }),
    "\n",
    "Восемь лет спустя из этого выросло ",
    as("почти всё, о чём мы пишем", "spoiler"),
    ".\n\n",
    as("#трансформеры", "hashtag"),
    " ",
    as("#внимание", "hashtag"),
  );
  const refusal = compose(
    as("Refusal in Language Models Is Mediated by a Single Direction", "bold"),
    "\n\nВ активациях можно найти ",
    as("вектор", "bold"),
    ", который описывает понятие вредоносности. Вычли его — модель перестаёт отказывать, прибавили — отказывает даже на рецепт пирога.\n\n",
    as(
      "Проверили на тринадцати открытых моделях до 72 миллиардов параметров. Направление берут как разность средних активаций на вредных и безвредных запросах, без обучения. Качество на обычных задачах почти не меняется.",
      "expandable_blockquote",
    ),
    "\n",
    as("👀LINK", "text_link", { url: "https://arxiv.org/abs/2406.11717" }),
  );
  const lora = compose(
    as("LoRA: Low-Rank Adaptation of Large Language Models", "bold"),
    "\n\nВместо всей матрицы учим две узкие: ",
    as("W + BA", "code"),
    ". Обучаемых параметров меньше в тысячи раз, задержки при выводе нет.\n\n",
    as("👀LINK", "text_link", { url: "https://arxiv.org/abs/2106.09685" }),
    " · ",
    as("#дообучение", "hashtag"),
  );
  const first = posted(now - 260_000, { ...attention, author_signature: "Лев" }, 12_400, "👍 141", "🔥 38", "❤ 12");
  return [
    first,
    posted(
      now - 176_000,
      { ...photo(2, 1.6), caption: refusal.text, caption_entities: refusal.entities, author_signature: "Аня" },
      8_230,
      "👍 61",
      "🤔 9",
    ),
    posted(
      now - 90_000,
      {
        ...photo(0, 1.5),
        media_group_id: "c1",
        caption: lora.text,
        caption_entities: lora.entities,
        author_signature: "Аня",
      },
      5_108,
      "👍 44",
      "👀 17",
      "🎉 3",
    ),
    posted(now - 90_000, { ...photo(1, 1.2), media_group_id: "c1" }, 5_108),
    posted(now - 90_000, { ...photo(2, 1), media_group_id: "c1" }, 5_108),
    posted(now - 90_000, { ...photo(4, 1.4), media_group_id: "c1" }, 5_108),
    posted(
      now - 5_000,
      {
        ...compose(as("UPD.", "bold"), " Авторы выложили код и веса: ", as("https://github.com/microsoft/LoRA", "url")),
        reply_to_message: first.message as never,
        author_signature: "Аня",
        edit_date: now - 4000,
      },
      912,
      "🔥 8",
    ),
  ];
}

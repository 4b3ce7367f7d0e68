import type { LayoutName } from "../../src/post/post.ts";

/** Where the guide has its pictures. */
export const PICTURES = "docs/images/formatting";

/** What the author sends, in one message or several. `figures` are drawings of the demo channel, by name. */
export interface Sent {
  /** Telegram's HTML: a text formatted in the app, or the caption of the figures. */
  readonly html?: string;
  /** A file `review.md`. */
  readonly markdown?: string;
  /** Words as they are typed, with the signs of Markdown in them. */
  readonly typed?: string;
  readonly figures?: readonly string[];
}

/** One thing that the guide shows. Its pictures are NAME.webp and, with `-` and the part, what `also` tells. */
export interface Example {
  readonly name: string;
  readonly sent: Sent;
  /** Taken by a person under 📐; without it the bot takes one by itself. */
  readonly layout?: LayoutName;
  /** Other pictures of the same: its classic twin, the draft's card, the choice of layouts on it, what was asked. */
  readonly also?: readonly ("twin" | "card" | "layouts" | "question")[];
  /** False leaves it a draft: there is no picture of a post. */
  readonly published?: boolean;
}

const LONG = `<b>Сколько параметров нужно на самом деле</b>

Дообучать большую модель целиком дорого: у каждого задания своя копия всех весов. LoRA оставляет их на месте и учит рядом две узкие матрицы. Их произведение прибавляется к тому, что уже было.

<i>Почему этого хватает?</i> Поправка к весам при дообучении почти вырождена: ранга 4–8 достаточно, чтобы сравняться с полным дообучением.

После обучения матрицы складываются с весами, и модель работает с прежней скоростью.

<a href="https://arxiv.org/abs/2106.09685">Статья</a> #lora`;
const PARAGRAPH =
  "Опыт повторили на трёх моделях и четырёх наборах данных: разброс между запусками меньше, чем выигрыш от метода, и держится он при любом ранге. ";
const SHORT = "<b>LoRA: две узкие матрицы</b>\n\nВеса стоят на месте, учится поправка к ним. #lora";
const PREVIEWED = `${SHORT}\n\n<a href="https://arxiv.org/abs/2106.09685">Статья</a>`;

/** Pieces of Markdown, each shown rich and as its classic twin. */
const PIECES: Readonly<Record<string, string>> = {
  headings:
    "# Одно направление отказа\n\n## Что сделали\n\nМодель отказывается из-за **одного** вектора, и его можно *вычесть*. ==Дообучать не нужно==, ~~сложные атаки~~ тоже, ||даже GCG||. Подробности — [в статье](https://arxiv.org/abs/2406.11717), код в `refusal.py`.\n\n### Что дальше\n\nH<sub>2</sub>O и x<sup>2</sup>.",
  lists:
    "# Как это проверяют\n\n1. Берут два набора запросов\n2. Считают активации:\n   - вредные\n   - безобидные\n3. Вычитают средние\n\n---\n\n- [x] тринадцать моделей\n- [ ] модели с рассуждением",
  quotation:
    "# Что пишут авторы\n\n> Отказ — это одно направление\n> в остаточном потоке.\n\n<aside>Простые объяснения часто верны<cite>рецензент</cite></aside>",
  table:
    "# Числа\n\n| Модель | До | После |\n| :- | -: | -: |\n| Qwen 7B | 0,01 | 0,79 |\n| Gemma 7B | 0,03 | 0,61 |\n| Llama 3 8B | 0,02 | 0,86 |",
  formulas:
    "# Внимание\n\nЗапрос $q_i$ сравнивают с ключами, делят на $\\sqrt{d_k}$ и складывают значения:\n\n$$\n\\mathrm{softmax}\\left(\\frac{QK^\\top}{\\sqrt{d_k}}\\right)V\n$$",
  footnotes:
    "# Сноски\n\nНаправление одно на всю модель[^a], а проверяют его на HarmBench[^b].\n\n[^a]: Послойные векторы ничего не прибавляют.\n[^b]: Без системного промпта.",
  code: "# Как вычесть\n\n```python\nr = harmful.mean(0) - harmless.mean(0)\nr = r / r.norm()\nh = h - (h @ r)[:, None] * r\n```",
  details:
    "# Разбор\n\nГлавное — в двух словах.\n\n<details><summary>Подробности опыта</summary>\n\nПо 128 запросов в наборе, **один** проход вперёд.\n\n</details>",
};

const GALLERY =
  "# Три картинки\n\n![Кривые обучения](1)\n\n<tg-collage>\n\n![](2)\n\n![](3)\n\n</tg-collage>\n\nМеж ними стоит текст.";

export const EXAMPLES: readonly Example[] = [
  { name: "text", sent: { html: LONG }, also: ["card", "layouts"] },
  { name: "preview-above", sent: { html: PREVIEWED }, layout: "preview-above" },
  { name: "preview-below", sent: { html: PREVIEWED }, layout: "preview-below" },
  { name: "caption", sent: { html: SHORT, figures: ["lora"] } },
  { name: "album", sent: { html: SHORT, figures: ["lora", "grokking", "attention"] } },
  {
    name: "figures-then-text",
    sent: { html: `${LONG}\n\n${PARAGRAPH.repeat(5)}`, figures: ["lora", "grokking"] },
    layout: "figures-then-text",
  },
  { name: "text-then-figures", sent: { html: SHORT, figures: ["lora", "grokking"] }, layout: "text-then-figures" },
  { name: "series", sent: { html: `${LONG}\n\n${Array.from({ length: 8 }, () => PARAGRAPH.repeat(4)).join("\n\n")}` } },
  { name: "as-sent", sent: { html: `${LONG}\n\n${PARAGRAPH.repeat(4)}`, figures: ["lora"] }, layout: "as-sent" },
  ...Object.entries(PIECES).map(
    ([name, markdown]): Example => ({ name, sent: { markdown }, layout: "rich", also: ["twin"] }),
  ),
  {
    name: "pictures",
    sent: { markdown: GALLERY, figures: ["grokking", "lora", "attention"] },
    layout: "rich",
    also: ["twin", "card"],
  },
  {
    name: "pasted",
    sent: { typed: "# Заметка\n\nФормула $x^2$ и **слово**." },
    also: ["question"],
    published: false,
  },
];

/** File names of all pictures of the guide. */
export function pictureNames(): string[] {
  return EXAMPLES.flatMap(({ name, also = [], published = true }) => [
    ...(published ? [`${name}.webp`] : []),
    ...also.map((part) => `${name}-${part}.webp`),
  ]);
}

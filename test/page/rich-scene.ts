import type { RichBlock, RichBlockTableCell, RichMessage, RichText } from "@grammyjs/types";
import { ANNA, keyOf, photo, posted, world } from "./scene.ts";

const say = (text: RichText): RichBlock => ({ type: "paragraph", text });
const cell = (text: RichText, more: Partial<RichBlockTableCell> = {}): RichBlockTableCell => ({
  text,
  align: "left",
  valign: "middle",
  ...more,
});
const picture = (kind: number, ratio = 1.6, more: object = {}): RichBlock =>
  ({ type: "photo", ...photo(kind, ratio), ...more }) as RichBlock;

/** Every kind of rich text in one paragraph. */
export const INLINE: RichText[] = [
  { type: "bold", text: ["жирно ", { type: "italic", text: "и курсив" }] },
  ", ",
  { type: "underline", text: "подчёркнуто" },
  ", ",
  { type: "strikethrough", text: "зачёркнуто" },
  ", ",
  { type: "spoiler", text: "скрыто" },
  ", ",
  { type: "marked", text: "отмечено" },
  ", ",
  { type: "code", text: "softmax(x)" },
  ", x",
  { type: "subscript", text: "i" },
  { type: "superscript", text: "2" },
  ", ",
  { type: "url", text: "статья", url: "https://arxiv.org/abs/1706.03762" },
  ", ",
  { type: "url", text: "опасная ссылка", url: "javascript:alert(1)" },
  ", ",
  { type: "email_address", text: "a@example.org", email_address: "a@example.org" },
  ", ",
  { type: "phone_number", text: "+7 495 000-00-00", phone_number: "+74950000000" },
  ", ",
  { type: "bank_card_number", text: "4242 4242 4242 4242", bank_card_number: "4242424242424242" },
  ", ",
  { type: "mention", text: "@margins", username: "margins" },
  ", ",
  { type: "text_mention", text: "Аня", user: { id: ANNA, is_bot: false, first_name: "Аня" } },
  ", ",
  { type: "hashtag", text: "#внимание", hashtag: "внимание" },
  ", ",
  { type: "cashtag", text: "$USD", cashtag: "USD" },
  ", ",
  { type: "bot_command", text: "/help", bot_command: "help" },
  ", ",
  { type: "custom_emoji", custom_emoji_id: "5368324170671202286", alternative_text: "👍" },
  ", ",
  { type: "date_time", text: "завтра в 22:45", unix_time: 1647531900, date_time_format: "wDT" },
  ", ",
  { type: "mathematical_expression", expression: "a^2+b^2=c^2" },
  ", ",
  { type: "button", button: { text: "кнопка", url: "https://example.org" } },
  { type: "anchor", name: "inline" },
  ".",
];

/** Every kind of block, as a review would have them. */
export const EVERYTHING: RichMessage = {
  blocks: [
    { type: "heading", size: 1, text: "Внимание — это всё, что вам нужно" },
    say([
      "Модель без рекуррентных слоёв переводит лучше прежних",
      { type: "superscript", text: { type: "reference_link", text: "1", reference_name: "note-1" } },
      ". ",
      { type: "anchor_link", text: "К таблице", anchor_name: "table" },
      ".",
    ]),
    {
      type: "mathematical_expression",
      expression: "\\mathrm{Attention}(Q,K,V)=\\mathrm{softmax}\\!\\left(\\frac{QK^\\top}{\\sqrt{d_k}}\\right)V",
    },
    { type: "heading", size: 2, text: ["Строчное, ", { type: "italic", text: "всех видов" }] },
    say(INLINE),
    { type: "heading", size: 3, text: "Списки" },
    {
      type: "list",
      items: [
        {
          label: "1.",
          value: 1,
          blocks: [say("Кодировщик"), { type: "list", items: [{ label: "•", blocks: [say("шесть слоёв")] }] }],
        },
        { label: "2.", value: 2, blocks: [say("Декодировщик")] },
      ],
    },
    {
      type: "list",
      items: [
        { label: "•", has_checkbox: true, is_checked: true, blocks: [say("прочитать")] },
        { label: "•", has_checkbox: true, blocks: [say("повторить опыты")] },
      ],
    },
    { type: "blockquote", blocks: [say("Одно внимание, без рекуррентности.")], credit: "Vaswani et al." },
    { type: "expandable_blockquote", text: "Длинная цитата. ".repeat(14), credit: "Рецензент" },
    { type: "pullquote", text: "Внимание стоит дёшево", credit: "из обсуждения" },
    { type: "anchor", name: "table" },
    {
      type: "table",
      is_bordered: true,
      is_striped: true,
      caption: "Качество перевода, BLEU",
      cells: [
        [
          cell("Модель", { is_header: true }),
          cell("EN–DE", { is_header: true, align: "right" }),
          cell("EN–FR", { is_header: true, align: "right" }),
          cell("Операций обучения", { is_header: true, align: "center" }),
        ],
        [
          cell("Transformer (base)"),
          cell("27,3", { align: "right" }),
          cell("38,1", { align: "right" }),
          cell({ type: "mathematical_expression", expression: "3{,}3\\cdot10^{18}" }, { align: "center", rowspan: 2 }),
        ],
        [
          cell({ type: "bold", text: "Transformer (big)" }),
          cell({ type: "bold", text: "28,4" }, { align: "right" }),
          cell("41,8", { align: "right" }),
        ],
        [cell("ConvS2S", { colspan: 2 }), cell("40,5", { align: "right" }), { align: "left", valign: "top" }],
      ],
    },
    { type: "pre", language: "python", text: "scores = q @ k.T / d ** 0.5\nweights = softmax(scores)" },
    picture(0, 1.7, { caption: { text: "Архитектура", credit: "рис. 1 статьи" } }),
    { type: "collage", blocks: [picture(1), picture(2, 1), picture(3, 0.8)], caption: { text: "Карты внимания" } },
    { type: "slideshow", blocks: [picture(4), picture(5)], caption: { text: "Обучение по шагам" } },
    picture(2, 1.6, { has_spoiler: true }),
    {
      type: "details",
      summary: "Как считали",
      blocks: [
        say("Восемь карт, двенадцать часов."),
        { type: "divider" },
        say([{ type: "reference", name: "deep", text: "Глубокая сноска" }]),
      ],
    },
    { type: "details", is_open: true, summary: "Что дальше", blocks: [say("Длинный контекст.")] },
    { type: "map", location: { latitude: 41.9, longitude: 12.5 }, zoom: 14, width: 600, height: 300 },
    { type: "document", document: { file_id: "d", file_unique_id: "d", file_name: "код.zip", file_size: 20480 } },
    { type: "voice_note", voice_note: { file_id: "v", file_unique_id: "v", duration: 75 } },
    { type: "audio", audio: { file_id: "m", file_unique_id: "m", duration: 61, title: "Запись доклада" } },
    { type: "video", video: { file_id: "w", file_unique_id: "w", width: 640, height: 360, duration: 9 } },
    { type: "animation", animation: { file_id: "g", file_unique_id: "g", width: 640, height: 360, duration: 3 } },
    {
      type: "buttons",
      align: "center",
      buttons: [
        { text: "Статья", url: "https://arxiv.org/abs/1706.03762" },
        { text: "Нажать", callback_data: "x", style: "success" },
      ],
    },
    { type: "divider" },
    say([
      {
        type: "reference",
        name: "note-1",
        text: ["1. На двух парах языков; ", { type: "reference_link", text: "глубже", reference_name: "deep" }],
      },
      " ",
      { type: "anchor_link", text: "Наверх", anchor_name: "" },
    ]),
    { type: "footer", text: "Разбор Ани, июнь" },
  ],
};

/** Formulas and words that try to become more than what they are. */
export const HOSTILE: RichMessage = {
  blocks: [
    say("<img src=x onerror=alert(1)><script>alert(2)</script>"),
    { type: "mathematical_expression", expression: "\\href{javascript:alert(1)}{x} \\url{javascript:alert(2)}" },
    { type: "mathematical_expression", expression: "\\includegraphics{https://example.org/x.png}" },
    { type: "mathematical_expression", expression: "\\htmlClass{offline}{x} \\htmlStyle{position:fixed}{y}" },
    { type: "mathematical_expression", expression: "\\def\\a{\\b\\b}\\def\\b{\\c\\c}\\def\\c{\\a\\a}\\a" },
    { type: "mathematical_expression", expression: "\\rule{9999em}{9999em}" },
    { type: "mathematical_expression", expression: "\\frac{1" },
    { type: "anchor", name: '"]<b>' },
    say([{ type: "anchor_link", text: "якорь", anchor_name: '"]<b>' }]),
  ],
};

export const RTL: RichMessage = {
  is_rtl: true,
  blocks: [say("שלום עולם"), { type: "list", items: [{ label: "1.", value: 1, blocks: [say("ראשון")] }] }],
};

/** A channel with the rich messages of this file. */
export function richWorld(...messages: readonly RichMessage[]) {
  const now = Math.floor(Date.UTC(2026, 10, 24, 12) / 1000);
  const posts = messages.map((rich_message, i) => posted(now + i * 600, { rich_message }, 412, "👍 41"));
  return world({ channel: posts, [keyOf(ANNA)]: [] });
}

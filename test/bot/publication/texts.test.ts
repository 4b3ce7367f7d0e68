import assert from "node:assert/strict";
import { test } from "node:test";
import { findingText, mendLabel } from "../../../src/bot/publication/findings.ts";
import { outcomeText, refusalText } from "../../../src/bot/publication/texts.ts";
import { LANGUAGES, loadWords } from "../../../src/bot/words.ts";
import { BUTTON_TEXT_LENGTH } from "../../../src/document/limits.ts";
import {
  type Finding,
  type FindingArguments,
  type FindingCode,
  finding,
  type TagCause,
} from "../../../src/post/finding.ts";
import { mendsOf } from "../../../src/post/mend.ts";
import type { Refusal } from "../../../src/post/refusal.ts";
import type { PublishOutcome } from "../../../src/publish/publisher.ts";

const words = loadWords();
const cut = { linked: "ин", cause: "hyphen", mends: ["инконтекст", "ин_контекст"] } as const;

const SAMPLES: { [Code in FindingCode]: FindingArguments[Code] } = {
  "title-missing": {},
  "title-short": { length: 2, min: 3 },
  "title-long": { length: 301, max: 256 },
  "title-lines": { lines: 2 },
  "title-wordy": { length: 140 },
  "paper-missing": {},
  "papers-many": { count: 11, max: 10 },
  "paper-on-note": { count: 1 },
  "follows-missing": {},
  "post-empty": {},
  "figures-many": { count: 11, max: 10 },
  "figures-missing": { placed: 6, count: 4 },
  "tags-many": { count: 11, max: 10 },
  "author-missing": {},
  "text-long": { length: 4310, max: 4096, over: 214, added: 60 },
  "series-long": { length: 42_000, messages: 11, max: 10 },
  "tag-cut": { tag: "ин-контекст", ...cut },
  "text-tag-cut": { written: "ин-контекст", offset: 5, ...cut },
  "label-bare": { label: "👀LINK", offset: 3, url: "https://arxiv.org/abs/2407.01392", paper: "arXiv 2407.01392" },
  "emoji-custom": { count: 2 },
  "entities-unknown": { count: 3 },
  "entities-many": { count: 120, max: 100 },
};
const FINDINGS = (Object.keys(SAMPLES) as FindingCode[]).map(
  (code) => finding("error")(code, [], SAMPLES[code] as never) as Finding,
);

const REFUSALS: { [Code in Refusal["code"]]: Extract<Refusal, { code: Code }> } = {
  "not-a-member": { code: "not-a-member" },
  "no-right-to-post": { code: "no-right-to-post" },
  "channel-not-found": { code: "channel-not-found" },
  "too-many-requests": { code: "too-many-requests", retryAfterSeconds: 21 },
  unauthorized: { code: "unauthorized" },
  frozen: { code: "frozen" },
  unsupported: { code: "unsupported" },
  "not-reached": { code: "not-reached" },
  "file-unusable": { code: "file-unusable" },
  "source-gone": { code: "source-gone" },
  "buttons-refused": { code: "buttons-refused", description: "Bad Request: <b>" },
  "text-refused": { code: "text-refused", description: "Bad Request: <b>" },
  paused: { code: "paused" },
  "chat-migrated": { code: "chat-migrated", chatId: -1009 },
  conflict: { code: "conflict", description: "Conflict: <b>" },
  changed: { code: "changed" },
  withdrawn: { code: "withdrawn" },
  interrupted: { code: "interrupted" },
  "partly-sent": { code: "partly-sent" },
  other: { code: "other", description: "Bad Request: <b>" },
};

const CLOCK = { now: 0, zone: "Europe/Moscow" };

function assertReadable(text: string, language: string): void {
  assert.ok(text.trim() !== "" && !/[{}]|undefined|null|NaN|!/.test(text), text);
  assert.equal((text.match(/<\w+[^>]*>/g) ?? []).length, (text.match(/<\/\w+>/g) ?? []).length, text);
  if (language === "ru") assert.match(text, /[а-яё]/);
}

for (const language of LANGUAGES) {
  const say = words(language);

  test(`every finding has a text in ${language}, and a label for each of its mends`, () => {
    for (const found of FINDINGS) {
      assertReadable(findingText(say, found), language);
      for (const mend of mendsOf(found)) {
        const label = mendLabel(say, found, mend);
        assert.ok(label !== "" && label.length <= BUTTON_TEXT_LENGTH && !label.includes("{"), label);
      }
    }
  });

  test(`every cause of a cut tag has a text in ${language}`, () => {
    const causes: TagCause[] = ["empty", "hyphen", "space", "digits", "decomposed", "invisible", "long", "sign"];
    for (const cause of causes) {
      for (const linked of ["", "ин"]) {
        assertReadable(
          findingText(say, finding("error")("tag-cut", [], { tag: "а", linked, cause, mends: [] })),
          language,
        );
      }
      const args = { written: "а", linked: "ин", cause, offset: 0, mends: [] };
      assertReadable(findingText(say, finding("warning")("text-tag-cut", [], args)), language);
    }
  });

  test(`every refusal has a text in ${language} that says what to do`, () => {
    for (const refusal of Object.values(REFUSALS)) assertReadable(refusalText(say, refusal), language);
  });

  test(`every outcome has a text in ${language}`, () => {
    const outcomes: PublishOutcome[] = [
      { status: "sent", postId: 1, messageIds: [812], link: "https://t.me/rizzearch/812" },
      { status: "already" },
      { status: "changed" },
      { status: "unknown", publicationId: 1, lookAt: 5, candidates: [] },
      { status: "unknown", publicationId: 1, lookAt: null, candidates: [] },
      { status: "unknown", publicationId: 1, lookAt: null, candidates: [{ messageId: 7, link: "https://t.me/c/1/7" }] },
      { status: "waiting", publicationId: 1, until: 30_000 },
      ...[false, true].flatMap((lasts) =>
        [12_000, 600_000, 172_800_000].flatMap((until): PublishOutcome[] => [
          { status: "delayed", publicationId: 1, refusal: { code: "not-reached" }, until, lasts },
          {
            status: "delayed",
            publicationId: 1,
            refusal: { code: "too-many-requests", retryAfterSeconds: 9 },
            until,
            lasts,
          },
        ]),
      ),
      { status: "refused", refusal: { code: "no-right-to-post" }, partly: { publicationId: 1, messageIds: [1] } },
      { status: "refused", refusal: { code: "partly-sent" }, partly: { publicationId: 1, messageIds: [1] } },
    ];
    for (const outcome of outcomes) assertReadable(outcomeText(say, outcome, CLOCK), language);
  });
}

test("a wait of days is told with its day", () => {
  const refusal = { code: "too-many-requests", retryAfterSeconds: 259_200 } as const;
  const outcome = { status: "delayed", publicationId: 1, refusal, until: 259_200_000, lasts: false } as const;
  assert.match(outcomeText(words("ru"), outcome, CLOCK), /Попробую снова 4 января 1970 в 03:00/);
  assert.match(outcomeText(words("en"), outcome, CLOCK), /on 4 January 1970 at 03:00/);
});

test("a published post is told with its link", () => {
  const outcome = { status: "sent", postId: 1, messageIds: [812], link: "https://t.me/rizzearch/812" } as const;
  assert.equal(
    outcomeText(words("ru"), outcome, CLOCK),
    '✅ Опубликовано → <a href="https://t.me/rizzearch/812">t.me/rizzearch/812</a>',
  );
});

test("a cut tag is told in one breath, with what Telegram would link", () => {
  const found = finding("error")("tag-cut", ["tags", 0], { tag: "ин-контекст", ...cut });
  assert.equal(
    findingText(words("ru"), found),
    "тег <code>#ин-контекст</code> в Telegram оборвётся на дефисе: <code>#ин</code>",
  );
  assert.deepEqual(
    mendsOf(found).map((mend) => mendLabel(words("ru"), found, mend)),
    ["#инконтекст", "#ин_контекст"],
  );
});

test("numbers are said as Russian says them", () => {
  const long = finding("error")("text-long", ["text"], { length: 4121, max: 4096, over: 25, added: 0 });
  assert.equal(
    findingText(words("ru"), long).replaceAll("\u00a0", " "),
    "в тексте 4 121 знак, а в сообщение помещается 4 096: сократите на 25",
  );
});

test("what Telegram or an author wrote cannot break the markup", () => {
  const refused = refusalText(words("ru"), { code: "other", description: "<b>&" });
  assert.ok(refused.includes("&lt;b&gt;&amp;"));
  const label = finding("warning")("label-bare", ["text"], { label: "<i>", offset: 0, url: "u", paper: "<p>" });
  assert.ok(findingText(words("en"), label).includes("&lt;i&gt;"));
});

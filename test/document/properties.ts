import assert from "node:assert/strict";
import fc from "fast-check";
import { firstWorld } from "../../playground/server/first-world.ts";
import { readRichMessage } from "../../playground/server/rich/message.ts";
import { fixEntities } from "../../playground/server/text-engine.ts";
import { createWorld } from "../../playground/server/world.ts";
import type { ClassicDocument } from "../../src/document/document.ts";
import { Document } from "../../src/document/entity.ts";
import { readHtml } from "../../src/document/html/read.ts";
import { writeHtml } from "../../src/document/html/write.ts";
import { readMarkdown } from "../../src/document/markdown/read.ts";
import { writeMarkdown } from "../../src/document/markdown/write.ts";
import { originOf, toPlain } from "../../src/document/plain.ts";
import { promote } from "../../src/document/promote.ts";
import { asAccepted } from "../../src/document/rich/accepted.ts";
import { type Block, figuresOf, placeFigures, type RichDocument } from "../../src/document/rich/document.ts";
import { richFindings } from "../../src/document/rich/findings.ts";
import { Rich } from "../../src/document/rich/schema.ts";
import { toSendable } from "../../src/document/rich/sendable.ts";
import { split, type TextPart } from "../../src/document/split.ts";
import { toClassic } from "../../src/document/twin/twin.ts";
import { classicDocuments, richDocuments, texts, wordsOf } from "./documents.ts";

/** What must hold of every document. `npm test` tries a few hundred of each, `npm run nightly` ten thousand. */
export interface DocumentProperty {
  readonly name: string;
  readonly property: fc.IRawProperty<unknown>;
}

const world = createWorld(firstWorld({}), new Map(), () => 0);

const plain = (document: RichDocument) => wordsOf(toPlain(document).text);

function readBack(markdown: string): RichDocument {
  const reading = readMarkdown(markdown);
  assert.ok(reading.ok, `not read: ${JSON.stringify(reading.findings)}`);
  return reading.document;
}

export const PROPERTIES: readonly DocumentProperty[] = [
  {
    name: "the classic twin is a document that TDLib takes, with every character",
    property: fc.property(richDocuments, (rich) => {
      const { document } = toClassic(rich);
      assert.ok(Document.safeParse(document).success);
      const stored = fixEntities(document.text, document.entities);
      assert.equal(wordsOf(stored.text), wordsOf(document.text));
    }),
  },
  {
    name: "Markdown written of a document keeps its words",
    property: fc.property(richDocuments, (rich) => {
      assert.equal(plain(readBack(writeMarkdown(rich))), plain(rich));
    }),
  },
  {
    name: "Markdown that was written once is written the same again",
    property: fc.property(richDocuments, (rich) => {
      const once = writeMarkdown(readBack(writeMarkdown(rich)));
      assert.equal(writeMarkdown(readBack(once)), once);
    }),
  },
  {
    name: "any text is read as Markdown without an error, into a document that the schema knows",
    property: fc.property(fc.array(texts, { maxLength: 8 }), (parts) => {
      const reading = readMarkdown(parts.join("\n"));
      assert.ok(reading.ok);
      assert.ok(Rich.safeParse(reading.document).success);
    }),
  },
  {
    name: "Rich HTML keeps the words of a document",
    property: fc.property(richDocuments, (rich) => {
      const reading = readHtml(writeHtml(rich, { dialect: "telegram" }));
      assert.ok(reading.ok);
      assert.equal(plain(reading.document), plain(rich));
    }),
  },
  {
    name: "HTML for the web holds no tag, attribute or link that a text brought in",
    property: fc.property(richDocuments, (rich) => {
      const html = writeHtml(rich, { dialect: "web" });
      assert.doesNotMatch(html, /<script|<tg-|\son\w+=|href="(?!https?:|tg:|mailto:|tel:|#)/i);
      const tags = [...html.matchAll(/<\/?([^\s>]*)/g)].map(([, name]) => name);
      for (const name of tags) assert.match(name ?? "", /^[a-z][a-z0-9]*$/i);
    }),
  },
  {
    name: "promotion keeps the text and gives blocks that the schema knows",
    property: fc.property(classicDocuments, (document) => {
      const rich = promote(document);
      assert.equal(plain(rich), wordsOf(document.text));
      assert.ok(Rich.safeParse(rich).success);
    }),
  },
  {
    name: "a promoted text comes back as a classic one that TDLib takes, with the same words",
    property: fc.property(classicDocuments, (document) => {
      const { document: twin } = toClassic(promote(document));
      assert.equal(wordsOf(twin.text), wordsOf(document.text));
      fixEntities(twin.text, twin.entities);
    }),
  },
  {
    name: "every unit of the plain text is where the map says",
    property: fc.property(richDocuments, fc.nat(), (rich, chance) => {
      const found = toPlain(rich);
      const at = chance % Math.max(1, found.text.length);
      const origin = originOf(found, at);
      if (origin === null) assert.match(found.text[at] ?? "\n", /[\n\t]/);
      else {
        const held = origin.path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], rich);
        assert.equal((held as string)[origin.offset], found.text[at]);
      }
    }),
  },
  {
    name: "splitting keeps every character, and no part is longer than it may be",
    property: fc.property(classicDocuments, fc.integer({ min: 8, max: 60 }), (document, length) => {
      const parts = split(document, { length });
      for (const part of parts) {
        assert.ok(part.text.length <= length);
        assert.ok(part.text.isWellFormed() || !document.text.isWellFormed());
      }
      assert.equal(wordsOf(parts.map(({ text }) => text).join("")), wordsOf(document.text));
    }),
  },
  {
    name: "splitting cuts no surrogate pair, grapheme, link or word that a part could hold whole",
    property: fc.property(classicDocuments, fc.integer({ min: 8, max: 60 }), (document, length) => {
      for (const cut of cutsOf(document, split(document, { length }))) {
        const whole = wholeAt(document, cut);
        assert.ok(whole > length, `cut at ${cut} in what has ${whole} units: ${JSON.stringify(document)}`);
      }
    }),
  },
  {
    name: "what is promoted from a classic text, the stand-in takes as a rich message",
    property: fc.property(classicDocuments, (document) => taken(promote(document))),
  },
  {
    name: "what is read of Markdown, the stand-in takes as a rich message where the findings let it pass",
    property: fc.property(fc.array(texts, { minLength: 1, maxLength: 8 }), (parts) =>
      taken(readBack(parts.join("\n"))),
    ),
  },
  {
    name: "what is read of HTML, the stand-in takes as a rich message where the findings let it pass",
    property: fc.property(fc.array(texts, { minLength: 1, maxLength: 8 }), (parts) => {
      const reading = readHtml(parts.join("<br>"));
      if (reading.ok) taken(reading.document);
    }),
  },
  {
    name: "what the findings let pass, the stand-in takes as a rich message, and it becomes sendable again",
    property: fc.property(richDocuments, (rich) => {
      const document = asAccepted({ blocks: withoutFigures(rich.blocks) });
      if (richFindings(document).some(({ severity }) => severity === "error")) return;
      const received = readRichMessage(world, document, NO_FILES);
      const sendable = toSendable(received);
      assert.equal(plain(sendable), plain(document));
      assert.ok(Rich.safeParse(sendable).success);
      assert.deepEqual(toSendable(sendable as never), sendable);
    }),
  },
];

const NO_FILES = () => {
  throw new Error("there are no figures");
};

/** The stand-in fetches no links. */
function withoutFigures(blocks: readonly Block[]): Block[] {
  return placeFigures({ blocks }, () => null).blocks.filter((block) => figuresOf([block]).length === 0);
}

function taken(rich: RichDocument): void {
  const document = asAccepted({ blocks: withoutFigures(rich.blocks) });
  if (document.blocks.length === 0 || richFindings(document).some(({ severity }) => severity === "error")) return;
  readRichMessage(world, document, NO_FILES);
}

/** The places between two units of the text at which one part ends and the next begins at once. */
function cutsOf({ text }: ClassicDocument, parts: readonly TextPart[]): number[] {
  let at = text.length - text.trimStart().length;
  return parts.flatMap((part, i) => {
    const start = at + part.after.length;
    at = start + part.text.length;
    return i > 0 && part.after === "" ? [start] : [];
  });
}

/** Units of the shortest thing around this place that is one to a reader; Infinity where nothing is. */
function wholeAt({ text, entities }: ClassicDocument, at: number): number {
  const graphemes = new Intl.Segmenter().segment(text);
  const isEdge = (place: number) => place >= text.length || graphemes.containing(place)?.index === place;
  const links = entities
    .filter(({ type }) => type === "text_link" || type === "url" || type === "code")
    .map(({ offset, length }) => ({ from: offset, to: offset + length }));
  // What begins or ends within a grapheme cannot be kept whole.
  if (!links.every(({ from, to }) => isEdge(from) && isEdge(to))) return Infinity;
  const grapheme = graphemes.containing(at);
  const grown = (span: Span, words: boolean): Span => {
    const near = links.filter(({ from, to }) => from < span.to && to > span.from);
    const next: { from: number; to: number } = {
      from: Math.min(span.from, ...near.map(({ from }) => from)),
      to: Math.max(span.to, ...near.map(({ to }) => to)),
    };
    if (words) {
      next.from -= /\S*$/u.exec(text.slice(0, next.from))?.[0].length ?? 0;
      next.to += /^\S*/u.exec(text.slice(next.to))?.[0].length ?? 0;
    }
    return next.from === span.from && next.to === span.to ? span : grown(next, words);
  };
  const around = links.filter(({ from, to }) => from < at && to > at);
  const [before, after] = [/\S$/u.test(text.slice(0, at)), /^\S/u.test(text.slice(at))];
  // Where the formatting of a block begins, the next part begins as well.
  const edge = entities.some(({ offset, length }) => offset === at || offset + length === at);
  const spans = [
    ...(grapheme !== undefined && grapheme.index < at
      ? [{ from: grapheme.index, to: grapheme.index + grapheme.segment.length }]
      : []),
    ...around.map((link) => grown(link, false)),
    ...(before && after && !edge ? [grown({ from: at - 1, to: at + 1 }, true)] : []),
  ];
  return Math.min(Infinity, ...spans.map(({ from, to }) => to - from));
}

interface Span {
  readonly from: number;
  readonly to: number;
}

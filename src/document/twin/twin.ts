import { type ClassicDocument, concat, plainly, trim } from "../document.ts";
import { isFound } from "../entity.ts";
import { type DocumentFinding, documentFinding } from "../finding.ts";
import { FORMATTED_ENTITIES, MESSAGE_LENGTH } from "../limits.ts";
import {
  type Block,
  type Caption,
  type FigureBlock,
  figuresOf,
  isFigure,
  type RichDocument,
} from "../rich/document.ts";
import { everyBlock, textsIn } from "../rich/walk.ts";
import { indent, stacked, within } from "./build.ts";
import { classicFormula, classicInline, type Notes, numberFootnotes } from "./inline.ts";
import { labelOf } from "./label.ts";
import { classicTable } from "./table.ts";

/** A rich document for readers whose apps show none. */
export interface Twin {
  /** All of the text; of any length. */
  readonly document: ClassicDocument;
  /** The figures in reading order, which go beside the text; their captions stand in it. */
  readonly figures: readonly FigureBlock[];
  /** Warnings: what is longer than a message, what was told in another way, what is gone. */
  readonly findings: readonly DocumentFinding[];
}

/**
 * The classic twin: headings are bold, tables and formulas readable signs, footnotes numbered, lists have • or 1. before
 * their items, details are quotations that open. Never fails; made of the same document, it is the same.
 */
export function toClassic(rich: RichDocument): Twin {
  const texts = [...everyBlock(rich.blocks)].flatMap(({ block }) => textsIn(block).map(({ inline }) => inline));
  const figures = figuresOf(rich.blocks);
  const notes: Notes = {
    footnotes: numberFootnotes(texts),
    formulas: { count: 0, commands: new Set() },
    buttons: { dropped: 0 },
  };
  const numbers = new Map(figures.map((figure, i) => [figure, figures.length === 1 ? null : i + 1]));
  const document = trim(classicBlocks(rich.blocks, { notes, numbers }, 2));
  return { document, figures, findings: [...classicFindings(document), ...findingsOf(notes, figures.length)] };
}

/** What one message or caption of `max` units would not hold of a classic text. */
export function classicFindings(document: ClassicDocument, max = MESSAGE_LENGTH): DocumentFinding[] {
  const found: DocumentFinding[] = [];
  const { length } = document.text;
  if (length > max) found.push(documentFinding("warning", "text-long", { length, max }));
  const count = document.entities.filter((entity) => !isFound(entity) && entity.type !== "custom_emoji").length;
  if (count > FORMATTED_ENTITIES) {
    found.push(documentFinding("warning", "formatting-many", { count, max: FORMATTED_ENTITIES }));
  }
  return found;
}

interface Making {
  readonly notes: Notes;
  readonly numbers: ReadonlyMap<FigureBlock, number | null>;
}

function findingsOf({ formulas, buttons }: Notes, figures: number): DocumentFinding[] {
  const commands = [...formulas.commands].sort().slice(0, 5).join(", ") || "none";
  return [
    ...(figures > 0 ? [documentFinding("warning", "figures-moved", { count: figures })] : []),
    ...(buttons.dropped > 0 ? [documentFinding("warning", "buttons-dropped", { count: buttons.dropped })] : []),
    ...(formulas.count > 0 ? [documentFinding("warning", "formula-source", { count: formulas.count, commands })] : []),
  ];
}

function classicBlocks(blocks: readonly Block[], making: Making, lines: 1 | 2): ClassicDocument {
  const groups: ClassicDocument[] = [];
  let notes: ClassicDocument[] = [];
  const close = () => {
    groups.push(stacked(notes, 1));
    notes = [];
  };
  for (const block of blocks) {
    const said = classicBlock(block, making);
    if (isFootnote(block)) notes.push(said);
    else {
      close();
      groups.push(said);
    }
  }
  close();
  return stacked(groups, lines);
}

function isFootnote(block: Block): boolean {
  if (block.type !== "paragraph" || typeof block.text === "string") return false;
  const parts = Array.isArray(block.text) ? block.text : [block.text];
  return parts.some((part) => typeof part === "object" && !Array.isArray(part) && part.type === "reference");
}

function classicBlock(block: Block, making: Making): ClassicDocument {
  const { notes } = making;
  switch (block.type) {
    case "paragraph":
      return trim(classicInline(block.text, notes));
    case "heading":
      return within(trim(classicInline(block.text, notes)), { type: "bold" });
    case "footer":
      return within(trim(classicInline(block.text, notes)), { type: "italic" });
    case "pre":
      return within(classicInline(block.text, notes), {
        type: "pre",
        ...(block.language === undefined ? {} : { language: block.language }),
      });
    case "divider":
      return plainly("———");
    case "mathematical_expression":
      return classicFormula(block.expression, notes);
    case "list":
      return stacked(
        block.items.map((item, i) => {
          const label = labelOf(item, i);
          const content = classicBlocks(item.blocks, making, 1);
          return concat(plainly(`${label} `), indent(content, "    "));
        }),
        1,
      );
    case "blockquote":
      return quoted(classicBlocks(block.blocks, making, 2), block.credit, "blockquote", notes);
    case "pullquote":
      return quoted(trim(classicInline(block.text, notes)), block.credit, "blockquote", notes);
    case "expandable_blockquote":
      return quoted(trim(classicInline(block.text, notes)), block.credit, "expandable_blockquote", notes);
    case "details": {
      const summary = within(trim(classicInline(block.summary, notes)), { type: "bold" });
      const content = stacked([summary, classicBlocks(block.blocks, making, 2)], 1);
      return within(content, { type: block.is_open === true ? "blockquote" : "expandable_blockquote" });
    }
    case "collage":
    case "slideshow":
      return stacked([classicBlocks(block.blocks, making, 1), captionLine("🖼", block.caption, notes)], 1);
    case "table":
      return classicTable(block, notes);
    case "map": {
      const { latitude, longitude } = block.location;
      const url = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}`;
      const place = within(plainly(`${latitude}, ${longitude}`), { type: "text_link", url });
      return stacked([concat(plainly("📍 "), place), captionLine("", block.caption, notes)], 1);
    }
    case "buttons":
      return stacked(
        block.buttons.map((button) => classicInline({ type: "button", button }, notes)),
        1,
      );
    case "anchor":
    case "thinking":
      return plainly("");
    default:
      if (!isFigure(block)) return plainly("");
      return captionLine(figureSign(block, making.numbers.get(block) ?? null), block.caption, notes);
  }
}

function quoted(
  content: ClassicDocument,
  credit: Caption["credit"],
  type: "blockquote" | "expandable_blockquote",
  notes: Notes,
): ClassicDocument {
  const name = credit === undefined ? plainly("") : trim(classicInline(credit, notes));
  const by = name.text === "" ? name : concat(plainly("— "), within(name, { type: "italic" }));
  return within(stacked([content, by], 1), { type });
}

function captionLine(sign: string, caption: Caption | undefined, notes: Notes): ClassicDocument {
  if (caption === undefined) return plainly("");
  const text = within(trim(classicInline(caption.text, notes)), { type: "italic" });
  const credit = caption.credit === undefined ? plainly("") : trim(classicInline(caption.credit, notes));
  const parts = [text, credit].filter((part) => part.text !== "");
  if (parts.length === 0) return plainly("");
  const said = parts.flatMap((part, i) => (i === 0 ? [part] : [plainly(" — "), part]));
  return concat(plainly(sign === "" ? "" : `${sign} `), ...said);
}

function figureSign(block: FigureBlock, number: number | null): string {
  const sign = {
    photo: "🖼",
    video: "🎬",
    animation: "🎬",
    audio: "🎵",
    voice_note: "🎙",
    document: "📎",
  }[block.type];
  return number === null ? sign : `${sign} ${number}.`;
}

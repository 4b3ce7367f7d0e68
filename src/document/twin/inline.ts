import { type ClassicDocument, concat, plainly } from "../document.ts";
import { SUBSCRIPTS, SUPERSCRIPTS } from "../formula/symbols.ts";
import { plainFormula } from "../formula/unicode.ts";
import { usableUrl } from "../link.ts";
import type { Formatted, Inline } from "../rich/document.ts";
import { partsOf, textOf } from "../rich/text.ts";
import { within } from "./build.ts";

/** What a twin notes while it is made. */
export interface Notes {
  /** The numbers of the footnotes, by name. */
  readonly footnotes: ReadonlyMap<string, number>;
  /** Formulas told by their source, and the commands at fault. */
  readonly formulas: { count: number; readonly commands: Set<string> };
  readonly buttons: { dropped: number };
}

/** An inline text in Telegram's classic formatting. */
export function classicInline(inline: Inline, notes: Notes): ClassicDocument {
  let before = "";
  return concat(
    ...partsOf(inline).map((part) => {
      const said = typeof part === "string" ? plainly(part) : formatted(part, notes, before);
      before = said.text === "" ? before : said.text;
      return said;
    }),
  );
}

function formatted(node: Formatted, notes: Notes, before: string): ClassicDocument {
  const inner = () => ("text" in node ? classicInline(node.text, notes) : plainly(""));
  switch (node.type) {
    case "bold":
    case "italic":
    case "underline":
    case "strikethrough":
    case "spoiler":
    case "code":
      return within(inner(), { type: node.type });
    // Nothing classic looks like a marker.
    case "marked":
      return within(inner(), { type: "underline" });
    case "subscript":
      return raised(inner(), SUBSCRIPTS, "_");
    case "superscript":
      return raised(inner(), SUPERSCRIPTS, "^");
    case "url": {
      const url = usableUrl(node.url);
      return url === null ? inner() : within(inner(), { type: "text_link", url });
    }
    case "text_mention":
      return within(inner(), { type: "text_mention", user: node.user });
    case "date_time": {
      const { unix_time, date_time_format } = node;
      return within(inner(), { type: "date_time", unix_time, date_time_format });
    }
    case "custom_emoji":
      return within(plainly(node.alternative_text), {
        type: "custom_emoji",
        custom_emoji_id: node.custom_emoji_id,
      });
    case "mathematical_expression":
      return classicFormula(node.expression, notes);
    case "button": {
      const label = classicInline(node.button.text, notes);
      const url = "url" in node.button ? usableUrl(node.button.url) : null;
      if (url !== null) return within(label, { type: "text_link", url });
      notes.buttons.dropped += 1;
      return label;
    }
    case "reference_link": {
      const label = inner();
      const number = notes.footnotes.get(node.reference_name);
      return number === undefined || /\d/.test(label.text) ? label : concat(label, plainly(`[${number}]`));
    }
    case "reference": {
      const number = notes.footnotes.get(node.name);
      const numbered = number === undefined || /\d\S?\s*$/.test(before);
      return numbered ? inner() : concat(plainly(`[${number}] `), inner());
    }
    default:
      // Links and names that Telegram finds by itself, anchors, and what is not known yet.
      return inner();
  }
}

/** A formula in plain signs; in LaTeX, as code, where it has commands that have none. */
export function classicFormula(expression: string, notes: Notes): ClassicDocument {
  const { text, unknown } = plainFormula(expression);
  if (unknown.length === 0 && text !== "") return plainly(text);
  notes.formulas.count += 1;
  for (const command of unknown) notes.formulas.commands.add(command);
  return within(plainly(expression.trim()), { type: "code" });
}

function raised(document: ClassicDocument, signs: ReadonlyMap<string, string>, sign: "^" | "_"): ClassicDocument {
  const characters = [...document.text];
  if (characters.length > 0 && characters.every((each) => each !== " " && signs.has(each))) {
    const text = characters.map((each) => signs.get(each) ?? "").join("");
    return text.length === document.text.length ? { ...document, text } : plainly(text);
  }
  if (document.text.trim() === "") return document;
  return characters.length === 1
    ? concat(plainly(sign), document)
    : concat(plainly(`${sign}(`), document, plainly(")"));
}

/** Footnotes in the order in which the text calls them, then those that nothing calls. */
export function numberFootnotes(inlines: Iterable<Inline>): ReadonlyMap<string, number> {
  const [called, held] = [new Set<string>(), new Set<string>()];
  const look = (inline: Inline): void => {
    for (const part of partsOf(inline)) {
      if (typeof part === "string") continue;
      if (part.type === "reference_link") called.add(part.reference_name);
      if (part.type === "reference" && textOf(part.text) !== "") held.add(part.name);
      if ("text" in part) look(part.text);
    }
  };
  for (const inline of inlines) look(inline);
  const names = [...[...called].filter((name) => held.has(name)), ...[...held].filter((name) => !called.has(name))];
  return new Map(names.map((name, i) => [name, i + 1]));
}

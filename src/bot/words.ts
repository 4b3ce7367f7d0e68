import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FluentBundle, FluentResource } from "@fluent/bundle";

export const LANGUAGES = ["ru", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** HTML that is already escaped, so that a text may take it as it is. */
export interface Html {
  readonly html: string;
}
export type Argument = string | number | Html;

/** Texts in one language, from locales/LANGUAGE/*.ftl. An unknown key is an error: it never reaches people. */
export interface Say {
  readonly language: Language;
  /** A text without markup: for buttons, toasts, menus, the console. Arguments stand as they are. */
  plain(key: string, args?: Readonly<Record<string, string | number>>): string;
  /** A text for `parse_mode: "HTML"`. String arguments are escaped; `{ html }` ones are taken as they are. */
  html(key: string, args?: Readonly<Record<string, Argument>>): string;
}

/** Loads every text. Called once, in the composition root and in tests. @throws Error if one has two meanings */
export function loadWords(folder: string = join(import.meta.dirname, "..", "locales")): (language: Language) => Say {
  const bundles = { ru: readBundle(folder, "ru"), en: readBundle(folder, "en") };
  const translate = (language: Language, key: string, args: Record<string, string | number>): string => {
    const pattern = bundles[language].getMessage(key)?.value;
    if (pattern == null) throw new Error(`There is no text "${key}" in ${language}.`);
    return bundles[language].formatPattern(pattern, args);
  };
  const say = (language: Language): Say => ({
    language,
    plain: (key, args = {}) => translate(language, key, { ...args }),
    html: (key, args = {}) =>
      translate(
        language,
        key,
        Object.fromEntries(
          Object.entries(args).map(([name, value]) => [
            name,
            typeof value === "string" ? escapeHtml(value) : typeof value === "number" ? value : value.html,
          ]),
        ),
      ),
  });
  const loaded = { ru: say("ru"), en: say("en") };
  return (language) => loaded[language];
}

/** Escapes text for Telegram's HTML. https://core.telegram.org/bots/api#html-style */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** The language that a person reads: chosen, or guessed from Telegram's own. */
export function languageOf(chosen: Language | null, telegram: string | null | undefined): Language {
  if (chosen !== null) return chosen;
  return /^(ru|uk|be|kk)\b/.test(telegram ?? "") ? "ru" : "en";
}

/** A language's files, read as one. https://projectfluent.org */
function readBundle(folder: string, language: Language): FluentBundle {
  const bundle = new FluentBundle(language, { useIsolating: false });
  const files = readdirSync(join(folder, language)).filter((name) => name.endsWith(".ftl"));
  for (const name of files) {
    const errors = bundle.addResource(new FluentResource(readFileSync(join(folder, language, name), "utf8")));
    if (errors.length > 0) throw new AggregateError(errors, `${name} in ${language} cannot be read.`);
  }
  return bundle;
}

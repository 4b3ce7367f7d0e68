import { join } from "node:path";
import { I18n } from "@grammyjs/i18n";

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

/** Loads every text. Called once, in the composition root and in tests. */
export function loadWords(folder: string = join(import.meta.dirname, "..", "locales")): (language: Language) => Say {
  const i18n = new I18n({
    defaultLocale: "en",
    directory: folder,
    fluentBundleOptions: { useIsolating: false },
  });
  const translate = (language: Language, key: string, args: Record<string, string | number>): string => {
    const text = i18n.translate(language, key, args);
    if (text === `{${key}}`) throw new Error(`There is no text "${key}" in ${language}.`);
    return text;
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

import type { ChannelSettings } from "../../post/settings.ts";
import { FOOTER_LENGTH } from "../../post/settings.ts";

/** What is asked for by a message, and again where the answer was none. Their texts are how an answer is known. */
export const QUESTIONS = {
  "settings-ask-label": { again: "settings-label-bad", placeholder: "settings-label-placeholder", take: label },
  "settings-label-bad": { again: "settings-label-bad", placeholder: "settings-label-placeholder", take: label },
  "settings-ask-footer": { again: "settings-footer-bad", placeholder: "settings-footer-placeholder", take: footer },
  "settings-footer-bad": { again: "settings-footer-bad", placeholder: "settings-footer-placeholder", take: footer },
} as const satisfies Record<string, Question>;
export type QuestionKey = keyof typeof QUESTIONS;

interface Question {
  /** The question to ask next where this answer will not do. */
  readonly again: string;
  readonly placeholder: string;
  /** What the answer sets; null if it will not do. */
  readonly take: (text: string) => Partial<ChannelSettings> | null;
}

/** The setting's own bound. */
const LABEL_LENGTH = 64;

/** One line, composed, without what cannot be seen. Null if nothing or too much is left. */
function label(text: string): Partial<ChannelSettings> | null {
  const word = text.normalize("NFC").trim();
  if (word.length === 0 || word.length > LABEL_LENGTH || /[\p{Cc}\u2028\u2029]/u.test(word)) return null;
  return isSeen(word) ? { linkLabel: word } : null;
}

/** A few lines. */
function footer(text: string): Partial<ChannelSettings> | null {
  const words = text.normalize("NFC").trim();
  if (words.length === 0 || words.length > FOOTER_LENGTH || /[^\P{Cc}\n]/u.test(words)) return null;
  return isSeen(words) ? { footer: words } : null;
}

function isSeen(text: string): boolean {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text);
}

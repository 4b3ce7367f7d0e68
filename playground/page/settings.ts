/// <reference lib="dom" />
import type { Language } from "./texts.ts";

export type Theme = "dark" | "light";

/** What the browser remembers of the person at the page; null where they chose nothing yet. */
export const settings = {
  language: (): Language => {
    const chosen = read("language");
    if (chosen === "ru" || chosen === "en") return chosen;
    return navigator.languages.some((each) => each.toLowerCase().startsWith("ru")) ? "ru" : "en";
  },
  setLanguage: (language: Language) => write("language", language),
  theme: (): Theme => {
    const chosen = read("theme");
    if (chosen === "dark" || chosen === "light") return chosen;
    return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  },
  setTheme: (theme: Theme) => write("theme", theme),
  hintSeen: () => read("hint") === "seen",
  setHintSeen: () => write("hint", "seen"),
};

function read(name: string): string | null {
  try {
    return localStorage.getItem(`paperboy.${name}`);
  } catch {
    return null; // Storage is off in this browser: every visit is the first.
  }
}

function write(name: string, value: string): void {
  try {
    localStorage.setItem(`paperboy.${name}`, value);
  } catch {
    return; // Storage is off in this browser: the choice holds until the page is closed.
  }
}

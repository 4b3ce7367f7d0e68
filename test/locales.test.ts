import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { LANGUAGES, type Language, loadWords } from "../src/bot/words.ts";

const ROOT = join(import.meta.dirname, "..");
const LOCALES = join(ROOT, "src", "locales");

interface Text {
  readonly key: string;
  readonly file: string;
  readonly source: string;
  readonly variables: readonly string[];
}

const texts = { ru: read("ru"), en: read("en") } as const;

test("every text is there in both languages, in the file of the same name, once", () => {
  const places = (language: Language) => texts[language].map(({ key, file }) => `${file}: ${key}`).sort();
  assert.deepEqual(places("ru"), places("en"));
  const keys = texts.ru.map(({ key }) => key);
  assert.deepEqual(
    keys.filter((key, i) => keys.indexOf(key) !== i),
    [],
  );
});

test("a text has the same variables in both languages", () => {
  for (const { key, variables } of texts.ru) {
    const english = texts.en.find((text) => text.key === key);
    assert.deepEqual(variables, english?.variables, key);
  }
});

test("every text can be said, whole, with its variables", () => {
  const words = loadWords();
  for (const language of LANGUAGES) {
    for (const { key, source, variables } of texts[language]) {
      for (const value of [0, 1, 2, 5, "x"]) {
        const args = variables.map((name) => [name, source.includes(`NUMBER($${name}`) ? 7 : value]);
        const said = words(language).html(key, Object.fromEntries(args));
        assert.ok(said.trim() !== "", `${language} ${key}`);
        assert.ok(!said.includes("{"), `${language} ${key}: ${said}`);
      }
    }
  }
});

test("nobody is shouted at, and quotation marks are those of the language", () => {
  for (const language of LANGUAGES) {
    for (const { key, source } of texts[language]) {
      const said = source
        .replaceAll(/<[^>]*>/g, "")
        .replaceAll(/\{\s*"[^"]*"\s*\}/g, "")
        .replaceAll(/(?<=\w)'(?=\w|\s)/g, "’");
      assert.ok(!said.includes("!"), `${language} ${key} has an exclamation mark`);
      const straight = language === "ru" ? /["'“”]/ : /["'«»]/;
      assert.ok(!straight.test(said), `${language} ${key} has quotation marks of another kind: ${said}`);
      assert.ok(!said.includes("..."), `${language} ${key} has three dots in place of …`);
    }
  }
});

test("no machine's words are said to people", () => {
  const jargon = /\b(callback|null|undefined|invalid|exception|payload|невалидн|некорректн|эксепшн|коллбэк)/i;
  for (const language of LANGUAGES) {
    for (const { key, source } of texts[language]) assert.ok(!jargon.test(source), `${language} ${key}`);
  }
});

test("markup in texts is what Telegram's HTML has, and closed", () => {
  for (const language of LANGUAGES) {
    for (const { key, source } of texts[language]) {
      const tags = [...source.matchAll(/<(\/?)([a-z-]+)[^>]*>/g)];
      for (const [, , name] of tags) {
        assert.match(name ?? "", /^(b|i|u|s|code|pre|a|blockquote|tg-spoiler)$/, `${language} ${key}`);
      }
      assert.equal(tags.filter(([, slash]) => slash === "/").length * 2, tags.length, `${language} ${key}`);
    }
  }
});

test("the program says nothing that is not in the texts, and the texts have nothing that is never said", () => {
  const keys = new Set(texts.ru.map(({ key }) => key));
  const sources = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => ({ name, source: readFileSync(join(ROOT, "src", name), "utf8") }));
  const said = new Set<string>();
  const patterns: RegExp[] = [];
  for (const { name, source } of sources) {
    for (const [, key] of source.matchAll(/\b(?:plain|html)\(\s*"([^"]+)"/g)) {
      assert.ok(keys.has(key ?? ""), `${name} says "${key}", which is in no text`);
    }
    for (const [, literal] of source.matchAll(/["`]([a-z0-9]+(?:-[a-z0-9]+)*)["`]/g)) said.add(literal ?? "");
    for (const [, template] of source.matchAll(/`([a-z][a-z0-9-]*\$\{[^`]*|\$\{[^`]*-[a-z-]+)`/g)) {
      const pattern = (template ?? "").replaceAll(/\$\{[^}]*\}/g, "[a-z0-9-]+");
      if (/^[a-z0-9[\]+-]+$/.test(pattern) && pattern !== "[a-z0-9-]+") patterns.push(new RegExp(`^${pattern}$`));
    }
  }
  const unsaid = [...keys].filter((key) => !said.has(key) && !patterns.some((pattern) => pattern.test(key)));
  assert.deepEqual(unsaid, []);
});

function read(language: Language): readonly Text[] {
  const folder = join(LOCALES, language);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".ftl"))
    .sort()
    .flatMap((file) => {
      const lines = readFileSync(join(folder, file), "utf8").split("\n");
      const parts = lines
        .filter((line) => !line.startsWith("#"))
        .join("\n")
        .split(/^(?=[a-zA-Z][\w-]* =)/m);
      return parts
        .filter((part) => part.trim() !== "")
        .map((part) => {
          const [, key = "", source = ""] = /^([\w-]+) =(.*)$/s.exec(part) ?? [];
          const variables = [...new Set([...source.matchAll(/\$(\w+)/g)].map(([, name]) => name ?? ""))].sort();
          return { key, file, source, variables };
        });
    });
}

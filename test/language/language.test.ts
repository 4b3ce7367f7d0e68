import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { otherLayout } from "../../src/language/layouts.ts";
import { fold } from "../../src/language/normal.ts";
import { sound } from "../../src/language/sounds.ts";
import { shareStem, stems } from "../../src/language/stems.ts";
import { searchTerms, soundsOf } from "../../src/language/terms.ts";
import { tokens } from "../../src/language/tokens.ts";

describe("words", () => {
  it("are compared without case, ё, accents, ligatures and invisible signs, and й stays й", () => {
    for (const [text, folded] of [
      ["Ёлка", "елка"],
      ["Е\u0308лка", "елка"],
      ["ЙОД", "йод"],
      ["и\u0306од", "йод"],
      ["Schrödinger", "schrodinger"],
      ["Poincare\u0301", "poincare"],
      ["ﬁne", "fine"],
      ["𝐀𝐈", "ai"],
      ["обу\u00adчение", "обучение"],
      ["z̸̢̛a", "za"],
      ["हिन्दी", "हिन्दी"],
    ] as const) {
      assert.equal(fold(text), folded, text);
    }
  });

  it("are found with their places in the text as it was given", () => {
    const text = "🤖 GPT-4: «Ин-контекст» и\u0306од";
    assert.deepEqual(
      tokens(text).map(({ word, offset, length }) => [word, text.slice(offset, offset + length)]),
      [
        ["gpt", "GPT"],
        ["4", "4"],
        ["ин", "Ин"],
        ["контекст", "контекст"],
        ["йод", "и\u0306од"],
      ],
    );
  });

  it("have places inside any text, apart and in order", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        let end = 0;
        for (const { word, offset, length } of tokens(text)) {
          assert.ok(word.length > 0 && offset >= end && offset + length <= text.length);
          end = offset + length;
        }
        assert.ok(searchTerms(text).every((term) => term.isWellFormed()));
      }),
    );
  });

  it("share a stem in all their inflections, and words made from them do not", () => {
    for (const forms of [
      "диффузия диффузией диффузии диффузию",
      "модель модели моделью моделей моделями моделях",
      "обучение обучения обучением",
      "награда наград наградами",
      "токен токена токены токенов токенами",
      "режим режима режимы режимов",
      "сеть сети сетью сетей сетями",
      "статья статьи статей статью",
      "слой слои слоев слоями",
      "данные данных данными",
      "learning learned learns",
      "policy policies",
      "network networks",
    ]) {
      const words = forms.split(" ");
      for (const word of words)
        assert.ok(
          words.every((other) => shareStem(word, other)),
          `${word}: ${forms}`,
        );
    }
    assert.equal(shareStem("диффузионный", "диффузия"), false);
    assert.deepEqual(stems("gpt4"), ["gpt4"]);
    for (const word of ["", "ъ", "constructor", "__proto__", "и"]) assert.ok(stems(word).length > 0);
  });

  it("are read as if the keyboard had been in the other layout", () => {
    assert.equal(otherLayout("ghbdtn"), "привет");
    assert.equal(otherLayout("k.,jdm"), "любовь");
    assert.equal(otherLayout("вшаагышщт"), "diffusion");
    for (const text of ["2024", "рл rl", "", "😀"]) assert.equal(otherLayout(text), null);
  });

  it("sound alike in both alphabets where they are one borrowed word", () => {
    for (const [russian, english] of [
      ["рефьюзал", "refusal"],
      ["вектор", "vector"],
      ["трансформеры", "transformers"],
      ["ревард", "reward"],
      ["гайденс", "guidance"],
      ["джейлбрейк", "jailbreak"],
      ["диффузией", "diffusion"],
      ["квантизация", "quantization"],
      ["бенчмарка", "benchmark"],
      ["аттеншн", "attention"],
      ["рл", "rl"],
      ["ллм", "llm"],
    ] as const) {
      assert.ok(
        soundsOf(russian).some((key) => soundsOf(english).includes(key)),
        `${russian} ${soundsOf(russian)}, ${english} ${soundsOf(english)}`,
      );
    }
    for (const word of ["это", "gpt4", "a", "да", "日本"]) assert.equal(sound(word), null, word);
  });
});

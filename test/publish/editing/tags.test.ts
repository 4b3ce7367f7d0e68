import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { hasTagsLine, withTags } from "../../../src/publish/editing/tags.ts";
import { figure, text, textsOf } from "./parts.ts";

const POST = "Baba Is AI\n\nпро #игры в тексте\n\n#рл #игры\n\n👀LINK";

test("a line of hashtags alone shows the post's tags; words among them make it a text", () => {
  assert.ok(hasTagsLine([text(1, POST)]));
  assert.ok(hasTagsLine([figure(1, "подпись\n#рл · #агенты")]));
  assert.ok(!hasTagsLine([text(1, "про #рл в тексте")]));
  assert.ok(!hasTagsLine([text(1, "текст без тегов")]));
});

test("the line loses what went and gets what came, and nothing else of the text changes", () => {
  const dropped = withTags([text(1, POST)], ["рл", "игры"], ["игры"]);
  assert.deepEqual(dropped && textsOf(dropped), [[1, POST.replace("#рл #игры", "#игры")]]);
  const added = withTags([text(1, "a\n\n#рл · #игры")], ["рл", "игры"], ["рл", "игры", "агенты"]);
  assert.deepEqual(added && textsOf(added), [[1, "a\n\n#рл · #игры · #агенты"]]);
});

test("a line that is left with none goes; a tag is known in any case", () => {
  const none = withTags([text(1, "a\n\n#RL\n\nконец")], ["rl"], []);
  assert.deepEqual(none && textsOf(none), [[1, "a\n\nконец"]]);
});

test("where the channel shows no tags, its text is not touched", () => {
  assert.equal(withTags([text(1, "про #рл в тексте")], ["рл"], []), null);
});

test("a forward and a caption that would grow too long are told", () => {
  const forwarded = withTags([text(1, "#рл", { forwarded: true })], ["рл"], ["рл", "б"]);
  assert.deepEqual(forwarded && textsOf(forwarded), { code: "forwarded" });
  const full = withTags([figure(1, `${"а".repeat(1_020)}\n#рл`)], ["рл"], ["рл", "игры"]);
  assert.deepEqual(full && textsOf(full), { code: "text-long", form: "caption", length: 1_030, max: 1_024, over: 6 });
});

test("entities lie within the text afterwards, whatever the tags", () => {
  const tag = fc.stringMatching(/^[a-zа-я]{1,8}$/);
  fc.assert(
    fc.property(fc.uniqueArray(tag), fc.uniqueArray(tag), (before, after) => {
      const shown = `начало\n\n${before.map((each) => `#${each}`).join(" ")}\n\nконец`;
      const planned = withTags([text(1, shown)], before, after);
      if (before.length === 0) return assert.equal(planned, null);
      assert.ok(planned?.ok);
      const [part] = planned.parts;
      assert.ok(part !== undefined && part.form !== "other");
      for (const { offset, length } of part.document.entities) assert.ok(offset + length <= part.document.text.length);
      const middle = after.map((each) => `#${each}`);
      const line = part.document.text.split("\n").find((each) => each.startsWith("#")) ?? "";
      assert.deepEqual(new Set(line.split(" ").filter((each) => each !== "")), new Set(middle));
    }),
  );
});

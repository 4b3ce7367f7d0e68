import assert from "node:assert/strict";
import { test } from "node:test";
import { HttpError } from "grammy";
import { createLog } from "../../src/log.ts";
import { createScrubber } from "../../src/telegram/secrets.ts";

const TOKEN = "123456789:AAH-abc_defGHIjklMNOpqrSTUvwxYZ0123456";

test("a token is hidden wherever it stands, known or not", () => {
  for (const scrub of [createScrubber([TOKEN]), createScrubber([])]) {
    for (const text of [
      TOKEN,
      `request to https://api.telegram.org/bot${TOKEN}/getMe failed, reason: connect ECONNREFUSED`,
      `https://api.telegram.org/file/bot${TOKEN}/photos/file_1.jpg`,
      `http://localhost:8081/bot${encodeURIComponent(TOKEN)}/getMe`,
      JSON.stringify({ err: { stack: `Error: ${TOKEN}\n  at x` } }),
    ]) {
      const scrubbed = scrub(text);
      assert.ok(!scrubbed.includes("AAH-abc"), scrubbed);
      assert.match(scrubbed, /\[hidden\]/);
    }
  }
});

test("a webhook's secret is hidden, also as it stands in JSON or in a URL, and an empty one hides nothing", () => {
  const scrub = createScrubber(['se"cret word', undefined, null, ""]);
  assert.equal(scrub('a se"cret word b'), "a [hidden] b");
  assert.equal(scrub(JSON.stringify({ a: 'se"cret word' })), '{"a":"[hidden]"}');
  assert.equal(scrub("?s=se%22cret%20word"), "?s=[hidden]");
});

test("a proxy's name and password are hidden, its host is not", () => {
  const scrub = createScrubber([]);
  assert.equal(scrub("socks5://ann:pa%40ss@proxy.example:1080 failed"), "socks5://[hidden]@proxy.example:1080 failed");
  assert.equal(scrub("https://t.me/rizzearch/812 @zzmtsvv"), "https://t.me/rizzearch/812 @zzmtsvv");
});

test("no line of the log holds a token, whatever was logged", () => {
  const lines: string[] = [];
  const log = createLog({ level: "trace", scrub: createScrubber([TOKEN]) }, { write: (line) => void lines.push(line) });
  const cause = new Error(`request to https://api.telegram.org/bot${TOKEN}/getMe failed`);
  log.error({ err: new HttpError("Network request failed", cause) }, "x");
  log.info({ config: { token: "short", secret: "s" }, url: `https://x/bot${TOKEN}/y` }, TOKEN);
  assert.equal(lines.length, 2);
  for (const line of lines) {
    assert.ok(!line.includes("AAH-abc"), line);
    assert.doesNotThrow(() => JSON.parse(line));
  }
  assert.ok(!(lines[1] as string).includes("short"));
});

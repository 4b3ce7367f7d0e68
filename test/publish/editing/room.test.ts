import assert from "node:assert/strict";
import { test } from "node:test";
import { plainly } from "../../../src/document/document.ts";
import { withText, withUpdate } from "../../../src/publish/editing/plan.ts";
import { fixed, roomAtEnd, roomOf } from "../../../src/publish/editing/room.ts";
import { figure, rich, text } from "./parts.ts";

const SERIES = [text(1, "раз"), text(2, "два", { continues: "\n\n" })];

test("the room that is named is the room that there is, to the unit", () => {
  for (const parts of [[text(1, "текст")], [figure(1, "подпись")], [figure(1), figure(2)]]) {
    const room = roomOf(parts) ?? 0;
    assert.ok(withText(parts, plainly("а".repeat(room))).ok);
    assert.ok(!withText(parts, plainly("а".repeat(room + 1))).ok);
    const end = (roomAtEnd(parts) ?? 0) - 5;
    assert.ok(withUpdate(parts, "UPD", plainly("а".repeat(end))).ok);
    assert.ok(!withUpdate(parts, "UPD", plainly("а".repeat(end + 1))).ok);
  }
});

test("a series has the room of all its messages, and its end that of the last", () => {
  assert.equal(roomOf(SERIES), 8_192);
  assert.equal(roomAtEnd(SERIES), 4_096 - 5);
  assert.equal(roomOf([rich(1, "текст")]), 32_768);
});

test("a caption that only a Premium person could write leaves no room", () => {
  assert.ok((roomAtEnd([figure(1, "а".repeat(2_000))]) ?? 0) < 1);
});

test("a forward, and a post of which nothing is known, are closed before anybody writes", () => {
  assert.deepEqual(fixed([text(1, "a", { forwarded: true })]), { code: "forwarded" });
  assert.deepEqual(fixed([{ form: "other", messageId: 1 }]), { code: "no-place" });
  assert.equal(fixed(SERIES), null);
  assert.equal(roomOf([{ form: "other", messageId: 1 }]), null);
});

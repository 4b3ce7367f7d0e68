import assert from "node:assert/strict";
import { test } from "node:test";
import { openDatabase } from "../../src/archive/database.ts";
import { createPeople } from "../../src/archive/people.ts";
import { createRoles } from "../../src/archive/roles.ts";
import { createSetupLinks, SETUP_LINK_LIFE } from "../../src/archive/setup-links.ts";

function setUp() {
  let time = 1_000;
  const now = () => time;
  const db = openDatabase(":memory:", { now });
  const people = createPeople(db, now);
  for (const id of [1, 2]) people.meet({ id, first_name: `P${id}` });
  return { db, links: createSetupLinks(db, now), roles: createRoles(db, now), pass: (ms: number) => (time += ms) };
}

test("a link makes the first who opens it the owner, and nobody after", () => {
  const { links, roles } = setUp();
  const token = links.create();
  assert.match(token, /^[\w-]{43}$/);
  assert.equal(roles.owner(), null);
  assert.deepEqual(links.use(token, 1), { status: "owner" });
  assert.deepEqual(links.use(token, 2), { status: "used", by: 1 });
  assert.deepEqual(links.use(token, 1), { status: "used", by: 1 });
  assert.equal(roles.owner(), 1);
});

test("a link is good for a day, to the millisecond", () => {
  const { links, roles, pass } = setUp();
  const late = links.create();
  pass(1);
  const inTime = links.create();
  pass(SETUP_LINK_LIFE - 1);
  assert.deepEqual(links.use(late, 1), { status: "expired" });
  assert.equal(roles.owner(), null);
  assert.deepEqual(links.use(inTime, 1), { status: "owner" });
});

test("a used link voids the others, and a later one hands the bot over", () => {
  const { links, roles } = setUp();
  const [first, second] = [links.create(), links.create()];
  links.use(second, 1);
  assert.deepEqual(links.use(first, 2), { status: "unknown" });
  assert.deepEqual(links.use(links.create(), 2), { status: "owner" });
  assert.equal(roles.owner(), 2);
});

test("what is no link changes nothing", () => {
  const { links, roles } = setUp();
  links.create();
  for (const token of ["", "' OR 1=1 --", "x".repeat(5_000), "\0"]) {
    assert.deepEqual(links.use(token, 1), { status: "unknown" });
  }
  assert.equal(roles.owner(), null);
});

test("the database holds nothing that a link could be made from", () => {
  const { db, links } = setUp();
  const token = links.create();
  const stored = JSON.stringify(db.prepare("SELECT * FROM setup_link").all());
  assert.equal(stored.includes(token), false);
});

test("roles are given and taken per channel", () => {
  const { db, roles } = setUp();
  db.exec("INSERT INTO channel (id, chat_id, title, created_at) VALUES (1, -1001, 'a', 0), (2, -1002, 'b', 0)");
  roles.grant(1, 2, "author");
  roles.grant(1, 2, "author");
  assert.deepEqual(
    [roles.has(1, 2, "author"), roles.has(2, 2, "author"), roles.has(1, 2, "admin")],
    [true, false, false],
  );
  assert.deepEqual(roles.holders(1, "author"), [2]);
  roles.revoke(1, 2, "author");
  assert.deepEqual(roles.holders(1, "author"), []);
});

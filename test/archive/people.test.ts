import assert from "node:assert/strict";
import { test } from "node:test";
import { openDatabase } from "../../src/archive/database.ts";
import { createPeople } from "../../src/archive/people.ts";

const DAY = 86_400_000;

function setUp() {
  let time = 1_000;
  const db = openDatabase(":memory:", { now: () => time });
  const changes = () => (db.prepare("SELECT total_changes() AS n").get() as { n: number }).n;
  return { people: createPeople(db, () => time), changes, pass: (ms: number) => (time += ms) };
}

const user = { id: 7, first_name: "Аня", last_name: "Ли", username: "anya", language_code: "ru" };

test("a person is remembered as Telegram names them", () => {
  const { people } = setUp();
  const person = people.meet(user);
  assert.deepEqual(person, { id: 7, name: "Аня Ли", username: "anya", language: null, telegramLanguage: "ru" });
  assert.deepEqual(people.find(7), person);
  assert.equal(people.find(8), null);
});

test("meeting somebody again writes nothing within a day, and once after it", () => {
  const { people, changes, pass } = setUp();
  people.meet(user);
  const before = changes();
  pass(DAY - 1);
  people.meet(user);
  assert.equal(changes(), before);
  pass(1);
  people.meet(user);
  people.meet(user);
  assert.equal(changes(), before + 1);
});

test("a new name or a dropped username is taken over at once, a language that Telegram leaves out is kept", () => {
  const { people } = setUp();
  people.meet(user);
  const renamed = people.meet({ id: 7, first_name: "Анна" });
  assert.deepEqual(renamed, { id: 7, name: "Анна", username: null, language: null, telegramLanguage: "ru" });
  assert.deepEqual(people.find(7), renamed);
});

test("a chosen language outlives whatever Telegram says", () => {
  const { people } = setUp();
  people.meet(user);
  people.setLanguage(7, "en");
  assert.equal(people.meet({ ...user, first_name: "Анна" }).language, "en");
  people.setLanguage(7, null);
  assert.equal(people.find(7)?.language, null);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { createDrafts } from "../../src/archive/drafts.ts";
import { ANYA, handOf, labelsOf, MAX, startBot, startStandIn } from "./driver.ts";

test("an author of fifty drafts reaches each of them in the list, and nobody else's", async (t) => {
  const telegram = await startStandIn(t);
  const { db } = await startBot(telegram);
  const [anya, max] = [handOf(telegram, ANYA), handOf(telegram, MAX)];
  await anya.say("/start");
  await max.say("/start");
  await max.sees("канала");
  const drafts = createDrafts(db, Date.now);
  for (let number = 1; number <= 50; number += 1) {
    const id = drafts.create({ channelId: 1, personId: ANYA, style: "guided" });
    drafts.setTitle(id, `Разбор ${"очень длинной ".repeat(6)}статьи ${number}`);
  }
  drafts.create({ channelId: 1, personId: MAX, style: "guided" });
  await anya.say("/drafts");
  await anya.sees("У вас 50 черновиков");
  const reached = new Set<string>();
  for (const next of ["2 ▶", "3 ▶", "4 ▶", "5 ▶", null]) {
    const labels = labelsOf(await anya.sees("У вас 50 черновиков"));
    assert.ok(labels.length <= 12);
    for (const label of labels) if (label.startsWith("№")) reached.add(label.split(" ")[0] ?? "");
    if (next === null) break;
    await anya.press("У вас 50 черновиков", next);
    await telegram.until(async () => !labelsOf(await anya.sees("У вас 50 черновиков")).includes(next));
  }
  assert.equal(reached.size, 50);
  await anya.press("У вас 50 черновиков", "№1 ");
  await anya.sees("Черновик №1");
  await max.say("/drafts");
  assert.deepEqual(
    labelsOf(await max.sees("У вас 1 черновик")).map((label) => label.split(" ")[0]),
    ["№51"],
  );
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { createStandIn } from "../playground/server/index.ts";
import { type ProcessOptions, paperboy, type Running } from "./process.ts";

/** The program as a process, in a folder of its own, with the stand-in in place of Telegram. */
export async function setUp(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-"));
  const telegram = await createStandIn({
    now: Date.now,
    people: [{ name: "Ann", username: "ann", role: "subscriber", member: "member" }],
  });
  const started: Running[] = [];
  t.after(async () => {
    for (const { child, ended } of started) {
      child.kill("SIGKILL");
      await ended;
    }
    await telegram.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const env = { BOT_TOKEN: telegram.token, BOT_API_ROOT: telegram.apiRoot, CHANNEL_ID: String(telegram.channelId) };
  const start = (more: Record<string, string> = {}, options: ProcessOptions = {}): Running => {
    const running = paperboy(["start"], { ...env, ...more }, folder, options);
    started.push(running);
    return running;
  };
  const [actor] = (await telegram.people.world()).actors;
  const person = actor?.user.id as number;
  const answers = async () => {
    const { messages } = await telegram.people.look({ person, chat: telegram.botId });
    return messages.filter((message) => !message.mine);
  };
  return { folder, telegram, start, env, person, answers, database: join(folder, "data", "paperboy.db") };
}

/** Resolves when `condition` holds in another process's file; nothing tells of that, so it is looked at again. */
export async function polled(condition: () => boolean): Promise<void> {
  for (let look = 0; look < 1_200; look += 1) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("It did not happen within 30 s.");
}

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Message } from "@grammyjs/types";
import { openCamera } from "./camera.ts";
import { EXAMPLES, type Example, PICTURES } from "./examples.ts";
import { openStage, type Stage, say } from "./stage.ts";

const HELP = `Takes the pictures of docs/formatting.md: every example is sent by an author, published and photographed.

  node playground/pictures/main.ts [name …] [--folder DIR]

name          ${EXAMPLES.map(({ name }) => name).join(", ")};
              all of them by default
--folder DIR  where the pictures go (${PICTURES})
--help        this text
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { folder: { type: "string" }, help: { type: "boolean", short: "h", default: false } },
});
const unknown = positionals.find((name) => !EXAMPLES.some((example) => example.name === name));
if (values.help) process.stdout.write(HELP);
else if (unknown !== undefined) {
  process.stderr.write(`There is no example "${unknown}".\n\n${HELP}`);
  process.exitCode = 1;
} else {
  const folder = values.folder ?? join(import.meta.dirname, "..", "..", PICTURES);
  await takeAll(
    positionals.length === 0 ? EXAMPLES : EXAMPLES.filter(({ name }) => positionals.includes(name)),
    folder,
  );
}

async function takeAll(examples: readonly Example[], folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const stage = await openStage();
  const camera = await openCamera(stage.url);
  try {
    let total = 0;
    for (const example of examples) {
      const take = async (chat: "author" | "channel", messages: readonly number[], part = ""): Promise<void> => {
        const name = `${example.name}${part}.webp`;
        const size = await camera.take(chat, messages, join(folder, name));
        total += size;
        process.stdout.write(`${name} ${Math.ceil(size / 1024)} KB\n`);
      };
      await play(example, stage, take);
    }
    process.stdout.write(`${Math.ceil(total / 1024)} KB in all\n`);
  } finally {
    await camera.close();
    await stage.close();
  }
}

type Take = (chat: "author" | "channel", messages: readonly number[], part?: string) => Promise<void>;

async function play({ sent, layout, also = [], published = true }: Example, stage: Stage, take: Take): Promise<void> {
  const before = await stage.last();
  await stage.send(sent);
  if (also.includes("question")) {
    const question = await stage.under(before, say.plain("reading-yes"));
    await take("author", [question.message_id], "-question");
  }
  if (!published) return;
  await stage.under(before, say.plain("draft-publish"));
  if (layout !== undefined) await choose(stage, before, layout);
  if (also.includes("card")) {
    await take("author", [(await stage.under(before, say.plain("draft-publish"))).message_id], "-card");
  }
  if (also.includes("layouts")) {
    await stage.press(before, "📐");
    const menu = await stage.under(before, say.plain("draft-to-card"));
    await take("author", [menu.message_id], "-layouts");
    await stage.press(before, say.plain("draft-to-card"));
  }
  await take("channel", await publish(stage, before));
  if (!also.includes("twin")) return;
  const again = await stage.last();
  await stage.send(sent);
  await take("channel", await publish(stage, again), "-twin");
}

async function choose(stage: Stage, after: number, layout: string): Promise<void> {
  await stage.press(after, "📐");
  await stage.press(after, say.plain(`layout-name-${layout}`));
  await stage.press(after, say.plain("draft-to-card"));
}

/** Publishes the draft whose card came after a message. Answers the post's messages. */
async function publish(stage: Stage, after: number): Promise<readonly number[]> {
  const post = await stage.lastPost();
  await stage.press(after, say.plain("draft-publish"));
  await stage.saw(after, "Опубликовано");
  const posts = await stage.posts(post);
  // The page shows an album as one message.
  const isShown = ({ media_group_id: group }: Message, at: number): boolean =>
    group === undefined || posts[at - 1]?.media_group_id !== group;
  return posts.filter(isShown).map(({ message_id }) => message_id);
}

import type { SceneOptions } from "../server/first-world.ts";
import { type DemoAuthor, demoAuthors, demoChannel } from "./channel.ts";

const [vera, lev] = demoAuthors as readonly [DemoAuthor, DemoAuthor];

/** The people of the playground: both authors, who have Premium and so longer captions, and a reader. */
export const demoScene: SceneOptions = {
  channel: { id: demoChannel.chatId, title: demoChannel.title, username: demoChannel.username, signatures: true },
  people: [
    { ...personOf(lev), role: "author", member: "administrator" },
    { ...personOf(vera), role: "admin", member: "creator" },
    { id: 700000003, name: "Nora", username: "nora_reads_demo", language: "en", role: "subscriber", member: "member" },
  ],
};

function personOf(author: DemoAuthor) {
  const { id, firstName, lastName, username } = author;
  return { id, name: firstName, lastName, username, language: "ru", premium: true } as const;
}

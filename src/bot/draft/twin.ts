import type { ArchivedPost } from "../../archive/posts.ts";
import { fitting } from "../../publish/layout.ts";
import type { PaperboyContext } from "../context.ts";
import { begin } from "./begin.ts";
import { authorOf } from "./commands.ts";
import { copyPost } from "./follow.ts";
import type { DraftingParts } from "./parts.ts";
import { publishPress } from "./publishing.ts";

/**
 * Publishes a post in its other form, rich or as its classic twin, as a new post: as a draft, which goes out at once and
 * can be taken back as long as every other. `begun` is called with the draft's id in the transaction that makes it.
 */
export async function publishTwin(
  parts: DraftingParts,
  ctx: PaperboyContext,
  post: ArchivedPost,
  form: "classic" | "rich",
  begun: (draftId: number) => void,
): Promise<void> {
  const { drafts, effects } = parts;
  const sender = await authorOf(ctx);
  if (sender === null) return;
  const { channel } = sender;
  const draftId = effects.once(ctx.update.update_id, "draft", (): number => {
    const id = begin(parts, sender, "verbatim");
    copyPost(parts, id, post, { chatId: channel.chatId, messageId: post.messageId, text: true });
    if (post.followsPostId !== null) drafts.setFollows(id, post.followsPostId);
    drafts.setPapers(
      id,
      post.papers.map((paper) => paper.id),
    );
    const content = drafts.load(id)?.content;
    const fit = content === undefined ? [] : fitting(content, { ...channel.settings, layout: "auto" });
    const [first] = fit.filter(({ name }) => (name === "rich") === (form === "rich"));
    if (first !== undefined) drafts.setLayout(id, first.name);
    begun(id);
    return id;
  });
  const version = drafts.load(draftId)?.version ?? 0;
  await publishPress(parts, ctx, { verb: "publish", draftId, version, arg: "" });
}

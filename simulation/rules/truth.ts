import { partsOf } from "../posts.ts";
import type { Wish } from "../wish.ts";
import { copiesOf, isOfPublication, type MakeRule, type OfPublication, wishOfTold } from "./rule.ts";

/** Of so many posts of the channel at most the profile shows the last. */
const SHOWN = 20;

/** What people are told is so: in the channel, and on disk. */
export const truth: MakeRule = (sight, complain) => {
  const { plan, disk, channel, telegram } = sight;
  const isThere = (id: number) => channel.all().some((message) => message.id === id && message.request !== null);
  const isPending = ({ post }: Wish) =>
    telegram
      .requests()
      .filter(({ parts }) => parts.some((part) => Number(part.split(":", 1)[0]) === post.number))
      .some(({ effectAt, made }) => effectAt !== null && made.length === 0);

  const judge = (wish: Wish, { outcome }: OfPublication): void => {
    const { number } = wish.post;
    if (outcome.status === "sent") {
      if (!outcome.messageIds.every(isThere)) complain(`post ${number} was told to be out and is not`);
      const expected = partsOf(wish.post).length;
      if (outcome.messageIds.length < expected && !wish.deleted) complain(`post ${number} was told to be out in part`);
      if (disk.value("SELECT state FROM publication WHERE post_id = ?", outcome.postId) !== "sent")
        complain(`post ${number} was told to be out before it was on disk`);
    }
    // A draft that a restore opened again may be refused while the post of before is in the channel.
    if (outcome.status === "refused" && outcome.partly === undefined && plan.restored === null) {
      if (copiesOf(sight, wish).length > 0)
        complain(`post ${number} was told to be refused (${outcome.refusal.code}) and is there`);
      if (isPending(wish)) complain(`post ${number} was told to be refused and may still appear`);
    }
    if (outcome.status === "refused" && outcome.partly !== undefined && !outcome.partly.messageIds.every(isThere))
      complain(`post ${number} was told to be out in part, with messages that are not its own`);
  };

  return {
    heard: (told) => {
      if (!isOfPublication(told)) return;
      const wish = wishOfTold(sight, told);
      // After a restore, an admin has put its draft away because it is out.
      if (wish !== null && !wish.withdrawn) judge(wish, told);
    },
  };
};

/** Nobody is asked whether a post is out where the bot could have seen it. */
export const questions: MakeRule = (sight, complain) => ({
  heard: (told) => {
    if (told.by !== "event" || told.outcome.status !== "unknown" || told.outcome.lookAt !== null) return;
    const { plan, disk, channel, people } = sight;
    const wish = people.wishOf(told.draftId);
    if (wish === null || wish.withdrawn) return;
    const { profile, lookup, forward } = plan.ways;
    // A newcomer knows no message to count from, and a wrong clock misleads it then.
    const dated = !plan.newcomer || (plan.jumps.length === 0 && plan.restored === null);
    const after = disk.value<number>(
      "SELECT min(coalesce(last_message_id, 0)) FROM attempt WHERE publication_id = ?",
      told.publicationId,
    );
    const reaches = channel.lastId() - (after ?? 0) < SHOWN;
    // What is protected is not forwarded.
    const isOpen = forward && !people.wishes.some(({ post }) => post.protect === true);
    const isReadable = (profile && dated && reaches) || (lookup && isOpen && !plan.newcomer);
    // Without its rights, or under another id, the bot reads nothing by itself.
    const isBarred = plan.banned.length > 0 || plan.migratedAt !== null || plan.looksFail;
    const isTouched =
      people.wishes.some(({ edited }) => edited) || channel.all().some((each) => each.deletedAt !== null);
    // What came while an older database was in use may be the post in other words, unless it is seen as it is.
    const isThere = copiesOf(sight, wish).length === partsOf(wish.post).length && wish.wording === 1;
    const isClear = plan.restored === null || isThere || channel.lastId() === after;
    if (isReadable && isClear && !isBarred && !isTouched)
      complain(`post ${wish.post.number} was flagged although the channel can be read`);
  },
});

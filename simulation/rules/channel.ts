import { partsOf } from "../posts.ts";
import type { Wish } from "../wish.ts";
import { copiesOf, type MakeRule } from "./rule.ts";

/** Each post stands in the channel exactly once, whole and in order, each message in answer to the right one. */
export const wholeness: MakeRule = (sight, complain) => {
  const { plan, people } = sight;

  const whole = (wish: Wish): void => {
    const { number, follows } = wish.post;
    const expected = partsOf(wish.post);
    const there = copiesOf(sight, wish).map(({ part }) => part as string);
    for (const part of new Set(there)) {
      const times = there.filter((other) => other === part).length;
      if (times > 1) complain(`part ${part} of post ${number} is in the channel ${times} times`);
    }
    if (wish.deleted) return;
    const order = expected.filter((part) => there.includes(part));
    if (order.join() !== there.join() && new Set(there).size === there.length) {
      complain(`post ${number} is in the channel out of order: ${there.join(", ")}`);
    }
    const last = there.at(-1);
    if (last !== undefined && there.length < expected.indexOf(last) + 1) {
      complain(`post ${number} has part ${last} in the channel and lacks one before it`);
    }
    const first = people.wishes.find(({ post }) => post.number === follows);
    const before =
      first !== undefined && (first.deleted || copiesOf(sight, first).length === partsOf(first.post).length);
    if (follows !== null && there.length > 0 && !before) complain(`post ${number} is out before post ${follows}`);
  };

  /** A part answers the first message of its post, and the first message of a follow-up that of the post before. */
  const answers = (wish: Wish): void => {
    const { number, follows } = wish.post;
    const there = copiesOf(sight, wish);
    const [first] = there;
    const before = people.wishes.find(({ post }) => post.number === follows);
    if (first === undefined || wish.deleted || before?.deleted === true) return;
    const [followed] = before === undefined ? [] : copiesOf(sight, before);
    // What was known of the post before may be lost with a restore.
    if (plan.restored === null && (first.replyTo ?? null) !== (followed?.id ?? null))
      complain(
        `post ${number} ${followed === undefined ? "answers a message" : "does not answer the post it follows"}`,
      );
    if (there.some(({ request, replyTo }) => request !== first.request && replyTo !== first.id))
      complain(`a part of post ${number} does not answer its first message`);
  };

  return {
    watch: () => people.wishes.forEach(whole),
    atRest: () => {
      for (const wish of people.wishes) {
        answers(wish);
        const there = copiesOf(sight, wish).length;
        if (wish.state === "sent" && !wish.deleted && there !== partsOf(wish.post).length) {
          complain(`post ${wish.post.number} is told to be out, with ${there} of ${partsOf(wish.post).length} parts`);
        }
      }
    },
  };
};

/** Silent, pinned and protected as was chosen. */
export const delivery: MakeRule = (sight, complain) => ({
  atRest: () => {
    const { plan, people } = sight;
    for (const wish of people.wishes) {
      const { number, silent = false, pin = false, protect = false } = wish.post;
      const there = copiesOf(sight, wish);
      // Of a series only the first message makes a sound.
      const quiet = (i: number) => silent || (i > 0 && there[i]?.request !== there[0]?.request);
      if (!wish.deleted && there.some((message, i) => message.silent !== quiet(i)))
        complain(`post ${number} is out with another sound`);
      if (there.some((message) => message.protected !== protect))
        complain(`post ${number} is ${protect ? "not " : ""}protected`);
      if (wish.state !== "sent" || wish.deleted || plan.restored !== null) continue;
      const [first, ...rest] = there;
      if (rest.some((message) => message.pinned))
        complain(`another message of post ${number} is pinned than its first`);
      const pinned = first?.pinned === true;
      if (pinned === pin) continue;
      // What Telegram refused to pin stays as it is.
      if (pinned || plan.banned.length === 0) complain(`post ${number} is ${pin ? "not " : ""}pinned`);
    }
  },
});

import type { Message } from "@grammyjs/types";
import type { StandIn } from "../../playground/server/index.ts";
import type { Chance } from "../chance.ts";

/** How long a press is given before it is made again, ms. */
const PATIENCE = 3_000;
/** How long an answer to the bot's question is given, ms: it refuses one that comes too early. */
const SETTLED = 20_000;

/** What the author's chat and the channel show of one post. */
export interface Sight {
  readonly number: number;
  /** How often it stands in the channel. */
  readonly copies: number;
  /** The text of the lowest message that shows it. */
  readonly shown: string;
}

/** A person who writes posts, and presses and answers whatever the bot asks for, until all of them are out. */
export interface Author {
  /** Writes one post, and waits for its card. */
  write(number: number): Promise<void>;
  /** Presses "publish" under those that are free to go, and answers questions, again and again until `signal` says so. */
  press(isFree: (number: number) => boolean, signal: AbortSignal): Promise<void>;
  look(): Promise<readonly Sight[]>;
  /** Of which posts the bot asked whether they are out. */
  readonly asked: ReadonlySet<number>;
}

export interface AuthorParts {
  readonly telegram: StandIn;
  readonly person: number;
  readonly numbers: readonly number[];
  readonly chance: Chance;
}

export const titleOf = (number: number): string => `Пост ${number} из очереди`;
export const textOf = (message: Message | undefined): string => message?.text ?? message?.caption ?? "";
const labelsOf = (message: Message): string[] =>
  message.reply_markup?.inline_keyboard.flat().map(({ text }) => text) ?? [];
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export function createAuthor({ telegram, person, numbers, chance }: AuthorParts): Author {
  const { people, channelId, botId: chat } = telegram;
  const asked = new Set<number>();
  const lastPress = new Map<number, number>();

  const inChannel = async (): Promise<readonly Message[]> =>
    (await people.look({ person, chat: channelId })).messages.map(({ message }) => message);

  /** What the bot said; a copy that was forwarded for a look and left by a kill says nothing. */
  const said = async (): Promise<readonly Message[]> =>
    (await people.look({ person, chat })).messages
      .filter(({ mine, message }) => !mine && message.forward_origin === undefined)
      .map(({ message }) => message);

  /** Whether the message is about this post; below, it may warn of others. */
  const names = (message: Message, number: number) =>
    /Пост \d+ из очереди/.exec(textOf(message))?.[0] === titleOf(number);
  const cardOf = (messages: readonly Message[], number: number): Message | undefined =>
    messages.findLast((message) => names(message, number) && textOf(message).includes("Черновик"));

  /** A press that nobody answers, or that comes when the card has changed, is made again. */
  const tap = (message: Message, button: string): Promise<unknown> =>
    people.press({ person, chat, message: message.message_id, button, wait: 50 }).catch(() => null);

  /** Says what is so: there is none, or here it is. */
  const answer = async (card: Message, number: number, none: string): Promise<void> => {
    asked.add(number);
    const post = (await inChannel()).find((message) => names(message, number));
    if (post === undefined) return void (await tap(card, none));
    await people.forward({ person, chat, from: channelId, messages: [post.message_id] });
  };

  return {
    asked,
    write: async (number) => {
      await people.paste({ person, chat, text: `${titleOf(number)}\n\nо чём-то важном` });
      await telegram.until(async () => cardOf(await said(), number) !== undefined, 20_000);
    },
    press: async (isFree, signal) => {
      while (!signal.aborted) {
        const messages = await said();
        let left = 3;
        for (const number of numbers) {
          const card = cardOf(messages, number);
          if (card === undefined || left === 0) continue;
          const label = (text: string) => labelsOf(card).find((each) => each.includes(text));
          const since = Date.now() - (lastPress.get(number) ?? 0);
          const [publish, none] = [label("Опубликовать"), label("Поста нет")];
          if (none !== undefined && since > SETTLED) {
            lastPress.set(number, Date.now());
            await answer(card, number, none);
          } else if (publish !== undefined && isFree(number) && since > PATIENCE) {
            lastPress.set(number, Date.now());
            left -= 1;
            await tap(card, publish);
          }
        }
        await pause(chance.between(20, 200));
      }
    },
    look: async () => {
      const [messages, channel] = [await said(), await inChannel()];
      return numbers.map((number) => ({
        number,
        copies: channel.filter((message) => names(message, number)).length,
        shown: textOf(messages.findLast((message) => names(message, number))),
      }));
    },
  };
}

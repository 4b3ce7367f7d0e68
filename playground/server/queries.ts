import type { InlineQueryResult, InlineQueryResultsButton } from "@grammyjs/types";
import { badRequest, QUERY_TOO_OLD } from "./errors.ts";
import type { World } from "./world.ts";

/** What a person sees after pressing a button. */
export interface PressAnswer {
  readonly answered: boolean;
  readonly text: string | null;
  readonly alert: boolean;
  readonly url: string | null;
}

export interface InlineAnswer {
  readonly results: readonly InlineQueryResult[];
  readonly nextOffset: string | null;
  readonly button: InlineQueryResultsButton | null;
}

/** Milliseconds for which a query can be answered. Telegram tells no number; people observe from 15 s to minutes. */
const LIFETIME = 60_000;

const UNANSWERED: PressAnswer = { answered: false, text: null, alert: false, url: null };

interface Asked<T> {
  readonly at: number;
  readonly answer: (value: T) => void;
}

/** The questions of people that wait for the bot: pressed buttons and inline queries. */
export interface QueryDesk {
  /** A new callback query; `answer` resolves with the bot's answer, or unanswered after `wait` ms. */
  press(wait: number): { readonly id: string; readonly answer: Promise<PressAnswer> };
  inline(wait: number): { readonly id: string; readonly answer: Promise<InlineAnswer | null> };
  answerPress(id: string, answer: Omit<PressAnswer, "answered">): void;
  answerInline(id: string, answer: InlineAnswer): void;
}

export function createQueryDesk(world: World): QueryDesk {
  const presses = new Map<string, Asked<PressAnswer>>();
  const inlines = new Map<string, Asked<InlineAnswer>>();

  function ask<T>(asked: Map<string, Asked<T>>, wait: number, silence: T): { id: string; answer: Promise<T> } {
    for (const [id, { at }] of asked) if (world.now() - at > LIFETIME) asked.delete(id);
    const id = String(420_000_000_000_000_000n + BigInt(world.state.nextQueryNumber++));
    const answer = new Promise<T>((resolve) => {
      const timer = setTimeout(() => resolve(silence), wait);
      asked.set(id, {
        at: world.now(),
        answer(value) {
          clearTimeout(timer);
          resolve(value);
        },
      });
    });
    return { id, answer };
  }

  function give<T>(asked: Map<string, Asked<T>>, id: string, value: T): void {
    const question = asked.get(id);
    asked.delete(id);
    if (question === undefined || world.now() - question.at > LIFETIME) throw badRequest(QUERY_TOO_OLD);
    question.answer(value);
  }

  return {
    press: (wait) => ask(presses, wait, UNANSWERED),
    inline: (wait) => ask<InlineAnswer | null>(inlines as Map<string, Asked<InlineAnswer | null>>, wait, null),
    answerPress: (id, answer) => give(presses, id, { answered: true, ...answer }),
    answerInline: (id, answer) => give(inlines, id, answer),
  };
}

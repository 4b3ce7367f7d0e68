import type { Update } from "@grammyjs/types";
import { TelegramError } from "./errors.ts";
import type { UpdateKind } from "./state.ts";
import type { World } from "./world.ts";

const DAY = 86_400;

/** Kinds that a bot gets only when it asks for them by name. Source: getUpdates in the Bot API. */
const ASKED_FOR: readonly UpdateKind[] = ["chat_member", "message_reaction", "message_reaction_count"];

interface Waiter {
  readonly limit: number;
  answer(updates: readonly Update[]): void;
  fail(error: TelegramError): void;
}

export interface UpdateQueue {
  /** Adds an update unless the bot has not asked for its kind, or it is about something older than a day. */
  add(kind: UpdateKind, content: NonNullable<Update[UpdateKind]>, aboutDate?: number): void;
  /** Remembers what the bot wants; an empty list is the default, nothing leaves it as it is. */
  allow(kinds: readonly UpdateKind[] | undefined): void;
  isAllowed(kind: UpdateKind): boolean;
  /** getUpdates. `gone` resolves when the one who asked has hung up. */
  poll(
    request: { readonly offset: number; readonly limit: number; readonly timeout: number },
    gone: AbortSignal,
  ): Promise<readonly Update[]>;
  /** Ends a waiting getUpdates with a conflict. */
  interrupt(by: "getUpdates" | "setWebhook"): void;
  /** Updates that wait, oldest first; those older than a day are dropped. */
  waiting(): readonly Update[];
  confirm(updateId: number): void;
  drop(): void;
  /** Called whenever an update has been added. */
  onAdded(listener: () => void): void;
  close(): void;
}

export function createUpdateQueue(world: World): UpdateQueue {
  const { state } = world;
  const listeners: (() => void)[] = [];
  let waiter: Waiter | null = null;

  const isAllowed = (kind: UpdateKind): boolean =>
    state.allowedUpdates === null ? !ASKED_FOR.includes(kind) : state.allowedUpdates.includes(kind);

  function waiting(): readonly Update[] {
    const oldest = world.date() - DAY;
    if (state.updates.some((one) => one.date <= oldest)) {
      state.updates = state.updates.filter((one) => one.date > oldest);
    }
    return state.updates.map((one) => one.update);
  }

  function interrupt(by: "getUpdates" | "setWebhook"): void {
    const words =
      by === "setWebhook"
        ? "Conflict: terminated by setWebhook request"
        : "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
    waiter?.fail(new TelegramError(409, words));
    waiter = null;
  }

  return {
    isAllowed,
    waiting,
    interrupt,
    add(kind, content, aboutDate = world.date()) {
      if (!isAllowed(kind) || aboutDate <= world.date() - DAY) return;
      const update = { update_id: state.nextUpdateId++, [kind]: structuredClone(content) } as unknown as Update;
      state.updates.push({ update, date: world.date() });
      for (const listener of listeners) listener();
      waiter?.answer(waiting().slice(0, waiter.limit));
    },
    allow(kinds) {
      if (kinds === undefined) return;
      state.allowedUpdates = kinds.length === 0 ? null : [...kinds];
      world.tell({ type: "other" });
    },
    poll({ offset, limit, timeout }, gone) {
      interrupt("getUpdates");
      if (offset < 0) state.updates = state.updates.slice(offset);
      else state.updates = state.updates.filter((one) => one.update.update_id >= offset);
      world.tell({ type: "other" });
      const ready = waiting();
      if (ready.length > 0 || timeout === 0 || gone.aborted) return Promise.resolve(ready.slice(0, limit));
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => mine.answer([]), timeout * 1000);
        const leave = (): void => {
          clearTimeout(timer);
          gone.removeEventListener("abort", hangUp);
          if (waiter === mine) waiter = null;
        };
        const hangUp = (): void => mine.answer([]);
        const mine: Waiter = {
          limit,
          answer(updates) {
            leave();
            resolve(updates);
          },
          fail(error) {
            leave();
            reject(error);
          },
        };
        gone.addEventListener("abort", hangUp);
        waiter = mine;
      });
    },
    confirm(updateId) {
      state.updates = state.updates.filter((one) => one.update.update_id !== updateId);
      world.tell({ type: "other" });
    },
    drop() {
      state.updates = [];
      world.tell({ type: "other" });
    },
    onAdded(listener) {
      listeners.push(listener);
    },
    close() {
      waiter?.answer([]);
    },
  };
}

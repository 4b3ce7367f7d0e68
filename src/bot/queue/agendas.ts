import { createHash } from "node:crypto";
import type { OpenAgenda } from "../../archive/schedule-messages.ts";
import { refused, type Screen } from "../draft/screen.ts";
import { isOutOfReach } from "../publication/receipts.ts";
import type { Say } from "../words.ts";
import { agenda } from "./agenda.ts";
import type { AgendaScreen, Agendas } from "./agenda-view.ts";
import { type QueueParts, readerOf } from "./parts.ts";

/**
 * How long after its person last touched it an agenda is kept up to date, ms: a day later it is far up in the chat, and
 * `/queue` sends another one.
 */
const WATCHED = 86_400_000;

export function createAgendas(
  parts: Pick<
    QueueParts,
    "api" | "schedule" | "slots" | "drafts" | "messages" | "held" | "channels" | "desk" | "now" | "log"
  > & {
    readonly sayTo: (personId: number) => Say;
  },
): Agendas {
  const { api, messages, channels, desk, now, log } = parts;
  const pressing = new Set<number>();
  const editing = new Map<number, Promise<void>>();
  const again = new Set<number>();
  let stopped = false;

  const keep = async (personId: number): Promise<void> => {
    const open = messages.agenda(personId);
    const channel = channels.served();
    if (open === null || open.page === null || channel === null) return;
    const { page, picked } = open;
    const screenFor = (publisher: boolean): AgendaScreen =>
      agenda(parts, channel, readerOf(parts, personId, parts.sayTo(personId), channel), {
        publisher,
        ...(picked === null ? { page } : { picked }),
      });
    // Telegram is not asked who they are while there is nothing to show.
    if ([true, false].some((publisher) => digestOf(screenFor(publisher)) === open.shown)) return;
    const { author, publisher } = await desk.standing(personId);
    const stillOpen = (): boolean => messages.agenda(personId)?.messageId === open.messageId;
    if (!author || stopped || pressing.has(personId) || !stillOpen()) return;
    const screen = screenFor(publisher);
    const there = await edited(personId, open, screen);
    // They may have opened another one meanwhile.
    if (!stillOpen()) return;
    if (there) messages.setAgenda(personId, { ...open, ...stateOf(screen) });
    else messages.dropAgenda(personId);
  };

  const edited = async (personId: number, { messageId }: OpenAgenda, { html, keyboard }: Screen): Promise<boolean> => {
    try {
      await api.editMessageText(personId, messageId, html, {
        parse_mode: "HTML",
        link_preview_options: { is_disabled: true },
        reply_markup: keyboard,
      });
      return true;
    } catch (error) {
      if (refused(error, /message is not modified/i)) return true;
      if (refused(error, /message to edit not found|message can't be edited|MESSAGE_ID_INVALID/i)) return false;
      if (isOutOfReach(error)) return false;
      throw error;
    }
  };

  const work = async (personId: number): Promise<void> => {
    // What changes in this same turn is shown as it is at its end.
    await Promise.resolve();
    do {
      again.delete(personId);
      try {
        await keep(personId);
      } catch (error) {
        log.warn({ err: error, personId }, "an open agenda was not brought up to date; the next change tries again");
      }
    } while (again.has(personId) && !stopped && !pressing.has(personId));
    editing.delete(personId);
  };

  const refresh = (): void => {
    if (stopped) return;
    for (const personId of messages.watching(now() - WATCHED)) {
      if (pressing.has(personId)) continue;
      again.add(personId);
      if (!editing.has(personId)) editing.set(personId, work(personId));
    }
  };

  const idle = async (): Promise<void> => {
    await Promise.all(editing.values());
  };

  return {
    opened: (personId, messageId, screen) => {
      messages.setAgenda(personId, { messageId, ...stateOf(screen), seenAt: now() });
    },
    during: async (personId, answer) => {
      pressing.add(personId);
      try {
        await editing.get(personId);
        await answer();
      } finally {
        pressing.delete(personId);
        refresh();
      }
    },
    refresh,
    idle,
    stop: async () => {
      stopped = true;
      await idle();
    },
  };
}

function stateOf(screen: Screen | AgendaScreen): Pick<OpenAgenda, "page" | "picked" | "shown"> {
  const view = "view" in screen ? screen.view : null;
  return { page: view?.page ?? null, picked: view?.picked ?? null, shown: digestOf(screen) };
}

function digestOf({ html, keyboard }: Screen): string {
  return createHash("sha256")
    .update(JSON.stringify([html, keyboard.inline_keyboard]))
    .digest("base64url");
}

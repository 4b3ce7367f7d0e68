import type { ApiError, Message } from "@grammyjs/types";
import { Api, HttpError } from "grammy";
import { type BotCall, itemsOf, partOf, type TrueChannel } from "./channel.ts";
import type { Clock } from "./clock.ts";
import { type Fate, TIMEOUT } from "./faults.ts";
import type { Life } from "./life.ts";

/** A request to put something into the channel. */
export interface Request {
  readonly number: number;
  readonly life: number;
  readonly at: number;
  /** What the bot's clock showed. */
  readonly wall: number;
  readonly call: BotCall;
  /** The parts of posts that it asks for. */
  readonly parts: readonly string[];
  /** When Telegram will have acted on it; null where it never will. */
  readonly effectAt: number | null;
  /** The ids that it made, once Telegram acted. */
  made: readonly number[];
}

export interface TelegramOptions {
  readonly clock: Clock;
  readonly channel: TrueChannel;
  readonly wall: () => number;
  /** What becomes of this call; asked once for each. */
  readonly fate: (call: BotCall) => Fate;
  /** Whether calls that only look may fail as well. */
  readonly lookFails: () => boolean;
  /** Whether a person shows the channel in their profile. */
  readonly inProfile: () => boolean;
  /** Whether the bot's rights are withdrawn now. */
  readonly banned: () => boolean;
  readonly note: (line: string) => void;
}

/** Telegram as the simulation has it: one channel, and an `Api` for each process. */
export interface SimulatedTelegram {
  /** The Bot API for one process: a real `Api` of grammY's whose calls end here. */
  api(life: Life): Api;
  requests(): readonly Request[];
  /** Until when Telegram told the bot to wait, ms; requests before are refused again. */
  floodUntil(): number;
  /** Requests that came although Telegram had told a process to wait. */
  impatient(): readonly Request[];
}

export const SERVICE_CHAT = 777;
export const BOT = 99;

export function createTelegram({
  clock,
  channel,
  wall,
  fate,
  lookFails,
  inProfile,
  banned,
  note,
}: TelegramOptions): SimulatedTelegram {
  const requests: Request[] = [];
  const impatient: Request[] = [];
  let floodUntil = 0;
  /** As far as a process was told, and the one that was. */
  let [heardUntil, heardBy] = [0, 0];
  /** As far as a process was told that lived on to write it down: then the next one knows as well. */
  let knownUntil = 0;
  const copies = new Map<number, number>();

  /** What Telegram answers to a call that changes nothing in the channel. */
  const look = ({ method, payload }: BotCall): object | true | [number, string] => {
    const ofChannel = channel.isCalled(payload.chat_id) || channel.isCalled(payload.from_chat_id);
    if (ofChannel && banned()) return [403, "Forbidden: bot is not a member of the channel chat"];
    if (ofChannel && (payload.from_chat_id ?? payload.chat_id) !== channel.chatId()) return [400, MOVED];
    switch (method) {
      case "getUserPersonalChatMessages": {
        if (!inProfile()) return [];
        const there = channel.all().filter(({ deletedAt }) => deletedAt === null);
        return there.slice(-Number(payload.limit)).map(channel.shown).reverse();
      }
      case "getGameHighScores":
        return channel.at(Number(payload.message_id)) === null
          ? [400, "Bad Request: message to get game high scores not found"]
          : [400, "Bad Request: message is not a game"];
      case "forwardMessage": {
        const message = channel.at(Number(payload.message_id));
        if (message === null) return [400, "Bad Request: message to forward not found"];
        const copy = 5_000 + copies.size;
        copies.set(copy, message.id);
        const { message_id, sender_chat, chat, ...rest } = channel.shown(message) as Message & Record<string, unknown>;
        const origin = { type: "channel", chat, message_id, date: rest.date };
        return { ...rest, message_id: copy, chat: { id: payload.chat_id, type: "private" }, forward_origin: origin };
      }
      case "pinChatMessage":
        channel.pin(Number(payload.message_id));
        return true;
      case "deleteMessage":
        copies.delete(Number(payload.message_id));
        return true;
      case "getChat":
        return channel.isCalled(payload.chat_id)
          ? { id: channel.chatId(), type: "channel", title: "Simulated" }
          : { id: payload.chat_id, type: "private", ...(inProfile() && { personal_chat: { id: channel.chatId() } }) };
      default:
        throw new Error(`The simulation knows no ${method}.`);
    }
  };

  /** What a call meets whatever its fate were. */
  const barred = ({ payload }: BotCall): Fate | null => {
    if (banned()) return refusal(403, "Forbidden: bot is not a member of the channel chat");
    const to = channel.chatId();
    return payload.chat_id === to ? null : refusal(400, MOVED, { migrate_to_chat_id: to });
  };

  const send = (life: Life, call: BotCall): Promise<object> => {
    const flooded = clock.now() < floodUntil;
    const drawn = flooded ? floodFate(floodUntil - clock.now()) : (barred(call) ?? fate(call));
    const effectAfter = drawn.kind === "not-reached" ? null : drawn.effectAfter;
    const request: Request = {
      number: requests.length + 1,
      life: life.number,
      at: clock.now(),
      wall: wall(),
      call,
      parts: itemsOf(call.method, call.payload).map(({ text, figure }) => partOf(text, figure) ?? "?"),
      effectAt: effectAfter === null ? null : clock.now() + effectAfter,
      made: [],
    };
    requests.push(request);
    if (clock.now() < (life.number === heardBy ? heardUntil : knownUntil)) impatient.push(request);
    note(
      `request ${request.number} of process ${life.number}: ${call.method} ${request.parts.join(" ")} → ${words(drawn)}`,
    );
    if (effectAfter !== null) {
      clock.after(effectAfter, () => {
        request.made = channel.take(request.number, call).map(({ id }) => id);
        note(`request ${request.number} took effect: messages ${request.made.join(", ")}`);
      });
    }
    if (drawn.kind === "error" && drawn.code === 429) {
      floodUntil = Math.max(floodUntil, clock.now() + drawn.answerAfter + (drawn.parameters?.retry_after ?? 0) * 1000);
    }
    return answered(life, call.method, drawn, () => {
      const made = request.made.map((id) => channel.shown(channel.all().find((each) => each.id === id) as never));
      return (call.method === "sendMediaGroup" ? made : made[0]) as object;
    });
  };

  /** Lets the answer reach the process, if it is there to hear it. */
  const answered = (life: Life, method: string, drawn: Fate, result: () => object | true): Promise<object> =>
    new Promise((resolve, reject) => {
      // grammY gives up by itself.
      const after = Math.min(drawn.answerAfter, TIMEOUT);
      clock.after(after, () =>
        life.enter(() => {
          if (drawn.kind === "taken") resolve({ ok: true, result: result() });
          else if (drawn.kind === "error") {
            const { code, description, parameters } = drawn;
            if (code === 429) {
              [heardUntil, heardBy] = [floodUntil, life.number];
              clock.after(1, () => {
                if (life.isAlive()) knownUntil = floodUntil;
              });
            }
            const error: ApiError = { ok: false, error_code: code, description, ...(parameters && { parameters }) };
            resolve(error);
          } else {
            if (!method.startsWith("send")) note(`process ${life.number} looks: ${method} → ${words(drawn)}`);
            reject(networkError(method, drawn));
          }
        }),
      );
    });

  return {
    api: (life) => {
      const api = new Api("1:simulated");
      api.config.use(async (_call, method, payload) => {
        life.step(`before ${method}`);
        const call: BotCall = { method, payload: payload as never };
        const sends = method.startsWith("send") && "chat_id" in payload && channel.isCalled(payload.chat_id);
        const answer = sends
          ? send(life, call)
          : answered(
              life,
              method,
              sends
                ? fate(call)
                : lookFails()
                  ? lookFate(fate(call))
                  : { kind: "taken", effectAfter: 0, answerAfter: 120 },
              () => true,
            ).then((heard) => {
              if (!("ok" in heard) || heard.ok !== true) {
                note(`process ${life.number} looks: ${method} → ${JSON.stringify(heard)}`);
                return heard;
              }
              const found = look(call);
              note(
                `process ${life.number} looks: ${method} ${String((payload as { message_id?: number }).message_id ?? "")} → ${lookedAt(found)}`,
              );
              const refused = Array.isArray(found) && typeof found[0] === "number";
              if (!refused) return { ok: true, result: found };
              const [error_code, description] = found;
              const moved = description === MOVED && { parameters: { migrate_to_chat_id: channel.chatId() } };
              return { ok: false, error_code, description, ...moved };
            });
        life.step(`after ${method} had left`);
        const heard = await answer;
        life.step(`after the answer to ${method}`);
        return heard as never;
      });
      return api;
    },
    requests: () => requests,
    floodUntil: () => floodUntil,
    impatient: () => impatient,
  };
}

function lookedAt(found: object | true): string {
  if (!Array.isArray(found)) return "there";
  const ids = found.map((each: unknown) => (each as { message_id?: number }).message_id ?? each);
  return ids.join(" ");
}

/** A call that only looks is taken or fails; no refusal of a post concerns it. */
function lookFate(fate: Fate): Fate {
  if (fate.kind === "error" && fate.code < 500)
    return { kind: "taken", effectAfter: 10, answerAfter: fate.answerAfter };
  return fate;
}

const MOVED = "Bad Request: group chat was upgraded to a supergroup chat";

function refusal(
  code: number,
  description: string,
  parameters?: { readonly migrate_to_chat_id: number },
): Extract<Fate, { kind: "error" }> {
  const what = parameters === undefined ? { code, description } : { code, description, parameters };
  return { kind: "error", ...what, effectAfter: null, answerAfter: 80 };
}

function floodFate(left: number): Fate {
  const retry_after = Math.ceil(left / 1000);
  return {
    kind: "error",
    code: 429,
    description: `Too Many Requests: retry after ${retry_after}`,
    parameters: { retry_after },
    effectAfter: null,
    answerAfter: 50,
  };
}

/** As grammY tells it. */
function networkError(method: string, fate: Exclude<Fate, { kind: "taken" | "error" }>): HttpError {
  const cause =
    fate.kind === "not-reached"
      ? Object.assign(new Error(`${fate.syscall} ${fate.code}`), { code: fate.code, syscall: fate.syscall })
      : fate.answerAfter >= TIMEOUT
        ? new Error(`Request to '${method}' timed out after ${TIMEOUT / 1000} seconds`)
        : Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET", syscall: "read" });
  return new HttpError(`Network request for '${method}' failed!`, cause);
}

function words(fate: Fate): string {
  const effect = (after: number | null) =>
    after === null ? "no effect" : `effect after ${Math.round(after / 1000)} s`;
  switch (fate.kind) {
    case "taken":
      return `taken, ${Math.round(fate.answerAfter / 1000)} s`;
    case "error":
      return `${fate.code} ${fate.description} (${effect(fate.effectAfter)})`;
    case "not-reached":
      return `never left: ${fate.code}`;
    case "broken":
      return `${fate.answerAfter >= TIMEOUT ? "no answer" : "connection broke"} (${effect(fate.effectAfter)})`;
  }
}

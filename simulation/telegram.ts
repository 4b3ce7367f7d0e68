import type { ApiError } from "@grammyjs/types";
import { Api } from "grammy";
import { endOf, lookedAt, lookFate, networkError, refusal, words } from "./answers.ts";
import { type BotCall, itemsOf, partOf, type TrueChannel } from "./channel.ts";
import type { Clock } from "./clock.ts";
import { type Fate, floodFate, TIMEOUT } from "./faults.ts";
import type { Life } from "./life.ts";
import { createReading, MOVED } from "./reading.ts";

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
  readonly end: "taken" | "refused" | "not-reached" | "unknown";
  /** When the process was told its end, ms; null as long as it was not. */
  heardAt: number | null;
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
  /** Whether a bot without rights is told of every message that there is none. */
  readonly losesSight: () => boolean;
  readonly note: (line: string) => void;
}

/** Telegram as the simulation has it: one channel, and an `Api` for each process. */
export interface SimulatedTelegram {
  /** The Bot API for one process: a real `Api` of grammY's whose calls end here. */
  api(life: Life): Api;
  requests(): readonly Request[];
  /** Until when Telegram told the bot to wait, ms; requests before are refused again. */
  floodUntil(): number;
  /** When a process was answered that looked into the channel, ms. */
  looks(): readonly number[];
  /** Requests that came although Telegram had told a process to wait. */
  impatient(): readonly Request[];
}

/** Calls that tell what stands in the channel, or that nothing does. */
const LOOKS: ReadonlySet<string> = new Set(["getUserPersonalChatMessages", "getGameHighScores"]);

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
  losesSight,
  note,
}: TelegramOptions): SimulatedTelegram {
  const requests: Request[] = [];
  const impatient: Request[] = [];
  let floodUntil = 0;
  /** As far as a process was told, and the one that was. */
  let [heardUntil, heardBy] = [0, 0];
  /** As far as a process was told that lived on to write it down: then the next one knows as well. */
  let knownUntil = 0;
  const look = createReading({ channel, inProfile, banned, losesSight });
  const looks: number[] = [];

  /** What a call meets whatever its fate were. */
  const barred = ({ payload }: BotCall): Fate | null => {
    if (banned()) return refusal(403, "Forbidden: bot is not a member of the channel chat");
    const to = channel.chatId();
    return payload.chat_id === to ? null : refusal(400, MOVED, { migrate_to_chat_id: to });
  };

  const send = (life: Life, call: BotCall): Promise<object> => {
    const flooded = clock.now() < floodUntil;
    const drawn = flooded ? floodFate(Math.ceil((floodUntil - clock.now()) / 1000), 50) : (barred(call) ?? fate(call));
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
      end: endOf(drawn),
      heardAt: null,
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
    const result = () => {
      const made = request.made.map((id) => channel.shown(channel.all().find((each) => each.id === id) as never));
      return (call.method === "sendMediaGroup" ? made : made[0]) as object;
    };
    return answered(life, call.method, drawn, result, request);
  };

  /** Lets the answer reach the process, if it is there to hear it. */
  const answered = (
    life: Life,
    method: string,
    drawn: Fate,
    result: () => object | true,
    request?: Request,
  ): Promise<object> =>
    new Promise((resolve, reject) => {
      // grammY gives up by itself.
      const after = Math.min(drawn.answerAfter, TIMEOUT);
      clock.after(after, () =>
        life.enter(() => {
          if (request !== undefined) request.heardAt = clock.now();
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
              if (LOOKS.has(method)) looks.push(clock.now());
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
    looks: () => looks,
    impatient: () => impatient,
  };
}

import { createReadStream, createWriteStream, statSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { type Api, GrammyError, HttpError, InputFile } from "grammy";
import type { Logger } from "pino";
import type { Backup } from "../../archive/backup.ts";
import type { BackupsSent } from "../../archive/backups-sent.ts";
import type { BackupSettings } from "../../archive/copies.ts";
import { asideMeanwhile } from "../../archive/partial.ts";
import type { People } from "../../archive/people.ts";
import type { DatabaseTrouble } from "../../archive/trouble.ts";
import { UPLOAD_BYTES } from "../../document/limits.ts";
import { dayOf, timeOf } from "../draft/saying.ts";
import { type Language, languageOf, type Say } from "../words.ts";

export interface CourierDeps {
  readonly api: Pick<Api, "sendDocument" | "sendMessage">;
  readonly people: Pick<People, "find">;
  readonly sent: BackupsSent;
  readonly send: BackupSettings["send"];
  /** Whoever gets backups; null while there is nobody. */
  readonly owner: () => number | null;
  readonly zone: () => string;
  readonly words: (language: Language) => Say;
  readonly now: () => number;
  readonly log: Logger;
  /** Bytes that may be uploaded. Default: Telegram's limit. */
  readonly most?: number;
}

/** Brings backups to the owner's chat, and says when one was not made. Never with a sound, unless something is wrong. */
export interface Courier {
  /** Sends it if one is due. What Telegram does not take now is due again the next time. */
  deliver(backup: Pick<Backup, "path" | "madeAt">): Promise<void>;
  tellFailure(trouble: DatabaseTrouble | null): Promise<void>;
}

const DAY = 86_400_000;
/** A little less than a week, so that a week's nights do not drift. */
const WEEK = 6.5 * DAY;

export function createCourier(deps: CourierDeps): Courier {
  const { api, people, sent, owner, zone, words, now, log, most = UPLOAD_BYTES } = deps;
  const sayTo = (personId: number): Say => {
    const person = people.find(personId);
    return words(languageOf(person?.language ?? null, person?.telegramLanguage));
  };

  const isDue = (personId: number): boolean => {
    if (deps.send === "never") return false;
    const last = sent.last(personId);
    return last === null || deps.send === "nightly" || now() - last >= WEEK;
  };

  /** False where Telegram did not take it. */
  const reaches = async (personId: number, call: () => Promise<unknown>): Promise<boolean> => {
    try {
      await call();
      return true;
    } catch (error) {
      if (!(error instanceof GrammyError || error instanceof HttpError)) throw error;
      log.warn({ err: error, personId }, "the owner could not be sent word of a backup");
      return false;
    }
  };

  const sendPacked = (personId: number, { path, madeAt }: Pick<Backup, "path" | "madeAt">): Promise<boolean> =>
    asideMeanwhile(`${path}.gz`, async (packed) => {
      await pipeline(createReadStream(path), createGzip(), createWriteStream(packed));
      const say = sayTo(personId);
      const caption = { day: dayOf(madeAt, zone(), say), time: timeOf(madeAt, zone()) };
      const { size } = statSync(packed);
      if (size > most) {
        const html = say.html("backup-too-large", { ...caption, megabytes: Math.ceil(size / 1_000_000) });
        return await reaches(personId, () =>
          api.sendMessage(personId, html, { parse_mode: "HTML", disable_notification: true }),
        );
      }
      const name = `paperboy-${new Date(madeAt).toISOString().slice(0, 10)}.db.gz`;
      return await reaches(personId, () =>
        api.sendDocument(personId, new InputFile(packed, name), {
          caption: say.html("backup-sent", caption),
          parse_mode: "HTML",
          disable_notification: true,
        }),
      );
    });

  return {
    deliver: async (backup) => {
      const personId = owner();
      if (personId === null || !isDue(personId)) return;
      if (await sendPacked(personId, backup)) sent.record(personId, backup.madeAt);
    },
    tellFailure: async (trouble) => {
      const personId = owner();
      if (personId === null) return;
      const html = sayTo(personId).html("backup-failed", { trouble: trouble ?? "other" });
      await reaches(personId, () => api.sendMessage(personId, html, { parse_mode: "HTML" }));
    },
  };
}

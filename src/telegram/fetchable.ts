import { type Api, GrammyError, HttpError } from "grammy";

/**
 * Whether Telegram still gives out a file, by its file id; null where it did not answer. A file of more than 20 MB, which
 * a bot may send by its id and not fetch (https://core.telegram.org/bots/api#getfile), counts as there.
 */
export async function isFetchable(api: Pick<Api, "getFile">, fileId: string): Promise<boolean | null> {
  try {
    await api.getFile(fileId);
    return true;
  } catch (error) {
    if (error instanceof HttpError) return null;
    if (!(error instanceof GrammyError)) throw error;
    if (error.error_code !== 400) return null;
    return /file is too big/i.test(error.description);
  }
}

import { isDiskTrouble } from "../archive/trouble.ts";
import type { Broken } from "../bot/broken.ts";
import { createDispatcher, type DispatcherOptions } from "../telegram/dispatcher.ts";
import { createPoller } from "../telegram/poller.ts";
import type { AppOptions } from "./options.ts";
import type { Repositories } from "./repositories.ts";
import type { Telegram } from "./telegram.ts";

/** The way of an update: Telegram, the inbox on disk, the bot. */
export function createUpdates(
  { now, timers, log, patience, onTrouble, onFatal }: AppOptions,
  { inbox }: Pick<Repositories, "inbox">,
  { polling }: Pick<Telegram, "polling">,
  { handler, broken }: { readonly handler: DispatcherOptions["handler"]; readonly broken: Broken },
) {
  const dispatcher = createDispatcher({
    inbox,
    handler,
    now,
    timers,
    log,
    ...(patience === undefined ? {} : { patience }),
    onFailure: broken.tell,
    onSetAside: broken.tellSetAside,
    isDiskTrouble,
    onHeld: broken.tellHeld,
    onFatal,
  });
  const poller = createPoller({ api: polling, inbox, now, timers, log, onStored: dispatcher.wake, onTrouble });
  return { dispatcher, poller };
}

import { type Endings, outcomeOf } from "./endings.ts";
import type { PublisherPorts } from "./ports.ts";

/** Tells people what became of publications, from what the disk says is untold. */
export interface Telling {
  /** Tells whatever is untold now, one at a time. Does nothing before `open`, and nothing twice at once. */
  flush(): void;
  open(): void;
  close(): void;
  /** Resolves when what is being told has been told; tells whether anything was. */
  idle(): Promise<boolean>;
}

export function createTelling(
  {
    publications,
    tell,
    now,
    failing = () => {},
    log,
  }: Pick<PublisherPorts, "publications" | "tell" | "now" | "failing" | "log">,
  { readable }: Pick<Endings, "readable">,
): Telling {
  let opened = false;
  let again = false;
  let running: Promise<void> | null = null;
  /** Changes that could not be told wait for the next change of the same publication, or the next start. */
  const failed = new Map<number, number>();

  const next = () => {
    for (const id of publications.untold()) {
      const [publication] = readable([id]);
      if (publication !== undefined && failed.get(id) !== publication.untold) return publication;
    }
    return null;
  };

  const work = async (): Promise<void> => {
    // What changes in this same turn is told as it is at its end.
    await Promise.resolve();
    try {
      while (again && opened) {
        again = false;
        for (let publication = next(); publication !== null && opened; publication = next()) {
          const { id, draftId, requestedBy, untold } = publication;
          try {
            await tell({ publicationId: id, draftId, requestedBy, outcome: outcomeOf(publication, now()) });
            publications.told(id, untold);
          } catch (error) {
            failed.set(id, untold);
            log.error({ err: error, publicationId: id }, "what became of a publication was not told");
            failing(error);
          }
        }
      }
    } catch (error) {
      log.error({ err: error }, "what is untold could not be read");
      failing(error);
    } finally {
      running = null;
    }
  };

  const flush = (): void => {
    again = true;
    if (opened) running ??= work();
  };
  return {
    flush,
    open: () => {
      opened = true;
      flush();
    },
    close: () => {
      opened = false;
    },
    idle: async () => {
      const busy = running !== null;
      while (running !== null) await running;
      return busy;
    },
  };
}

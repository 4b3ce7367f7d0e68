import { type Fetch, fetchArxivMetadata, type MetadataResult, type PaperMetadata } from "./metadata.ts";

/** The papers that this needs to know of and tell of. */
export interface DescribedPapers {
  undescribed(scheme: "arxiv", limit: number): readonly { readonly id: number; readonly value: string }[];
  describe(id: number, metadata: PaperMetadata): boolean;
}

/** Finds out in the background what papers are called. Its failures stop nobody. */
export interface PaperMetadataJob {
  /** Begins, with the papers that have no title yet. */
  start(): void;
  /** A paper was added: it is asked for as soon as arXiv allows. */
  wake(): void;
  /** Breaks off what is under way; resolves when nothing more will happen. */
  stop(): Promise<void>;
}

/** arXiv asks for at most one request in three seconds. https://info.arxiv.org/help/api/tou.html */
export const BETWEEN_REQUESTS = 3000;

const MINUTE = 60_000;
/** How long to wait after the first failure, the second, and so on; the last stands for all that follow. */
const AGAIN = [MINUTE, 5 * MINUTE, 30 * MINUTE, 6 * 60 * MINUTE];
const UNKNOWN_AGAIN = 24 * 60 * MINUTE;
const LOOK = MINUTE;
const MOST = 200;

export function createPaperMetadata(deps: {
  readonly papers: DescribedPapers;
  readonly fetch: Fetch;
  /** arXiv's, unless a stand-in takes its place. */
  readonly arxivApi?: string;
  readonly log: Record<"debug" | "error", (details: object, message: string) => void>;
  readonly now: () => number;
  readonly timers: { after(ms: number, run: () => void): () => void };
  /** The paper has a title now. What it throws is logged. */
  readonly onDescribed?: (paperId: number) => void;
}): PaperMetadataJob {
  const { papers, fetch, arxivApi, log, now, timers, onDescribed } = deps;
  const failures = new Map<number, { readonly times: number; readonly until: number }>();
  const stopping = new AbortController();
  let running: Promise<void> | null = null;
  let cancel: (() => void) | null = null;
  let lastRequest = Number.NEGATIVE_INFINITY;
  let started = false;

  const plan = (ms: number) => {
    cancel?.();
    cancel = timers.after(ms, () => {
      cancel = null;
      if (running !== null) return;
      running = step().finally(() => {
        running = null;
        if (!stopping.signal.aborted) plan(delay());
      });
    });
  };
  const due = () =>
    papers.undescribed("arxiv", MOST).find(({ id }) => (failures.get(id)?.until ?? Number.NEGATIVE_INFINITY) <= now());
  const delay = () => {
    const pause = Math.max(0, lastRequest + BETWEEN_REQUESTS - now());
    return due() === undefined ? Math.max(LOOK, pause) : pause;
  };
  const fail = (id: number, result: MetadataResult & { ok: false }) => {
    const times = (failures.get(id)?.times ?? 0) + 1;
    const wait = result.reason === "not-found" ? UNKNOWN_AGAIN : (AGAIN[times - 1] ?? AGAIN.at(-1) ?? LOOK);
    failures.set(id, { times, until: now() + wait });
    log.debug({ paperId: id, reason: result.reason, status: result.status }, "a paper's title is not known yet");
  };
  const step = async () => {
    try {
      const paper = due();
      if (paper === undefined) return;
      lastRequest = now();
      const api = arxivApi === undefined ? {} : { api: arxivApi };
      const result = await fetchArxivMetadata({ id: paper.value, fetch, signal: stopping.signal, ...api });
      if (stopping.signal.aborted) return;
      if (!result.ok) return fail(paper.id, result);
      failures.delete(paper.id);
      if (papers.describe(paper.id, result.metadata)) onDescribed?.(paper.id);
    } catch (error) {
      log.error({ err: error }, "papers could not be described");
      // Not at once again: what broke may break each time.
      lastRequest = now() + LOOK;
    }
  };
  return {
    start: () => {
      started = true;
      plan(0);
    },
    wake: () => {
      if (started && running === null && !stopping.signal.aborted)
        plan(Math.max(0, lastRequest + BETWEEN_REQUESTS - now()));
    },
    stop: async () => {
      stopping.abort();
      cancel?.();
      await running;
    },
  };
}

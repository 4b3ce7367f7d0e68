/** Time that passes only when the simulation lets it. */
export interface Clock {
  /** Milliseconds UTC. */
  now(): number;
  /** Runs it once after so many ms; the returned function calls it off. What is due at the same time keeps its order. */
  after(ms: number, run: () => void): () => void;
  /** Goes on to what comes next and runs it. False where nothing waits. */
  step(): boolean;
}

interface Due {
  readonly at: number;
  readonly number: number;
  readonly run: () => void;
}

export function createClock(start: number): Clock {
  let time = start;
  let number = 0;
  const waiting = new Set<Due>();
  return {
    now: () => time,
    after: (ms, run) => {
      const due: Due = { at: time + Math.max(0, ms), number: ++number, run };
      waiting.add(due);
      return () => {
        waiting.delete(due);
      };
    },
    step: () => {
      let first: Due | null = null;
      for (const due of waiting) {
        if (first === null || due.at < first.at || (due.at === first.at && due.number < first.number)) first = due;
      }
      if (first === null) return false;
      waiting.delete(first);
      time = first.at;
      first.run();
      return true;
    },
  };
}

/** Lets everything run that was set going, without any time passing. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

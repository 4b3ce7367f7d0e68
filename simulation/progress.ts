/** A bar on the terminal; where there is none, a line now and then, so that what runs for long is seen to run. */
export interface Progress {
  show(done: number): void;
  /** Takes the bar away. */
  end(): void;
}

const WIDTH = 30;
/** A terminal is not written to more often, ms. */
const PAUSE = 100;
/** Nor is what is no terminal, ms. */
const LONG_PAUSE = 20_000;

export function createProgress(what: string, total: number): Progress {
  const start = performance.now();
  const isTerminal = process.stderr.isTTY === true;
  let last = isTerminal ? 0 : start;
  return {
    show: (done) => {
      const time = performance.now();
      if (time - last < (isTerminal ? PAUSE : LONG_PAUSE) && (done < total || !isTerminal)) return;
      last = time;
      const full = Math.min(WIDTH, Math.round((done / total) * WIDTH));
      const rate = (done / Math.max(time - start, 1)) * 1000;
      const left = Math.round((total - done) / Math.max(rate, 0.001));
      const line = `${"█".repeat(full)}${"░".repeat(WIDTH - full)} ${done} of ${total} ${what}, ${rate.toFixed(1)} a second, ${left} s left`;
      process.stderr.write(isTerminal ? `\r${line} \x1b[K` : `${line}\n`);
    },
    end: () => {
      if (isTerminal) process.stderr.write("\r\x1b[K");
    },
  };
}

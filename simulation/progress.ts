/** A bar on the terminal; nothing where there is none. */
export interface Progress {
  show(done: number): void;
  /** Takes the bar away. */
  end(): void;
}

const WIDTH = 30;
/** A terminal is not written to more often, ms. */
const PAUSE = 100;

export function createProgress(what: string, total: number): Progress {
  const start = performance.now();
  let last = 0;
  const isTerminal = process.stderr.isTTY === true;
  return {
    show: (done) => {
      const time = performance.now();
      if (!isTerminal || (time - last < PAUSE && done < total)) return;
      last = time;
      const full = Math.round((done / total) * WIDTH);
      const rate = (done / Math.max(time - start, 1)) * 1000;
      const left = Math.round((total - done) / Math.max(rate, 0.001));
      process.stderr.write(
        `\r${"█".repeat(full)}${"░".repeat(WIDTH - full)} ${done} of ${total} ${what}, ${rate.toFixed(1)} a second, ${left} s left \x1b[K`,
      );
    },
    end: () => {
      if (isTerminal) process.stderr.write("\r\x1b[K");
    },
  };
}

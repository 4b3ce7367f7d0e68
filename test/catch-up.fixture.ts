// Loaded before the program: its ten minutes until a missed night is caught up pass at once.
const CATCH_UP = 600_000;
const [later, now] = [globalThis.setTimeout, Date.now];
let ahead = 0;
Date.now = () => now() + ahead;
const sooner = (run: () => void, ms?: number) => {
  if (ms === undefined || ms > CATCH_UP || ms < CATCH_UP - 1_000) return later(run, ms);
  return later(() => {
    ahead += CATCH_UP;
    run();
  }, 1);
};
globalThis.setTimeout = Object.assign(sooner, later);

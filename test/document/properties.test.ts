import { test } from "node:test";
import fc from "fast-check";
import { PROPERTIES } from "./properties.ts";

// The same cases every time; `npm run nightly` looks for new ones.
for (const { name, property } of PROPERTIES) {
  test(name, async () => {
    await fc.assert(property as fc.IAsyncProperty<unknown>, { numRuns: 150, seed: 4 });
  });
}

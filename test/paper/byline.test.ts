import assert from "node:assert/strict";
import { it } from "node:test";
import { byline } from "../../src/paper/byline.ts";

it("names one author, two, or the first of more, with the year", () => {
  for (const [authors, year, expected] of [
    [["Boyuan Chen", "Diego Marti Monso", "Yilun Du"], 2024, "Chen et al., 2024"],
    [["Ashish Vaswani", "Noam Shazeer"], 2017, "Vaswani & Shazeer, 2017"],
    [["Richard S. Sutton"], 2019, "Sutton, 2019"],
    [["Aäron van den Oord", "Oriol Vinyals"], 2017, "van den Oord & Vinyals, 2017"],
    [["Chen, Boyuan"], null, "Chen"],
    [["Sammy Davis Jr."], 1990, "Davis, 1990"],
    [["Jay, Jr."], 1990, "Jay, 1990"],
    [["Van Halen"], 1984, "Halen, 1984"],
    [["DeepMind"], 2024, "DeepMind, 2024"],
    [[" ", ""], 2024, "2024"],
    [[], null, null],
  ] as const) {
    assert.equal(byline(authors, year), expected);
  }
});

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FILE = join(import.meta.dirname, "..", "..", "..", "shared", "data", "seed", "channel-web-view.txt");

/** Whether the channel's posts are at hand: they are not part of this repository. */
export const hasSeed = existsSync(FILE);

export interface SeedPost {
  readonly title: string;
  /** Everything from the title to what follows 👀LINK. */
  readonly text: string;
  readonly arxiv: string;
  /** A word of the post in another inflection than it has there. */
  readonly word: string;
  readonly tag: string;
}

/** The papers of the posts, whose links the text of the web view does not hold, and what they are looked for by. */
const ABOUT: readonly Omit<SeedPost, "text">[] = [
  {
    title: "Diffusion Forcing: Next-token Prediction Meets Full-Sequence Diffusion",
    arxiv: "2407.01392",
    word: "лабиринтами",
    tag: "диффузия",
  },
  {
    title: "In-Context Reinforcement Learning for Variable Action Spaces",
    arxiv: "2312.13327",
    word: "вектору",
    tag: "icrl",
  },
  {
    title: "Artificial Generational Intelligence: Cultural Accumulation in Reinforcement Learning",
    arxiv: "2406.00392",
    word: "поколениям",
    tag: "эволюция",
  },
  {
    title: "A Definition of Continual Reinforcement Learning",
    arxiv: "2307.11046",
    word: "анекдоты",
    tag: "continual",
  },
  {
    title: "Refusal in Language Models Is Mediated by a Single Direction",
    arxiv: "2406.11717",
    word: "промпту",
    tag: "безопасность",
  },
  { title: "Baba Is AI: Break the Rules to Beat the Benchmark", arxiv: "2407.13729", word: "морковки", tag: "среды" },
];

/** The six posts of the seed, as an author would have them. */
export function readSeed(): readonly SeedPost[] {
  const whole = readFileSync(FILE, "utf8");
  return ABOUT.map((post, index) => {
    const start = whole.indexOf(`${post.title}\n`);
    const next = ABOUT[index + 1];
    const end = next === undefined ? whole.length : whole.indexOf(`${next.title}\n`);
    const part = whole.slice(start, end);
    // The counts of reactions stand after the post, where the page had its buttons.
    const text = part.slice(0, part.lastIndexOf("👀LINK") + "👀LINK".length);
    return { ...post, text };
  });
}

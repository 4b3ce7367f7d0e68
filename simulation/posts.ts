import type { Figure } from "../src/post/post.ts";
import type { PlannedPost } from "./plan.ts";

/** The files of a planned post; their names tell whose they are. */
export function figuresOf({ number, shape }: PlannedPost): Figure[] {
  const figure = (kind: Figure["kind"], i: number): Figure => {
    const fileId = `${kind}-${number}-${i}`;
    return { kind, fileId, fileUniqueId: `unique-${fileId}`, size: 1000 };
  };
  switch (shape) {
    case "text":
      return [];
    case "caption":
    case "rich":
    case "long-caption":
      return [figure("photo", 0)];
    case "album":
    case "long-album":
      return [figure("photo", 0), figure("video", 1), figure("photo", 2)];
    case "mixed":
      return [figure("photo", 0), figure("document", 1), figure("animation", 2)];
  }
}

/** The text of a planned post in its nth wording. A long one goes out as a message of its own. */
export function textOf({ number, shape }: PlannedPost, wording = 1): string {
  // Alike in most of its words, as posts of a series are: which is which can still be told.
  const words = `Post ${number}\n\nIn wording ${wording} of what was said, shown, proved, tried and doubted #tag${number}`;
  return shape.startsWith("long")
    ? `${words}\n\n${`Something is said of ${number} at length. `.repeat(40).trim()}`
    : words;
}

/** The parts of a planned post in the order in which readers have to see them. */
export function partsOf(post: PlannedPost): string[] {
  // One message, whatever it holds.
  if (post.shape === "rich") return [`${post.number}:text`];
  const figures = figuresOf(post).map(({ fileId }) => fileId.replace(/^\w+?-(\d+)-/, "$1:"));
  const text = figures.length === 0 || post.shape.startsWith("long") ? [`${post.number}:text`] : [];
  return [...figures, ...text];
}

/** The demo archive: a channel that looks lived in, so that a newcomer has something to search. */
export { answerArxiv } from "./arxiv.ts";
export { demoAuthors, demoChannel } from "./channel.ts";
export { fillChannel, type PlacedPost } from "./fill.ts";
export { readPosts } from "./post.ts";
export { demoScene } from "./scene.ts";
export { seedDatabase } from "./seed.ts";

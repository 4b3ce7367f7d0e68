import { z } from "zod";
import type { Authors } from "../../archive/authors.ts";
import type { Papers } from "../../archive/papers.ts";
import type { ArchivedPost, Posts } from "../../archive/posts.ts";
import type { Tags } from "../../archive/tags.ts";
import { identifierKey, parseIdentifierKey } from "../../paper/identifier.ts";
import type { Hit, Search, SearchAnswer } from "../../search/search.ts";

/** What an answer lists; kept with its buttons, so that a page of it can be made again. */
export const Listing = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("words"), text: z.string(), order: z.enum(["relevance", "date"]) }),
  z.object({ kind: z.literal("tag"), name: z.string() }),
  z.object({ kind: z.literal("author"), id: z.number() }),
  z.object({ kind: z.literal("paper"), key: z.string() }),
  z.object({ kind: z.literal("latest") }),
]);
export type Listing = z.infer<typeof Listing>;

/** A page of a listing. `answer` is there where words were looked for. */
export interface ListedPage {
  readonly total: number;
  readonly hits: readonly Hit[];
  readonly answer: SearchAnswer | null;
}

export const PAGE = 5;

export interface ListingDeps {
  readonly search: Search;
  readonly posts: Posts;
  readonly tags: Tags;
  readonly authors: Authors;
  readonly papers: Papers;
}

/** Reads one page, counted from 0, of what a listing holds now. */
export function readListing(deps: ListingDeps, channelId: number, listing: Listing, page: number): ListedPage {
  const { search, posts, tags, authors } = deps;
  const offset = page * PAGE;
  const listed = (total: number, found: readonly ArchivedPost[]): ListedPage => ({
    total,
    hits: found.map((post) => search.opening(post)),
    answer: null,
  });
  switch (listing.kind) {
    case "words": {
      const answer = search.find(channelId, listing.text, { order: listing.order, limit: PAGE, offset });
      return { total: answer.total, hits: answer.hits, answer };
    }
    case "tag":
      return listed(tags.find(channelId, listing.name)?.posts ?? 0, posts.byTag(channelId, listing.name, PAGE, offset));
    case "author":
      return listed(
        authors.list(channelId).find(({ id }) => id === listing.id)?.posts ?? 0,
        posts.byAuthor(listing.id, PAGE, offset),
      );
    case "paper": {
      const identifier = parseIdentifierKey(listing.key);
      const all = identifier === null ? [] : posts.byPaper(channelId, identifier);
      // What adds to a post of the list stands in that post's own timeline.
      const ids = new Set(all.map(({ id }) => id));
      const found = all.filter(({ followsPostId }) => followsPostId === null || !ids.has(followsPostId));
      return listed(found.length, found.slice(offset, offset + PAGE));
    }
    case "latest":
      return listed(posts.count(channelId), posts.latest(channelId, PAGE, offset));
  }
}

/** A listing of a paper's posts, by whichever identifier it is known. */
export function paperListing(identifier: Parameters<typeof identifierKey>[0]): Listing {
  return { kind: "paper", key: identifierKey(identifier) };
}

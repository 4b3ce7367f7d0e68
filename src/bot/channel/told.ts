import type { Papers } from "../../archive/papers.ts";
import type { ClassicDocument } from "../../document/document.ts";
import type { ChannelSettings } from "../../post/settings.ts";
import type { Snapshot } from "../../post/standing.ts";
import { firstLine } from "../../post/title.ts";
import { distinctTags, toldBy } from "../draft/fill.ts";

/** What follows a post's text when it changes: the title that stands in it, the papers and the tags that it names. */
export function following(
  { papers }: { readonly papers: Pick<Papers, "ensure"> },
  post: Pick<Snapshot, "title" | "tags" | "paperIds">,
  before: ClassicDocument,
  after: ClassicDocument,
  settings: Pick<ChannelSettings, "linkLabel">,
): Pick<Snapshot, "title" | "tags" | "paperIds"> {
  const [old, told] = [toldBy(before, settings), toldBy(after, settings)];
  const [oldIds, newIds] = [old.papers.map(papers.ensure), told.papers.map(papers.ensure)];
  const title = firstLine(before.text) === post.title ? (firstLine(after.text) ?? post.title) : post.title;
  return {
    title,
    tags: distinctTags(follow(post.tags, old.tags, told.tags, (tag) => tag.toLowerCase())),
    // A text that names no paper is still about the one that it was about.
    paperIds: newIds.length === 0 ? post.paperIds : follow(post.paperIds, oldIds, newIds, (id) => id),
  };
}

/** What was chosen stays; what the text named goes with it, and what it names now comes. */
function follow<T>(current: readonly T[], old: readonly T[], told: readonly T[], key: (item: T) => unknown): T[] {
  const has = (list: readonly T[], item: T) => list.some((each) => key(each) === key(item));
  const kept = current.filter((item) => has(told, item) || !has(old, item));
  return [...kept, ...told.filter((item) => !has(kept, item) && !has(old, item))];
}

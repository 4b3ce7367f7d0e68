import { type ClassicDocument, link, replace, sorted } from "../document/document.ts";
import { renumber } from "../document/rich/places.ts";
import { toClassic } from "../document/twin/twin.ts";
import type { Finding, Mend } from "./finding.ts";
import { withHashtags } from "./hashtag.ts";
import type { PostContent } from "./post.ts";

/** The taps that mend a finding, best first; none where only the author can. */
export function mendsOf(finding: Finding): Mend[] {
  switch (finding.code) {
    case "tag-cut":
      return finding.args.mends.map((by) => ({ kind: "replace-tag", tag: finding.args.tag, by }));
    case "text-tag-cut": {
      const { offset, written, mends } = finding.args;
      return mends.map((by) => ({ kind: "replace-text", offset: offset + 1, length: written.length, by }));
    }
    case "label-bare": {
      const { offset, label, url } = finding.args;
      return [{ kind: "link", offset, length: label.length, url }];
    }
    case "paper-on-note":
      return [{ kind: "set-kind", value: "review" }];
    case "paper-missing":
      return [{ kind: "set-kind", value: "note" }];
    case "figures-missing":
      return [{ kind: "drop-places" }];
    default:
      return [];
  }
}

/** The parts of the post that a mend changes, as they are after it. Undoing it is putting the old parts back. */
export function mend(
  content: PostContent,
  change: Mend,
): Partial<Pick<PostContent, "text" | "tags" | "kind" | "rich">> {
  switch (change.kind) {
    case "replace-tag": {
      const tags = content.tags.map((tag) => (tag === change.tag ? change.by : tag));
      const folded = tags.map((tag) => tag.toLowerCase());
      return { tags: tags.filter((_, i) => folded.indexOf(folded[i] ?? "") === i) };
    }
    case "replace-text":
      return { text: rehashed(content.text, change) };
    case "link":
      return { text: link(content.text, change.offset, change.length, change.url) };
    case "set-kind":
      return { kind: change.value };
    case "drop-places": {
      if (content.rich == null) return {};
      const rich = renumber(content.rich, (number) => (number > content.figures.length ? null : number));
      return { rich, text: withHashtags(toClassic(rich).document) };
    }
  }
}

/** With another hashtag in the place of one that Telegram had cut, marked as Telegram will mark it. */
function rehashed(
  document: ClassicDocument,
  { offset, length, by }: Extract<Mend, { kind: "replace-text" }>,
): ClassicDocument {
  const start = offset - 1;
  const uncut = document.entities.filter(({ type, offset: at }) => type !== "hashtag" || at !== start);
  const { text, entities } = replace({ text: document.text, entities: uncut }, offset, length, by);
  return { text, entities: sorted([...entities, { type: "hashtag", offset: start, length: by.length + 1 }]) };
}

import type { Draft } from "../../archive/drafts.ts";
import { ifReadable } from "../../archive/unreadable.ts";
import type { Outcome, ReceiveParts, Sender } from "./outcome.ts";
import { nextStep } from "./questions.ts";
import { earlierKey } from "./view.ts";

/** Begins an empty draft by its person. A guided one takes the place of those that were begun and have nothing yet. */
export function begin(parts: ReceiveParts, { person, channel }: Sender, style: "verbatim" | "guided"): number {
  for (const { id } of style === "guided" ? parts.drafts.list(person.id) : []) {
    const draft = parts.drafts.load(id);
    if (draft !== null && isEmpty(draft)) parts.drafts.remove(id);
  }
  const author = parts.authors.ensureForPerson(channel.id, person);
  return parts.drafts.create({ channelId: channel.id, personId: person.id, style, authorIds: [author.id] });
}

/** Begins a guided draft about this paper and asks for what comes next. `anew`: earlier posts about it were seen. */
export function beginWith(
  parts: ReceiveParts,
  sender: Sender,
  paperId: number,
  { anew = false }: { readonly anew?: boolean } = {},
): Outcome {
  const id = begin(parts, sender, "guided");
  parts.drafts.setPapers(id, [paperId]);
  const paper = anew ? parts.papers.get(paperId) : null;
  for (const identifier of paper?.identifiers ?? []) {
    for (const post of parts.posts.byPaper(sender.channel.id, identifier)) parts.drafts.wave(id, earlierKey(post.id));
  }
  wantPapers(parts, id);
  return askNext(parts, sender.chatId, id);
}

/** The person's draft about this paper that has nothing else yet: a second tap goes on with it. */
export function begunWith({ drafts }: ReceiveParts, { person }: Sender, paperId: number): number | null {
  const begun = drafts
    .list(person.id)
    .map(({ id }) => ifReadable(() => drafts.load(id)))
    .find((draft) => draft !== null && isEmpty({ ...draft, paperIds: [] }) && draft.paperIds.join() === `${paperId}`);
  return begun?.id ?? null;
}

function isEmpty({ content, paperIds, chosenKind }: Pick<Draft, "content" | "paperIds" | "chosenKind">): boolean {
  const { text, figures, tags, title, follows } = content;
  const nothing = text.text === "" && figures.length === 0 && tags.length === 0 && paperIds.length === 0;
  return nothing && title === null && follows === null && chosenKind === null;
}

/** Asks the next guided step, or shows the card where none is left. */
export function askNext(parts: ReceiveParts, chatId: number, draftId: number): Outcome {
  const draft = parts.drafts.load(draftId);
  const step = draft === null ? null : nextStep(draft);
  if (step === null) {
    parts.questions.close(chatId);
    return { shows: "card", draftId };
  }
  parts.questions.ask(chatId, draftId, step);
  return { shows: "question" };
}

/** Metadata is fetched for papers of the draft of which nothing is known. */
export function wantPapers({ drafts, papers, wanted }: ReceiveParts, draftId: number): void {
  for (const id of drafts.load(draftId)?.paperIds ?? []) if (papers.get(id)?.title === null) wanted(id);
}

import type { ClassicDocument } from "../document/document.ts";
import type { Delivery } from "../post/delivery.ts";
import { readPieces } from "../post/pieces.ts";
import type { Figure, Kind, LayoutName, PostContent } from "../post/post.ts";
import type { Db } from "./database.ts";
import { createColumns } from "./draft-columns.ts";
import { createFigures } from "./draft-figures.ts";
import { readTexts, type Source } from "./draft-pieces.ts";
import { createDraftRich } from "./draft-rich.ts";
import { type Draft, loadDraft } from "./draft-rows.ts";
import { createTexts, type TextSource } from "./draft-texts.ts";

export type { Source, TextPiece } from "./draft-pieces.ts";
export type { Draft, DraftFigure } from "./draft-rows.ts";

/** A draft in a list of drafts. */
export interface DraftLine {
  readonly id: number;
  readonly updatedAt: number;
}

/**
 * Drafts as rows. Every method that changes a draft does so in one transaction, in which the draft's version grows;
 * it does nothing, and returns false, where there is nothing to change. A published or deleted draft is never changed.
 */
export interface Drafts {
  /** Makes an empty draft and returns its id. The authors stand in the order given. */
  create(draft: {
    readonly channelId: number;
    readonly personId: number;
    readonly style: PostContent["style"];
    readonly authorIds?: readonly number[];
  }): number;
  load(id: number): Draft | null;
  /** The person's open drafts, the last changed first. */
  list(personId: number): readonly DraftLine[];
  /** Adds a message's text at the end. The same message is taken once. */
  addText(id: number, source: TextSource, document: ClassicDocument): boolean;
  /** Reads the text that came as Telegram's own as Markdown, or the other way round. */
  readAs(id: number, format: "markdown" | null): boolean;
  /** Takes away the whole text, so that another can take its place. */
  clearText(id: number): boolean;
  /** Adds a message's figure at its place in its album, otherwise at the end. The same message is taken once. */
  addFigure(id: number, source: Source & { readonly mediaGroup: string | null }, figure: Figure): boolean;
  removeFigure(id: number, position: number): boolean;
  /** Says something of the figure that came in this message; "" takes it back. */
  describeFigure(id: number, messageId: number, what: "caption" | "credit", words: string): boolean;
  /** Puts another file in the place of the figure that came in this message. What was said of it stays. */
  replaceFigure(id: number, messageId: number, source: Source, figure: Figure): boolean;
  /** Moves a figure one place to the front. */
  raiseFigure(id: number, position: number): boolean;
  clearFigures(id: number): boolean;
  /** Which open drafts an edited message had filled. */
  filledBy(source: Source): readonly number[];
  /** Changes what an edited message had filled: its text, its figure, or both. */
  replaceMessage(
    id: number,
    source: TextSource,
    now: { readonly document: ClassicDocument | null; readonly figure: Figure | null },
  ): boolean;
  /** The open draft that has a part of this album, so that a late part finds its place. */
  withAlbum(chatId: number, mediaGroup: string): number | null;
  setTitle(id: number, title: string | null): boolean;
  setKind(id: number, kind: Kind | null): boolean;
  setStyle(id: number, style: PostContent["style"]): boolean;
  /** Chooses how the post becomes messages; null: as the channel has it. */
  setLayout(id: number, layout: LayoutName | null): boolean;
  setTags(id: number, tags: readonly string[]): boolean;
  setPapers(id: number, paperIds: readonly number[]): boolean;
  setAuthors(id: number, authorIds: readonly number[]): boolean;
  /** Makes the draft a follow-up of this post, or of none. */
  setFollows(id: number, postId: number | null): boolean;
  /** Chooses how it goes out; null: as the channel's posts do. */
  setOption(id: number, option: keyof Delivery, value: boolean | null): boolean;
  skip(id: number, part: string): boolean;
  /** Waves a finding aside by its key. */
  wave(id: number, key: string): boolean;
  /** Puts the draft away; `restore` brings it back as it was. */
  remove(id: number): boolean;
  restore(id: number): boolean;
  published(id: number): boolean;
  /** What a background job learnt about a paper changes how its drafts look: their versions stay. */
  withPaper(paperId: number): readonly number[];
}

export function createDrafts(db: Db, now: () => number): Drafts {
  const bump = db.prepare("UPDATE draft SET version = version + 1, updated_at = ? WHERE id = ? AND state = 'open'");
  /** A change of an open draft: it makes rows differ, or is no change. */
  const changing =
    <A extends unknown[]>(change: (id: number, ...args: A) => boolean) =>
    (id: number, ...args: A): boolean =>
      db
        .transaction(() => {
          if (!isOpen.get(id)) return false;
          if (!change(id, ...args)) return false;
          bump.run(now(), id);
          return true;
        })
        .immediate();
  /** A change of the text or the figures: what is rich of the draft follows. */
  const refilling = <A extends unknown[]>(change: (id: number, ...args: A) => boolean) =>
    changing((id, ...args: A): boolean => {
      if (!change(id, ...args)) return false;
      riches.keep(id, readPieces(textsOf(id), figures.names(id)));
      return true;
    });
  const isOpen = db.prepare<[number], unknown>("SELECT 1 FROM draft WHERE id = ? AND state = 'open'");
  const insert = db.prepare<[number, number, string, number, number], { id: number }>(
    "INSERT INTO draft (channel_id, person_id, style, created_at, updated_at) VALUES (?, ?, ?, ?, ?) RETURNING id",
  );
  const lines = db.prepare<[number], { id: number; updated_at: number }>(
    "SELECT id, updated_at FROM draft WHERE person_id = ? AND state = 'open' ORDER BY updated_at DESC, id DESC",
  );
  const { set, append, setList, setOption } = createColumns(db);
  const setState = (from: string, to: string) => {
    const update = db.prepare(
      "UPDATE draft SET state = ?, version = version + 1, updated_at = ? WHERE id = ? AND state = ?",
    );
    return (id: number) => update.run(to, now(), id, from).changes > 0;
  };
  const setAuthors = changing(setList("draft_author", "author_id"));
  const texts = createTexts(db);
  const figures = createFigures(db);
  const riches = createDraftRich(db);
  const textsOf = readTexts(db);
  const filled = db
    .prepare<[{ chatId: number; messageId: number }], number>(
      `SELECT draft.id
         FROM draft
        WHERE draft.state = 'open'
          AND (draft.id IN (SELECT draft_id FROM draft_text WHERE chat_id = @chatId AND message_id = @messageId)
               OR draft.id IN (SELECT draft_id FROM draft_figure WHERE chat_id = @chatId AND message_id = @messageId))
        ORDER BY draft.id`,
    )
    .pluck();
  const withPaper = db
    .prepare<[number], number>(
      `SELECT draft_id
         FROM draft_paper
         JOIN draft ON draft.id = draft_id
        WHERE paper_id = ?
          AND draft.state = 'open'`,
    )
    .pluck();
  const load = loadDraft(db);

  return {
    create: ({ channelId, personId, style, authorIds = [] }) =>
      db
        .transaction(() => {
          const at = now();
          const { id } = insert.get(channelId, personId, style, at, at) as { id: number };
          setAuthors(id, authorIds);
          return id;
        })
        .immediate(),
    load,
    list: (personId) =>
      lines.all(personId).map((row) => ({
        id: row.id,
        updatedAt: row.updated_at,
      })),
    addText: refilling(texts.add),
    readAs: refilling((id, format: "markdown" | null) =>
      texts.setFormat(id, format === null ? "markdown" : null, format),
    ),
    clearText: refilling((id) => texts.clear(id)),
    addFigure: refilling(figures.add),
    removeFigure: refilling((id, position: number) => {
      const all = figures.read(id);
      return all[position] !== undefined && figures.write(id, all.toSpliced(position, 1));
    }),
    describeFigure: changing(figures.describe),
    replaceFigure: refilling(figures.exchange),
    raiseFigure: refilling((id, position: number) => {
      const all = figures.read(id);
      const [before, moved] = [all[position - 1], all[position]];
      if (before === undefined || moved === undefined) return false;
      return figures.write(id, all.toSpliced(position - 1, 2, moved, before));
    }),
    clearFigures: refilling((id) => figures.read(id).length > 0 && figures.write(id, [])),
    filledBy: (source) => filled.all({ chatId: source.chatId, messageId: source.messageId }),
    replaceMessage: refilling(
      (id, source: TextSource, next: { document: ClassicDocument | null; figure: Figure | null }) => {
        const text = next.document === null ? texts.remove(id, source) : texts.replace(id, source, next.document);
        const figure = next.figure !== null && figures.replace(id, source, next.figure);
        return text || figure;
      },
    ),
    withAlbum: figures.withAlbum,
    setTitle: changing(set("title")),
    setKind: changing(set("kind")),
    setStyle: changing(set("style")),
    setLayout: changing(set("layout")),
    setFollows: changing(set("follows_post_id")),
    setTags: changing(setList("draft_tag", "name")),
    setPapers: changing(setList("draft_paper", "paper_id")),
    setAuthors,
    setOption: changing(setOption),
    skip: changing(append("skipped")),
    wave: changing(append("waved")),
    remove: setState("open", "deleted"),
    restore: setState("deleted", "open"),
    published: setState("open", "published"),
    withPaper: (paperId) => withPaper.all(paperId),
  };
}

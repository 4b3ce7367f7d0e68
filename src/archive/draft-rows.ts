import type { MessageEntity } from "@grammyjs/types";
import { type ClassicDocument, concat, plainly } from "../document/document.ts";
import { type DeliveryOptions, DeliveryOptions as Options } from "../post/delivery.ts";
import {
  type Author,
  type Figure,
  type Kind,
  LAYOUTS,
  type PostContent,
  type PostPaper,
  type SentMessage,
} from "../post/post.ts";
import { guessKind } from "../post/schema.ts";
import type { Db } from "./database.ts";
import { createPapers } from "./papers.ts";

/** A message of a private chat. */
export interface Source {
  readonly chatId: number;
  readonly messageId: number;
}

/** The text of one message, as a part of a draft's text. */
export interface TextPiece extends Source {
  readonly document: ClassicDocument;
  /** What the message is; null where the piece differs from it, or it may not be copied. */
  readonly form: SentMessage["form"] | null;
}

export interface DraftFigure extends Figure, Source {
  readonly mediaGroup: string | null;
}

/** A draft as its rows have it. */
export interface Draft {
  readonly id: number;
  readonly channelId: number;
  readonly personId: number;
  readonly state: "open" | "published" | "deleted";
  readonly version: number;
  /** Null: the kind is guessed. */
  readonly chosenKind: Kind | null;
  /** What the post schema, the layout and the publisher get. */
  readonly content: PostContent;
  readonly pieces: readonly TextPiece[];
  readonly figures: readonly DraftFigure[];
  readonly paperIds: readonly number[];
  /** Questions waved aside. */
  readonly skipped: readonly string[];
  /** Keys of findings waved aside. */
  readonly waved: readonly string[];
  /** How it goes out, where it is not as the channel's posts do. */
  readonly options: DeliveryOptions;
  readonly updatedAt: number;
}

/** Telegram's apps cut a pasted text at 4,096 units, earlier where a line or a word ends. */
const CUT = 3_000;

/**
 * The text that came in these messages: a paragraph each, but where an app cut one text into two messages in the
 * middle of a sentence, the sentence goes on.
 */
export function joinPieces(pieces: readonly ClassicDocument[]): ClassicDocument {
  return concat(
    ...pieces.flatMap((piece, index) => {
      const separator = separatorBefore(pieces, index);
      return separator === "" ? [piece] : [plainly(separator), piece];
    }),
  );
}

/** Which piece holds this unit of the joined text, and where within it. Null for a separator, or beyond the text. */
export function pieceAt(
  pieces: readonly ClassicDocument[],
  offset: number,
): { readonly index: number; readonly offset: number } | null {
  let start = 0;
  for (const [index, { text }] of pieces.entries()) {
    start += separatorBefore(pieces, index).length;
    if (offset < start) return null;
    if (offset < start + text.length) return { index, offset: offset - start };
    start += text.length;
  }
  return null;
}

function separatorBefore(pieces: readonly ClassicDocument[], index: number): string {
  const before = pieces[index - 1]?.text;
  if (before === undefined || before === "") return "";
  return before.length >= CUT && /[\p{L}\p{N},;–—-]$/u.test(before) ? " " : "\n\n";
}

/** Reads a draft with all that belongs to it; null where there is none. */
export function loadDraft(db: Db): (id: number) => Draft | null {
  const head = db.prepare<[number], HeadRow>(
    `SELECT draft.id,
            draft.channel_id,
            draft.person_id,
            draft.state,
            draft.version,
            draft.style,
            draft.kind,
            draft.title,
            draft.layout,
            draft.skipped,
            draft.waved,
            draft.options,
            draft.updated_at,
            post.id AS post_id,
            post.title AS post_title,
            post.message_id AS post_message_id
       FROM draft
       LEFT JOIN post ON post.id = draft.follows_post_id
      WHERE draft.id = ?`,
  );
  const texts = db.prepare<[number], TextRow>(
    "SELECT chat_id, message_id, text, entities, form FROM draft_text WHERE draft_id = ? ORDER BY position",
  );
  const figures = db.prepare<[number], DraftFigure>(
    `SELECT kind,
            file_id AS fileId,
            file_unique_id AS fileUniqueId,
            size,
            caption,
            credit,
            chat_id AS chatId,
            message_id AS messageId,
            media_group AS mediaGroup
       FROM draft_figure
      WHERE draft_id = ?
      ORDER BY position`,
  );
  const paperIds = db
    .prepare<[number], number>("SELECT paper_id FROM draft_paper WHERE draft_id = ? ORDER BY position")
    .pluck();
  const tags = db.prepare<[number], string>("SELECT name FROM draft_tag WHERE draft_id = ? ORDER BY position").pluck();
  const authors = db.prepare<[number], Author>(
    `SELECT author.id,
            author.name,
            author.username,
            author.rubric
       FROM draft_author
       JOIN author ON author.id = draft_author.author_id
      WHERE draft_id = ?
      ORDER BY position`,
  );
  const papers = createPapers(db);

  const postPapers = (ids: readonly number[]): PostPaper[] =>
    ids.flatMap((id) => {
      const paper = papers.get(id);
      return paper === null ? [] : [{ identifier: paper.identifiers[0], title: paper.title, byline: paper.byline }];
    });

  return (id) => {
    const row = head.get(id);
    if (row === undefined) return null;
    const pieces = texts.all(id).map(({ chat_id, message_id, text, entities, form }) => ({
      chatId: chat_id,
      messageId: message_id,
      document: { text, entities: JSON.parse(entities) as MessageEntity[] },
      form,
    }));
    const ids = paperIds.all(id);
    const drawn = figures.all(id);
    const follows =
      row.post_id === null
        ? null
        : { postId: row.post_id, title: row.post_title ?? "", messageId: row.post_message_id ?? 0 };
    const inPost = postPapers(ids);
    return {
      id: row.id,
      channelId: row.channel_id,
      personId: row.person_id,
      state: row.state,
      version: row.version,
      chosenKind: row.kind,
      content: {
        kind: row.kind ?? guessKind({ papers: inPost, follows }),
        title: row.title,
        text: joinPieces(pieces.map(({ document }) => document)),
        style: row.style,
        papers: inPost,
        figures: drawn.map(plainFigure),
        tags: tags.all(id),
        authors: authors.all(id),
        follows,
        layout: LAYOUTS.find((layout) => layout === row.layout) ?? null,
        sent: sentWhole(pieces, drawn),
      },
      pieces,
      figures: drawn,
      paperIds: ids,
      skipped: JSON.parse(row.skipped) as string[],
      waved: JSON.parse(row.waved) as string[],
      options: Options.parse(JSON.parse(row.options)) as DeliveryOptions,
      updatedAt: row.updated_at,
    };
  };
}

function plainFigure({ kind, fileId, fileUniqueId, size, caption, credit }: DraftFigure): Figure {
  return {
    kind,
    fileId,
    fileUniqueId,
    size,
    ...((caption ?? "") !== "" && { caption }),
    ...((credit ?? "") !== "" && { credit }),
  };
}

/** The one message that the draft consists of, if it is one and stands as it was sent. */
function sentWhole(pieces: readonly TextPiece[], figures: readonly DraftFigure[]): SentMessage | null {
  const [piece, ...others] = pieces;
  if (piece === undefined || piece.form === null || others.length > 0) return null;
  const { chatId, messageId, form } = piece;
  const whole =
    form === "text"
      ? figures.length === 0
      : figures.length === 1 && figures[0]?.chatId === chatId && figures[0].messageId === messageId;
  return whole ? { chatId, messageId, form } : null;
}

interface HeadRow {
  id: number;
  channel_id: number;
  person_id: number;
  state: Draft["state"];
  version: number;
  style: PostContent["style"];
  kind: Kind | null;
  title: string | null;
  layout: string | null;
  skipped: string;
  waved: string;
  options: string;
  updated_at: number;
  post_id: number | null;
  post_title: string | null;
  post_message_id: number | null;
}

interface TextRow {
  chat_id: number;
  message_id: number;
  text: string;
  entities: string;
  form: SentMessage["form"] | null;
}

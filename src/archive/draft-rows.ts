import type { DocumentFinding } from "../document/finding.ts";
import { type DeliveryOptions, DeliveryOptions as Options } from "../post/delivery.ts";
import { joinPieces, readPieces } from "../post/pieces.ts";
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
import { listIn, readTexts, type Source, type TextPiece } from "./draft-pieces.ts";
import { createDraftRich } from "./draft-rich.ts";
import { createPapers } from "./papers.ts";
import { readRow } from "./unreadable.ts";

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
  /** What was found while Markdown or a rich message was read; null where the draft has neither. */
  readonly reading: readonly DocumentFinding[] | null;
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

/** Reads a draft with all that belongs to it; null where there is none. The reader throws UnreadableError. */
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
  const textsOf = readTexts(db);
  const figures = db.prepare<[number], DraftFigure>(
    `SELECT kind,
            draft_figure.file_id AS fileId,
            draft_figure.file_unique_id AS fileUniqueId,
            draft_figure.size,
            caption,
            credit,
            sha256 || extension AS kept,
            chat_id AS chatId,
            message_id AS messageId,
            media_group AS mediaGroup
       FROM draft_figure
       LEFT JOIN media ON media.file_unique_id = draft_figure.file_unique_id AND state = 'kept'
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
  const riches = createDraftRich(db);

  const postPapers = (ids: readonly number[]): PostPaper[] =>
    ids.flatMap((id) => {
      const paper = papers.get(id);
      return paper === null ? [] : [{ identifier: paper.identifiers[0], title: paper.title, byline: paper.byline }];
    });

  const read = (id: number): Draft | null => {
    const row = head.get(id);
    if (row === undefined) return null;
    const pieces = textsOf(id);
    const ids = paperIds.all(id);
    const drawn = figures.all(id);
    const rich = pieces.some(({ format }) => format !== null) ? (riches.find(id) ?? readPieces(pieces, drawn)) : null;
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
        text: rich?.twin ?? joinPieces(pieces.map(({ document }) => document)),
        style: row.style,
        papers: inPost,
        figures: drawn.map(plainFigure),
        tags: tags.all(id),
        authors: authors.all(id),
        follows,
        layout: LAYOUTS.find((layout) => layout === row.layout) ?? null,
        ...(rich !== null && { rich: rich.document }),
        sent: sentWhole(pieces, drawn),
      },
      pieces,
      reading: rich?.findings ?? null,
      figures: drawn,
      paperIds: ids,
      skipped: listIn(row.skipped) as string[],
      waved: listIn(row.waved) as string[],
      options: Options.parse(JSON.parse(row.options)) as DeliveryOptions,
      updatedAt: row.updated_at,
    };
  };
  return (id) => readRow("draft", id, () => read(id));
}

function plainFigure({ kind, fileId, fileUniqueId, size, caption, credit, kept }: DraftFigure): Figure {
  return {
    kind,
    fileId,
    fileUniqueId,
    size,
    ...((caption ?? "") !== "" && { caption }),
    ...((credit ?? "") !== "" && { credit }),
    ...((kept ?? null) !== null && { kept }),
  };
}

/** The one message that the draft consists of, if it is one and stands as it was sent. */
function sentWhole(pieces: readonly TextPiece[], figures: readonly DraftFigure[]): SentMessage | null {
  const [piece, ...others] = pieces;
  // What is read as Markdown is no longer what the message shows.
  if (piece === undefined || piece.form === null || piece.format !== null || others.length > 0) return null;
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

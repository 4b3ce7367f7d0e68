import { searchSounds, searchTerms } from "../language/terms.ts";
import { type Db, inTransaction } from "./database.ts";

/** Keeps what posts are found by in step with what they are. Every method belongs in the transaction of the change. */
export interface SearchIndex {
  /** Reads the post anew. Where it is gone, or was taken down, so is what it was found by. */
  refresh(postId: number): void;
  /** Reads all posts of a paper anew: its title has become known, for example. */
  refreshPaper(paperId: number): void;
  /** Reads all posts of an author anew. */
  refreshAuthor(authorId: number): void;
  /** Makes the index of all posts anew. */
  rebuild(): void;
}

interface Texts {
  title: string;
  body: string;
  tags: string | null;
  authors: string | null;
  papers: string | null;
}

export function createSearchIndex(db: Db): SearchIndex {
  const texts = db.prepare<[number], Texts>(
    `SELECT post.title,
            post.text AS body,
            (SELECT group_concat(tag.name, ' ')
               FROM post_tag JOIN tag ON tag.id = post_tag.tag_id
              WHERE post_tag.post_id = post.id) AS tags,
            (SELECT group_concat(author.name || ' ' || coalesce(author.username, '') || ' ' || coalesce(author.rubric, ''), ' ')
               FROM post_author JOIN author ON author.id = post_author.author_id
              WHERE post_author.post_id = post.id) AS authors,
            (SELECT group_concat(coalesce(paper.title, '') || ' ' || (SELECT coalesce(group_concat(value, ' '), '') FROM json_each(paper.authors)), ' ')
               FROM post_paper JOIN paper ON paper.id = post_paper.paper_id
              WHERE post_paper.post_id = post.id) AS papers
       FROM post
      WHERE post.id = ? AND post.taken_down_at IS NULL`,
  );
  const remove = db.prepare("DELETE FROM post_search WHERE rowid = ?");
  const insert = db.prepare(
    "INSERT INTO post_search (rowid, title, tags, authors, papers, body, sounds) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const ofPaper = db.prepare<[number], number>("SELECT post_id FROM post_paper WHERE paper_id = ?").pluck();
  const ofAuthor = db.prepare<[number], number>("SELECT post_id FROM post_author WHERE author_id = ?").pluck();
  const all = db.prepare<[], number>("SELECT id FROM post ORDER BY id").pluck();
  const clear = db.prepare("INSERT INTO post_search (post_search) VALUES ('delete-all')");

  const add = (postId: number) => {
    const text = texts.get(postId);
    if (text === undefined) return;
    const terms = (column: string | null) => searchTerms(column ?? "").join(" ");
    const { title, tags, authors, papers, body } = text;
    const sounds = searchSounds([title, tags, papers, body].join("\n")).join(" ");
    insert.run(postId, terms(title), terms(tags), terms(authors), terms(papers), terms(body), sounds);
  };
  const refresh = (postId: number) => {
    remove.run(postId);
    add(postId);
  };
  return {
    refresh,
    refreshPaper: (paperId) => ofPaper.all(paperId).forEach(refresh),
    refreshAuthor: (authorId) => ofAuthor.all(authorId).forEach(refresh),
    rebuild: inTransaction(db, () => {
      clear.run();
      all.all().forEach(add);
    }),
  };
}

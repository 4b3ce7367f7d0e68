import type { Author } from "../post/post.ts";
import { type Db, inTransaction } from "./database.ts";
import { createSearchIndex } from "./search-index.ts";

/** An author and how many posts they have in the channel. */
export interface AuthorCount extends Author {
  readonly posts: number;
}

/** Whoever writes for the channel. An author need not have spoken to the bot. */
export interface Authors {
  /**
   * The author that a person is, made where there is none yet. An author of the same @username who was no person so
   * far becomes this one. Their name and @username follow the person's.
   */
  ensureForPerson(
    channelId: number,
    person: { readonly id: number; readonly name: string; readonly username: string | null },
  ): Author;
  /** An author who is not known as a person: found by @username or, without one, by name; made where there is none. */
  ensureNamed(channelId: number, author: Omit<Author, "id">): Author;
  get(id: number): Author | null;
  /** Those who have posts come first, by their number; the names decide among equals. */
  list(channelId: number): readonly AuthorCount[];
  /** Telegram ids of those who are known as people. */
  people(channelId: number): readonly number[];
  setRubric(id: number, rubric: string | null): void;
}

const COLUMNS = "author.id, author.name, author.username, author.rubric";

export function createAuthors(db: Db): Authors {
  const index = createSearchIndex(db);
  const byPerson = db.prepare<[number, number], Author>(
    `SELECT ${COLUMNS} FROM author WHERE channel_id = ? AND person_id = ?`,
  );
  const byUsername = db.prepare<[number, string], Author & { person_id: number | null }>(
    `SELECT ${COLUMNS}, author.person_id FROM author WHERE channel_id = ? AND lower(username) = lower(?) ORDER BY id`,
  );
  const byName = db.prepare<[number, string], Author>(
    `SELECT ${COLUMNS} FROM author WHERE channel_id = ? AND name = ? AND username IS NULL ORDER BY id`,
  );
  const byId = db.prepare<[number], Author>(`SELECT ${COLUMNS} FROM author WHERE id = ?`);
  const insert = db.prepare<[number, number | null, string, string | null, string | null]>(
    "INSERT INTO author (channel_id, person_id, name, username, rubric) VALUES (?, ?, ?, ?, ?)",
  );
  const update = db.prepare<[number, string, string | null, number]>(
    "UPDATE author SET person_id = ?, name = ?, username = ? WHERE id = ?",
  );
  const rubric = db.prepare<[string | null, number]>("UPDATE author SET rubric = ? WHERE id = ?");
  const counts = db.prepare<[number], AuthorCount>(
    `SELECT ${COLUMNS}, count(post.id) AS posts
       FROM author
       LEFT JOIN post_author ON post_author.author_id = author.id
       LEFT JOIN post ON post.id = post_author.post_id AND post.taken_down_at IS NULL
      WHERE author.channel_id = ?
      GROUP BY author.id
      ORDER BY posts DESC, author.name, author.id`,
  );

  const persons = db
    .prepare<[number], number>(
      "SELECT person_id FROM author WHERE channel_id = ? AND person_id IS NOT NULL ORDER BY id",
    )
    .pluck();

  const made = (id: number | bigint, name: string, username: string | null, section: string | null): Author => ({
    id: Number(id),
    name,
    username,
    rubric: section,
  });
  return {
    ensureForPerson: (channelId, person) =>
      inTransaction(db, () => {
        const { name, username } = person;
        const known =
          byPerson.get(channelId, person.id) ??
          (username === null ? undefined : byUsername.all(channelId, username).find((row) => row.person_id === null));
        if (known === undefined) {
          return made(insert.run(channelId, person.id, name, username, null).lastInsertRowid, name, username, null);
        }
        if (known.name !== name || known.username !== username || "person_id" in known) {
          update.run(person.id, name, username, known.id);
          index.refreshAuthor(known.id);
        }
        return made(known.id, name, username, known.rubric);
      })(),
    ensureNamed: (channelId, { name, username, rubric: section }) =>
      inTransaction(db, () => {
        const [known] = username === null ? byName.all(channelId, name) : byUsername.all(channelId, username);
        if (known !== undefined) return made(known.id, known.name, known.username, known.rubric);
        return made(insert.run(channelId, null, name, username, section).lastInsertRowid, name, username, section);
      })(),
    get: (id) => byId.get(id) ?? null,
    list: (channelId) => counts.all(channelId),
    people: (channelId) => persons.all(channelId),
    setRubric: (id, section) =>
      inTransaction(db, () => {
        rubric.run(section, id);
        index.refreshAuthor(id);
      })(),
  };
}

/** The authors whom a reader means by a name, an @username or a rubric; all who fit, the exact ones alone if any. */
export function matchingAuthors<A extends Author>(authors: readonly A[], words: string): readonly A[] {
  const wanted = fold(words.trim().replace(/^@/, ""));
  if (wanted === "") return [];
  const names = (author: A) => [author.name, author.username ?? "", author.rubric ?? ""].map(fold);
  const exact = authors.filter((author) => names(author).includes(wanted));
  return exact.length > 0 ? exact : authors.filter((author) => names(author).some((name) => name.includes(wanted)));
}

function fold(text: string): string {
  return text.normalize("NFC").toLowerCase().replaceAll("ё", "е");
}

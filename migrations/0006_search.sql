-- What posts are found by: stems and words of each column, made by src/language/terms.ts. The rowid is the post's id.
-- Contentless: the texts themselves stand in post.
CREATE VIRTUAL TABLE post_search USING fts5 (
  title,
  tags,
  authors,
  papers,
  body,
  sounds,
  content = '',
  contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co M*'"
);

-- Answers that have a page to turn to. A button holds the id; old ones go, and no id is given twice.
CREATE TABLE search (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  channel_id INTEGER NOT NULL REFERENCES channel (id),
  person_id  INTEGER NOT NULL,             -- Telegram's; who asks in a group need not be known as a person
  query      TEXT    NOT NULL CHECK (json_valid(query)),
  created_at INTEGER NOT NULL
) STRICT;

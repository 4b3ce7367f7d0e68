-- Papers, and every post that was ever in the channel.

CREATE TABLE paper (
  id      INTEGER PRIMARY KEY,
  title   TEXT,
  authors TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(authors)),  -- names in the paper's order
  year    INTEGER,
  code    TEXT                                                     -- URL
) STRICT;

CREATE TABLE paper_identifier (
  scheme   TEXT    NOT NULL,
  value    TEXT    NOT NULL,
  paper_id INTEGER NOT NULL REFERENCES paper (id),
  PRIMARY KEY (scheme, value)
) STRICT;
CREATE INDEX paper_identifier_paper ON paper_identifier (paper_id);

CREATE TABLE post (
  id              INTEGER PRIMARY KEY,
  channel_id      INTEGER NOT NULL REFERENCES channel (id),
  kind            TEXT    NOT NULL CHECK (kind IN ('review', 'overview', 'note', 'follow-up')),
  title           TEXT    NOT NULL,
  text            TEXT    NOT NULL,
  entities        TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(entities)),
  follows_post_id INTEGER REFERENCES post (id),
  message_id      INTEGER NOT NULL,        -- the message that a link to the post opens
  published_at    INTEGER NOT NULL,
  UNIQUE (channel_id, message_id)
) STRICT;
CREATE INDEX post_published ON post (channel_id, published_at);

CREATE TABLE post_message (
  post_id    INTEGER NOT NULL REFERENCES post (id),
  message_id INTEGER NOT NULL,
  position   INTEGER NOT NULL,
  PRIMARY KEY (post_id, message_id)
) STRICT;

CREATE TABLE post_paper (
  post_id  INTEGER NOT NULL REFERENCES post (id),
  paper_id INTEGER NOT NULL REFERENCES paper (id),
  position INTEGER NOT NULL,
  PRIMARY KEY (post_id, paper_id)
) STRICT;
CREATE INDEX post_paper_paper ON post_paper (paper_id);

CREATE TABLE tag (
  id         INTEGER PRIMARY KEY,
  channel_id INTEGER NOT NULL REFERENCES channel (id),
  name       TEXT    NOT NULL,             -- as first written, without #, NFC
  folded     TEXT    NOT NULL,             -- lower case of name: tags are matched by it
  UNIQUE (channel_id, folded)
) STRICT;

CREATE TABLE post_tag (
  post_id INTEGER NOT NULL REFERENCES post (id),
  tag_id  INTEGER NOT NULL REFERENCES tag (id),
  PRIMARY KEY (post_id, tag_id)
) STRICT;
CREATE INDEX post_tag_tag ON post_tag (tag_id);

CREATE TABLE post_author (
  post_id   INTEGER NOT NULL REFERENCES post (id),
  author_id INTEGER NOT NULL REFERENCES author (id),
  position  INTEGER NOT NULL,
  PRIMARY KEY (post_id, author_id)
) STRICT;
CREATE INDEX post_author_author ON post_author (author_id);

CREATE TABLE post_figure (
  post_id        INTEGER NOT NULL REFERENCES post (id),
  position       INTEGER NOT NULL,
  kind           TEXT    NOT NULL CHECK (kind IN ('photo', 'video', 'animation', 'document')),
  file_id        TEXT    NOT NULL,
  file_unique_id TEXT    NOT NULL,
  size           INTEGER,
  PRIMARY KEY (post_id, position)
) STRICT;

CREATE TABLE post_reaction (
  post_id INTEGER NOT NULL REFERENCES post (id),
  emoji   TEXT    NOT NULL,
  count   INTEGER NOT NULL,
  PRIMARY KEY (post_id, emoji)
) STRICT;

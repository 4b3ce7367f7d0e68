-- How posts stand in the channel, message by message, and every change that was made in them since they were published.

ALTER TABLE post ADD COLUMN taken_down_at INTEGER;  -- its messages were deleted; null: it is in the channel

-- What is known of a message of a post. A post without rows stands as it was published.
CREATE TABLE post_part (
  post_id    INTEGER NOT NULL REFERENCES post (id),
  message_id INTEGER NOT NULL,
  position   INTEGER NOT NULL,
  standing   TEXT    NOT NULL CHECK (json_valid(standing)),
  PRIMARY KEY (post_id, message_id)
) STRICT;

-- A change of a post: what it was to become, who wanted it, and when. The row is written before the first call.
CREATE TABLE revision (
  id        INTEGER PRIMARY KEY,
  post_id   INTEGER NOT NULL REFERENCES post (id),
  kind      TEXT    NOT NULL CHECK (kind IN ('first', 'edit', 'update', 'restored', 'take-down', 'by-hand')),
  state     TEXT    NOT NULL CHECK (state IN ('intended', 'made', 'refused')),
  snapshot  TEXT    NOT NULL CHECK (json_valid(snapshot)),  -- the post as it is after it
  person_id INTEGER REFERENCES person (id),                 -- null: somebody in the channel
  signature TEXT,                                           -- how the channel named them
  refusal   TEXT CHECK (json_valid(refusal)),
  began_at  INTEGER NOT NULL,
  ended_at  INTEGER
) STRICT;
CREATE INDEX revision_post ON revision (post_id, id);
CREATE UNIQUE INDEX revision_intended ON revision (post_id) WHERE state = 'intended';

-- What a private chat is asked about a published post.
CREATE TABLE post_question (
  chat_id    INTEGER PRIMARY KEY,
  post_id    INTEGER NOT NULL REFERENCES post (id),
  base       INTEGER NOT NULL,                              -- the post's last revision that the person saw
  part       TEXT    NOT NULL,
  arg        TEXT    NOT NULL,
  message_id INTEGER,                                       -- the message that asks; null until it is sent
  asked_at   INTEGER NOT NULL
) STRICT;

-- The one living message in which a post is shown to a person.
CREATE TABLE post_card (
  post_id    INTEGER NOT NULL REFERENCES post (id),
  chat_id    INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  PRIMARY KEY (post_id, chat_id)
) STRICT;

-- Reactions as Telegram counts them: under each message.
CREATE TABLE message_reaction (
  post_id    INTEGER NOT NULL REFERENCES post (id),
  message_id INTEGER NOT NULL,
  emoji      TEXT    NOT NULL,
  count      INTEGER NOT NULL,
  PRIMARY KEY (post_id, message_id, emoji)
) STRICT;

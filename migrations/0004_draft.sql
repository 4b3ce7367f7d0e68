-- Drafts: posts that are not yet published, saved after every answer.

CREATE TABLE draft (
  id              INTEGER PRIMARY KEY,
  channel_id      INTEGER NOT NULL REFERENCES channel (id),
  person_id       INTEGER NOT NULL REFERENCES person (id),   -- who drafts it
  state           TEXT    NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'published', 'deleted')),
  version         INTEGER NOT NULL DEFAULT 1,                -- grows with every change; buttons carry it
  style           TEXT    NOT NULL CHECK (style IN ('verbatim', 'guided')),
  kind            TEXT CHECK (kind IN ('review', 'overview', 'note', 'follow-up')),  -- null: guessed
  title           TEXT,                                      -- null: the paper's, or the text's first line
  follows_post_id INTEGER REFERENCES post (id),
  skipped         TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(skipped)),  -- questions waved aside
  waved           TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(waved)),    -- findings waved aside
  created_at      INTEGER NOT NULL,
  updated_at      INTEGER NOT NULL
) STRICT;
CREATE INDEX draft_person ON draft (person_id, state, updated_at);

-- The text, as the messages that it came in; editing such a message changes its piece.
CREATE TABLE draft_text (
  draft_id   INTEGER NOT NULL REFERENCES draft (id),
  position   INTEGER NOT NULL,
  chat_id    INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  text       TEXT    NOT NULL,
  entities   TEXT    NOT NULL CHECK (json_valid(entities)),
  PRIMARY KEY (draft_id, position),
  UNIQUE (chat_id, message_id, draft_id)
) STRICT;

CREATE TABLE draft_figure (
  draft_id       INTEGER NOT NULL REFERENCES draft (id),
  position       INTEGER NOT NULL,
  kind           TEXT    NOT NULL CHECK (kind IN ('photo', 'video', 'animation', 'document')),
  file_id        TEXT    NOT NULL,
  file_unique_id TEXT    NOT NULL,
  size           INTEGER,
  chat_id        INTEGER NOT NULL,
  message_id     INTEGER NOT NULL,
  media_group    TEXT,
  PRIMARY KEY (draft_id, position)
) STRICT;
CREATE INDEX draft_figure_group ON draft_figure (chat_id, media_group);

CREATE TABLE draft_paper (
  draft_id INTEGER NOT NULL REFERENCES draft (id),
  paper_id INTEGER NOT NULL REFERENCES paper (id),
  position INTEGER NOT NULL,
  PRIMARY KEY (draft_id, paper_id)
) STRICT;

CREATE TABLE draft_tag (
  draft_id INTEGER NOT NULL REFERENCES draft (id),
  position INTEGER NOT NULL,
  name     TEXT    NOT NULL,
  PRIMARY KEY (draft_id, position)
) STRICT;

CREATE TABLE draft_author (
  draft_id  INTEGER NOT NULL REFERENCES draft (id),
  author_id INTEGER NOT NULL REFERENCES author (id),
  position  INTEGER NOT NULL,
  PRIMARY KEY (draft_id, author_id)
) STRICT;

-- Which draft a private chat is asked about. The conversation only waits; this row is what is asked.
CREATE TABLE draft_question (
  chat_id    INTEGER PRIMARY KEY,
  draft_id   INTEGER NOT NULL REFERENCES draft (id),
  part       TEXT    NOT NULL,
  message_id INTEGER,                                        -- the message that asks; null until it is sent
  asked_at   INTEGER NOT NULL
) STRICT;

-- Messages that were taken for a search, kept so that one tap makes a draft of them after all.
CREATE TABLE draft_guess (
  chat_id    INTEGER NOT NULL,
  message_id INTEGER NOT NULL,                               -- the first of them
  messages   TEXT    NOT NULL CHECK (json_valid(messages)),
  made_at    INTEGER NOT NULL,
  PRIMARY KEY (chat_id, message_id)
) STRICT;

-- The messages of the last preview, which a new one replaces.
CREATE TABLE draft_preview (
  draft_id   INTEGER NOT NULL REFERENCES draft (id),
  chat_id    INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  PRIMARY KEY (draft_id, chat_id, message_id)
) STRICT;

-- The one living message in which a draft is shown in a chat.
CREATE TABLE draft_card (
  draft_id   INTEGER PRIMARY KEY REFERENCES draft (id),
  chat_id    INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  shown      INTEGER NOT NULL                                -- the draft's version that it shows
) STRICT;

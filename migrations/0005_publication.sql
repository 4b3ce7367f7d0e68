-- A post's way into the channel. The row is written before the call.

CREATE TABLE publication (
  id           INTEGER PRIMARY KEY,
  draft_id     INTEGER NOT NULL REFERENCES draft (id),
  channel_id   INTEGER NOT NULL REFERENCES channel (id),
  version      INTEGER NOT NULL,           -- the draft's version that goes out
  content      TEXT    NOT NULL CHECK (json_valid(content)),  -- the post itself, as it was in that version
  state        TEXT    NOT NULL CHECK (state IN ('intended', 'sent', 'refused', 'unknown')),
  requested_by INTEGER NOT NULL REFERENCES person (id),
  post_id      INTEGER REFERENCES post (id),
  refusal      TEXT CHECK (json_valid(refusal)),  -- with 'intended': the channel took a part, then refused
  intended_at  INTEGER NOT NULL,
  finished_at  INTEGER
) STRICT;
CREATE UNIQUE INDEX publication_alive ON publication (draft_id) WHERE state IN ('intended', 'sent', 'unknown');

CREATE TABLE publication_message (
  publication_id INTEGER NOT NULL REFERENCES publication (id),
  position       INTEGER NOT NULL,
  outgoing       TEXT    NOT NULL CHECK (json_valid(outgoing)),   -- exactly what is sent
  state          TEXT    NOT NULL CHECK (state IN ('intended', 'calling', 'sent', 'unknown')),
  message_ids    TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(message_ids)),
  PRIMARY KEY (publication_id, position)
) STRICT;

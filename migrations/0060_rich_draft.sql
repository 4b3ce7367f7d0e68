-- Drafts of which something is read as Markdown, or came as a rich message.

-- How the piece is read: null: as Telegram's own text.
ALTER TABLE draft_text ADD COLUMN format TEXT CHECK (format IN ('markdown', 'rich'));
-- Of a rich message its document; its figures are named by their place in it.
ALTER TABLE draft_text ADD COLUMN rich TEXT CHECK (rich IS NULL OR json_valid(rich));

-- What such pieces become together, kept with its classic twin.
CREATE TABLE draft_rich (
  draft_id INTEGER PRIMARY KEY REFERENCES draft (id),
  schema   INTEGER NOT NULL,                                 -- the form of what stands here; an older one is made anew
  document TEXT CHECK (document IS NULL OR json_valid(document)),  -- null: it could not be read
  text     TEXT    NOT NULL,                                 -- the twin's
  entities TEXT    NOT NULL CHECK (json_valid(entities)),
  findings TEXT    NOT NULL CHECK (json_valid(findings))     -- what was found while it was read
) STRICT;

-- The bytes of figures: file ids die with a bot's token, so what was published is fetched once into a folder.

CREATE TABLE media (
  file_unique_id TEXT    PRIMARY KEY,      -- the same for the same file, whatever its file id
  file_id        TEXT    NOT NULL,
  state          TEXT    NOT NULL CHECK (state IN ('wanted', 'kept', 'large', 'beyond', 'gone')),
  size           INTEGER,                  -- bytes, where known
  sha256         TEXT,                     -- of what is kept: its name in the folder
  extension      TEXT,                     -- with its dot, "" for none
  failures       INTEGER NOT NULL DEFAULT 0,
  due_at         INTEGER NOT NULL,         -- when it is tried next
  kept_at        INTEGER,
  CHECK (state <> 'kept' OR (sha256 IS NOT NULL AND extension IS NOT NULL))
) STRICT;
CREATE INDEX media_due ON media (due_at) WHERE state = 'wanted';

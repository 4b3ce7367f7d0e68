-- A copy that was made as a backup tells when, in one row. The database in use has none.
CREATE TABLE backup_mark (
  id      INTEGER PRIMARY KEY CHECK (id = 1),
  made_at INTEGER NOT NULL
) STRICT;

-- The database was brought back from a copy. Nothing is sent to the channel until an admin has confirmed it.
CREATE TABLE restored (
  id           INTEGER PRIMARY KEY,
  backup_at    INTEGER NOT NULL,         -- what happened after it is not in the database
  restored_at  INTEGER NOT NULL,
  confirmed_by INTEGER,                  -- Telegram's user id
  confirmed_at INTEGER
) STRICT;

-- Backups that the owner was sent, or told that they are too large to send. The last one tells when the next is due.
CREATE TABLE backup_sent (
  id        INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL,            -- Telegram's user id
  made_at   INTEGER NOT NULL,            -- when the backup was made
  sent_at   INTEGER NOT NULL
) STRICT;

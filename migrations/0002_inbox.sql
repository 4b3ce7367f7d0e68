-- Updates are kept here before they are confirmed to Telegram.

CREATE TABLE inbox (
  update_id   INTEGER PRIMARY KEY,
  lane        TEXT    NOT NULL,            -- one chat, or one person where there is no chat
  payload     TEXT    NOT NULL CHECK (json_valid(payload)),
  late        INTEGER NOT NULL DEFAULT 0,  -- 1: it had waited at Telegram while the bot was down
  state       TEXT    NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'set-aside')),
  attempts    INTEGER NOT NULL DEFAULT 0,  -- how often a process began to handle it
  received_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
CREATE INDEX inbox_waiting ON inbox (lane, update_id) WHERE state = 'waiting';
CREATE INDEX inbox_finished ON inbox (finished_at) WHERE state = 'done';

-- What an update has already changed. Written in the transaction of the change itself.
CREATE TABLE effect (
  update_id INTEGER NOT NULL,
  name      TEXT    NOT NULL,
  result    TEXT    NOT NULL CHECK (json_valid(result)),
  made_at   INTEGER NOT NULL,
  PRIMARY KEY (update_id, name)
) STRICT;

-- State of @grammyjs/conversations: only which draft is asked for which part.
CREATE TABLE conversation (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT;

-- When posts go out: the channel's weekly slots, and the posts that wait.

CREATE TABLE slot (
  channel_id INTEGER NOT NULL REFERENCES channel (id),
  weekday    INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),   -- 1 is Monday
  minute     INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 1439), -- since midnight, by the clock of the channel's zone
  PRIMARY KEY (channel_id, weekday, minute)
) STRICT;

CREATE TABLE scheduled (
  draft_id       INTEGER PRIMARY KEY REFERENCES draft (id),
  channel_id     INTEGER NOT NULL REFERENCES channel (id),
  -- waiting: for its time; late: missed, goes out at go_at; asked: people decide; released: the publisher has it;
  -- out: in the channel; cancelled: taken out of the queue
  state          TEXT    NOT NULL CHECK (state IN ('waiting', 'late', 'asked', 'released', 'out', 'cancelled')),
  written        TEXT    NOT NULL,     -- the wall clock with offset and zone: 2026-11-25T18:30+03:00[Europe/Moscow]
  due_at         INTEGER NOT NULL,     -- the same as an instant
  go_at          INTEGER,
  version        INTEGER NOT NULL,     -- the draft's version that goes out
  scheduled_by   INTEGER NOT NULL REFERENCES person (id),
  scheduled_at   INTEGER NOT NULL,
  revision       INTEGER NOT NULL,     -- grows with every change; buttons carry it
  why            TEXT,                 -- asked: the reason
  problems       TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(problems)),  -- what the check ahead found
  checked_for    INTEGER,              -- for which due_at it was checked
  publication_id INTEGER REFERENCES publication (id),
  outcome        TEXT CHECK (json_valid(outcome)),  -- what the publisher told last
  released_at    INTEGER,
  untold         INTEGER NOT NULL DEFAULT 1 CHECK (untold IN (0, 1))  -- 1: the receipts do not show it yet
) STRICT;
CREATE INDEX scheduled_queue ON scheduled (channel_id, due_at) WHERE state IN ('waiting', 'late', 'asked', 'released');
CREATE INDEX scheduled_untold ON scheduled (draft_id) WHERE untold = 1;

-- While a channel has a row here, nothing of its queue goes out.
CREATE TABLE queue_pause (
  channel_id INTEGER PRIMARY KEY REFERENCES channel (id),
  since      INTEGER NOT NULL,
  paused_by  INTEGER REFERENCES person (id)   -- null: the program itself
) STRICT;

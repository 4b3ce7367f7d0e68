-- Attempts: every call that was to put a message into a channel, and what became of it. When a publication that waits,
-- was put off or is in doubt goes on by itself.

ALTER TABLE publication ADD COLUMN origin TEXT NOT NULL DEFAULT 'press' CHECK (origin IN ('press', 'schedule'));
ALTER TABLE publication ADD COLUMN release_at    INTEGER;  -- is not called before
ALTER TABLE publication ADD COLUMN retry_at      INTEGER;  -- with 'intended' and a refusal: goes on by itself then
ALTER TABLE publication ADD COLUMN delayed_since INTEGER;
ALTER TABLE publication ADD COLUMN look_at       INTEGER;  -- with 'unknown': the channel is looked at then; null: a person has to say
ALTER TABLE publication ADD COLUMN looks         INTEGER NOT NULL DEFAULT 0;  -- that found the message absent
ALTER TABLE publication ADD COLUMN candidates    TEXT    NOT NULL DEFAULT '[]' CHECK (json_valid(candidates));  -- message ids
ALTER TABLE publication ADD COLUMN pin           INTEGER NOT NULL DEFAULT 0 CHECK (pin IN (0, 1));  -- still to be pinned
ALTER TABLE publication ADD COLUMN untold        INTEGER NOT NULL DEFAULT 0;  -- changes of which people have not been told

CREATE TABLE attempt (
  publication_id  INTEGER NOT NULL REFERENCES publication (id),
  number          INTEGER NOT NULL,        -- from 1 within the publication
  position        INTEGER NOT NULL,        -- of the message that is sent
  last_message_id INTEGER,                 -- the channel's last message that was known before; null: none was
  fingerprint     TEXT    NOT NULL,        -- of what is sent, and where
  began_at        INTEGER NOT NULL,
  outcome         TEXT CHECK (outcome IN ('sent', 'refused', 'unknown', 'found', 'absent')),  -- null: it is being made
  refusal         TEXT CHECK (json_valid(refusal)),
  ended_at        INTEGER,
  PRIMARY KEY (publication_id, number)
) STRICT;

-- Messages of a channel that are not the bot's, as far as updates told of them.
CREATE TABLE foreign_message (
  channel_id INTEGER NOT NULL REFERENCES channel (id),
  message_id INTEGER NOT NULL,
  PRIMARY KEY (channel_id, message_id)
) STRICT;

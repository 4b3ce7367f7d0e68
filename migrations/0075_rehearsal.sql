-- The messages of a draft's last rehearsal in the test channel: the next one takes their place.
CREATE TABLE rehearsal_message (
  draft_id   INTEGER NOT NULL REFERENCES draft (id),
  chat_id    INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  PRIMARY KEY (draft_id, chat_id, message_id)
) STRICT, WITHOUT ROWID;

-- When the owner was told that no way leads into the channel's past, ms; NULL while one does.
ALTER TABLE channel ADD COLUMN blind_told_at INTEGER;

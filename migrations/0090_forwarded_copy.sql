-- Copies that were forwarded for a look and may still stand in the service chat.
CREATE TABLE forwarded_copy (
  chat_id    INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  PRIMARY KEY (chat_id, message_id)
) STRICT, WITHOUT ROWID;

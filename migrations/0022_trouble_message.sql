-- The one message in which an admin is told of a publication's trouble, as long as it lasts.

CREATE TABLE trouble_message (
  publication_id INTEGER NOT NULL REFERENCES publication (id),
  person_id      INTEGER NOT NULL,         -- Telegram's user id, and the chat
  message_id     INTEGER NOT NULL,
  PRIMARY KEY (publication_id, person_id)
) STRICT;

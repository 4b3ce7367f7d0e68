-- What people see of the queue: one receipt for each post and person, the agenda, and the question for a time.

CREATE TABLE receipt (
  draft_id   INTEGER NOT NULL REFERENCES draft (id),
  person_id  INTEGER NOT NULL REFERENCES person (id),
  message_id INTEGER NOT NULL,          -- in the person's own chat
  PRIMARY KEY (draft_id, person_id)
) STRICT;

CREATE TABLE agenda (
  person_id  INTEGER PRIMARY KEY REFERENCES person (id),
  message_id INTEGER NOT NULL
) STRICT;

CREATE TABLE schedule_question (
  person_id  INTEGER PRIMARY KEY REFERENCES person (id),
  draft_id   INTEGER NOT NULL REFERENCES draft (id),
  message_id INTEGER                    -- the message that asks
) STRICT;

-- Whose clock a person reads, where it is not the channel's.
CREATE TABLE person_zone (
  person_id INTEGER PRIMARY KEY REFERENCES person (id),
  zone      TEXT NOT NULL
) STRICT;

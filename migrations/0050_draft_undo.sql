-- What a draft was before the last change that was made for its author, so that one tap takes it back.

CREATE TABLE draft_undo (
  draft_id INTEGER PRIMARY KEY REFERENCES draft (id),
  version  INTEGER NOT NULL,                               -- the draft's after the change: a later one ends the offer
  before   TEXT    NOT NULL CHECK (json_valid(before))
) STRICT;

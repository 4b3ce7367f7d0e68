-- One-time links that make their opener an author of a channel. As with the owner's, only a hash is kept.

CREATE TABLE invitation (
  token_hash TEXT    PRIMARY KEY,
  channel_id INTEGER NOT NULL REFERENCES channel (id),
  invited_by INTEGER NOT NULL REFERENCES person (id),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at    INTEGER,
  used_by    INTEGER REFERENCES person (id)
) STRICT;

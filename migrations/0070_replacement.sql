-- A draft that begins with what a post has, to take its place: once it is out, the post is to be taken down.

CREATE TABLE replacement (
  draft_id INTEGER PRIMARY KEY REFERENCES draft (id),
  post_id  INTEGER NOT NULL REFERENCES post (id)
) STRICT;

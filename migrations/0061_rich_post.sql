-- The rich document of a post, its figures named by their places: kept whichever way the post stands in the channel.
CREATE TABLE post_rich (
  post_id  INTEGER PRIMARY KEY REFERENCES post (id),
  schema   INTEGER NOT NULL,
  document TEXT    NOT NULL CHECK (json_valid(document))
) STRICT;

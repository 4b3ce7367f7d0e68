-- How many calls were made that were to put something into a channel, from the first start on that counted. Beside the
-- database stands the same number: an older copy in the database's place is known by it. No row: nothing counted yet.
CREATE TABLE call_count (
  id   INTEGER PRIMARY KEY CHECK (id = 1),
  made INTEGER NOT NULL
) STRICT;

-- An attempt that a restored copy did not know the end of: the post may have been out for long, and changed since.
ALTER TABLE attempt ADD COLUMN restored INTEGER NOT NULL DEFAULT 0 CHECK (restored IN (0, 1));

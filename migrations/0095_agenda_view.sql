-- What an open agenda shows, so that it follows the plan.

ALTER TABLE agenda ADD COLUMN page INTEGER;                        -- null: another screen stands in the message
ALTER TABLE agenda ADD COLUMN picked INTEGER;                      -- the draft that was chosen on it
ALTER TABLE agenda ADD COLUMN shown TEXT NOT NULL DEFAULT '';      -- a digest of text and buttons
ALTER TABLE agenda ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0;  -- when the person last opened it or pressed in it, ms

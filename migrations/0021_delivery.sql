-- How a draft goes out where that differs from its channel: without a sound, pinned, protected.

ALTER TABLE draft ADD COLUMN options TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(options));

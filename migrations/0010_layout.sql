-- How a draft goes out, what is said of its figures, and which messages still stand as they were sent.

ALTER TABLE draft ADD COLUMN layout TEXT;          -- null: the channel's; names in src/post/post.ts

-- What the message was: null where the piece was changed on the card, or is from before this was noted.
ALTER TABLE draft_text ADD COLUMN form TEXT CHECK (form IN ('text', 'caption'));

ALTER TABLE draft_figure ADD COLUMN caption TEXT;
ALTER TABLE draft_figure ADD COLUMN credit TEXT;   -- whose it is
ALTER TABLE post_figure ADD COLUMN caption TEXT;
ALTER TABLE post_figure ADD COLUMN credit TEXT;

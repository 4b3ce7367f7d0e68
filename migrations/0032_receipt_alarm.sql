-- What a receipt rang for last, so that the same trouble rings once; '' where it was only edited.
ALTER TABLE receipt ADD COLUMN alarm TEXT NOT NULL DEFAULT '';

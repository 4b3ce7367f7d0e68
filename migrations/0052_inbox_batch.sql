-- Which updates were handled as one: after an end in the middle they are one again, and nothing that came later is.
-- What had been done for them is known by the first of them alone.

ALTER TABLE inbox ADD COLUMN batch INTEGER;

UPDATE inbox
   SET batch = (SELECT min(update_id) FROM inbox AS begun
                 WHERE begun.lane = inbox.lane AND begun.state = 'waiting' AND begun.attempts > 0)
 WHERE state = 'waiting'
   AND attempts > 0;

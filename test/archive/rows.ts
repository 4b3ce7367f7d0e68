/**
 * Rows for the tables of each migration, in the words of that migration, so that later ones are tried over what earlier
 * versions left behind.
 */
export const ROWS: Readonly<Record<string, string>> = {
  "0001_channel.sql": `
    INSERT INTO channel (id, chat_id, title, served, created_at) VALUES (1, -1001, 'Канал', 1, 5);
    INSERT INTO person (id, name, seen_at) VALUES (7, 'Вера', 5);
    INSERT INTO role (channel_id, person_id, role, granted_at) VALUES (1, 7, 'admin', 5);
    INSERT INTO owner (person_id, since) VALUES (7, 5);
    INSERT INTO setup_link (token_hash, created_at, expires_at, used_at, used_by) VALUES ('x', 1, 2, 1, 7);
    INSERT INTO author (id, channel_id, person_id, name) VALUES (1, 1, 7, 'Вера');
    INSERT INTO channel_candidate (chat_id, title, username, added_by, added_at) VALUES (-1002, 'Другой', NULL, 8, 5);
    INSERT INTO command_menu (scope, hash) VALUES ('default:ru', 'x');`,
  "0002_inbox.sql": `
    INSERT INTO inbox (update_id, lane, payload, received_at) VALUES (10, 'chat:7', '{"update_id":10}', 5);
    INSERT INTO effect (update_id, name, result, made_at) VALUES (9, 'publish', 'null', 5);
    INSERT INTO conversation (key, value) VALUES ('7', '{}');`,
  "0003_archive.sql": `
    INSERT INTO paper (id, title) VALUES (1, 'Diffusion Forcing');
    INSERT INTO paper_identifier (scheme, value, paper_id) VALUES ('arxiv', '2407.01392', 1);
    INSERT INTO post (id, channel_id, kind, title, text, published_at, message_id)
      VALUES (1, 1, 'review', 'Диффузия', 'Диффузия', 5, 100);
    INSERT INTO post (id, channel_id, kind, title, text, follows_post_id, published_at, message_id)
      VALUES (2, 1, 'follow-up', 'Дополнение', 'Дополнение', 1, 6, 101);
    INSERT INTO post_message (post_id, message_id, position) VALUES (1, 100, 0), (2, 101, 0);
    INSERT INTO post_paper (post_id, paper_id, position) VALUES (1, 1, 0);
    INSERT INTO tag (id, channel_id, folded, name) VALUES (1, 1, 'rl', 'RL');
    INSERT INTO post_tag (post_id, tag_id) VALUES (1, 1);
    INSERT INTO post_author (post_id, author_id, position) VALUES (1, 1, 0);
    INSERT INTO post_figure (post_id, position, kind, file_id, file_unique_id) VALUES (1, 0, 'photo', 'f', 'u');
    INSERT INTO post_reaction VALUES (1, '👍', 1);`,
  "0004_draft.sql": `
    INSERT INTO draft (id, channel_id, person_id, style, title, follows_post_id, created_at, updated_at)
      VALUES (1, 1, 7, 'verbatim', NULL, 1, 5, 6), (2, 1, 7, 'guided', 'Второй', NULL, 5, 6), (3, 1, 7, 'guided', 'Третий', NULL, 5, 6);
    INSERT INTO draft_text (draft_id, position, chat_id, message_id, text, entities) VALUES (1, 0, 7, 20, 'Первая строка' || char(10) || 'и вторая', '[]'), (2, 0, 7, 21, 'Текст', '[]');
    INSERT INTO draft_figure (draft_id, position, kind, file_id, file_unique_id, chat_id, message_id)
      VALUES (1, 0, 'photo', 'f', 'u', 7, 20);
    INSERT INTO draft_paper (draft_id, paper_id, position) VALUES (1, 1, 0);
    INSERT INTO draft_tag (draft_id, position, name) VALUES (1, 0, 'RL');
    INSERT INTO draft_author (draft_id, author_id, position) VALUES (1, 1, 0);
    INSERT INTO draft_question (chat_id, draft_id, part, message_id, asked_at) VALUES (7, 1, 'title', NULL, 5);
    INSERT INTO draft_guess (chat_id, message_id, messages, made_at) VALUES (7, 22, '[]', 5);
    INSERT INTO draft_preview (draft_id, chat_id, message_id) VALUES (1, 7, 23);
    INSERT INTO draft_card (draft_id, chat_id, message_id, shown) VALUES (1, 7, 24, 1);`,
  "0005_publication.sql": `
    INSERT INTO publication (id, draft_id, channel_id, version, content, state, requested_by, intended_at)
      VALUES (1, 2, 1, 1, '{}', 'intended', 7, 5), (2, 3, 1, 1, '{}', 'refused', 7, 5);
    INSERT INTO publication_message (publication_id, position, outgoing, state)
      VALUES (1, 0, '{}', 'intended'), (2, 0, '{}', 'intended');`,
  "0006_search.sql": `
    INSERT INTO search (channel_id, person_id, query, created_at) VALUES (1, 7, '{}', 5);
    INSERT INTO post_search (rowid, title, tags, authors, papers, body, sounds) VALUES (1, 'диффуз', '', '', '', '', '');`,
  "0010_layout.sql": `
    UPDATE draft SET layout = 'series' WHERE id = 1;
    UPDATE draft_text SET form = 'text' WHERE draft_id = 2;
    UPDATE draft_figure SET caption = 'Схема', credit = 'Авторы';
    UPDATE post_figure SET caption = 'Схема';`,
  "0011_revision.sql": `
    INSERT INTO post_part VALUES (1, 100, 0, '{"form":"other","messageId":100}');
    INSERT INTO revision (post_id, kind, state, snapshot, person_id, began_at)
      VALUES (1, 'first', 'made', '{}', NULL, 5), (1, 'edit', 'intended', '{}', 7, 6);
    INSERT INTO post_question VALUES (7, 1, 2, 'text', '', NULL, 6);
    INSERT INTO post_card VALUES (1, 7, 25);
    INSERT INTO message_reaction VALUES (1, 100, '👍', 2);`,
  "0020_attempt.sql": `
    UPDATE publication SET origin = 'schedule', release_at = 6, candidates = '[101]', pin = 1 WHERE id = 1;
    INSERT INTO attempt (publication_id, number, position, last_message_id, fingerprint, began_at)
      VALUES (1, 1, 0, 100, 'x', 5);
    INSERT INTO foreign_message VALUES (1, 99);`,
  "0021_delivery.sql": `
    UPDATE draft SET options = '{"silent":true}' WHERE id = 1;`,
  "0022_trouble_message.sql": `
    INSERT INTO trouble_message VALUES (1, 7, 30);`,
  "0030_schedule.sql": `
    INSERT INTO slot VALUES (1, 1, 720);
    INSERT INTO scheduled (draft_id, channel_id, state, written, due_at, version, scheduled_by, scheduled_at, revision, publication_id)
      VALUES (1, 1, 'waiting', '2026-11-25T18:30+03:00[Europe/Moscow]', 9, 1, 7, 5, 1, NULL),
             (2, 1, 'released', '2026-11-25T18:30+03:00[Europe/Moscow]', 9, 1, 7, 5, 2, 1);
    INSERT INTO queue_pause VALUES (1, 5, 7);`,
  "0031_schedule_messages.sql": `
    INSERT INTO receipt (draft_id, person_id, message_id) VALUES (1, 7, 31);
    INSERT INTO agenda (person_id, message_id) VALUES (7, 32);
    INSERT INTO schedule_question VALUES (7, 2, 33);
    INSERT INTO person_zone VALUES (7, 'Asia/Tokyo');`,
  "0032_receipt_alarm.sql": `
    UPDATE receipt SET alarm = 'asked:refused';`,
  "0050_draft_undo.sql": `
    INSERT INTO draft_undo VALUES (1, 1, '{}');`,
  "0012_media.sql": `
    INSERT INTO media (file_unique_id, file_id, state, size, sha256, extension, due_at, kept_at)
      VALUES ('u', 'f', 'kept', 3, 'ab', '.jpg', 5, 6);`,
  "0051_invitation.sql": `
    INSERT INTO invitation VALUES ('y', 1, 7, 1, 2, NULL, NULL);`,
  "0052_inbox_batch.sql": `
    INSERT INTO inbox (update_id, lane, payload, received_at, attempts, batch) VALUES (11, 'chat:7', '{"update_id":11}', 5, 1, 11);`,
  "0060_rich_draft.sql": `
    UPDATE draft_text SET format = 'markdown' WHERE draft_id = 2;
    INSERT INTO draft_rich VALUES (2, 1, '{"blocks":[]}', 'Текст', '[]', '[]');`,
  "0061_rich_post.sql": `
    INSERT INTO post_rich VALUES (1, 1, '{"blocks":[]}');`,
  "0070_replacement.sql": `
    INSERT INTO replacement VALUES (2, 1);`,
  "0075_rehearsal.sql": `
    INSERT INTO rehearsal_message VALUES (1, -1002, 5);
    UPDATE channel SET blind_told_at = 5;`,
  "0085_call_count.sql": `
    INSERT INTO call_count VALUES (1, 3);`,
  "0086_restored_attempt.sql": `
    UPDATE attempt SET restored = 1 WHERE publication_id = 1;`,
  "0090_forwarded_copy.sql": `
    INSERT INTO forwarded_copy VALUES (7, 30);`,
  "0095_agenda_view.sql": `
    UPDATE agenda SET page = 0, picked = 1, shown = 'ab', seen_at = 5;`,
  "0040_restoration.sql": `
    INSERT INTO restored (backup_at, restored_at, confirmed_by, confirmed_at) VALUES (1, 2, 7, 3);
    INSERT INTO backup_sent (person_id, made_at, sent_at) VALUES (7, 1, 2);`,
};

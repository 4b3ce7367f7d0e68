-- People, the channel that they serve, and who may do what. Times are UTC in milliseconds.

CREATE TABLE channel (
  id         INTEGER PRIMARY KEY,
  chat_id    INTEGER NOT NULL UNIQUE,      -- Telegram's, with its -100 prefix
  title      TEXT    NOT NULL,
  username   TEXT,                         -- without @; null for a private channel
  zone       TEXT    NOT NULL DEFAULT 'Europe/Moscow',
  settings   TEXT    NOT NULL DEFAULT '{}' CHECK (json_valid(settings)),
  served     INTEGER NOT NULL DEFAULT 0 CHECK (served IN (0, 1)),  -- 1: the one that is served today
  left_at    INTEGER,                      -- when the bot was removed from it; null while it is there
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE person (
  id                INTEGER PRIMARY KEY,   -- Telegram's user id
  name              TEXT    NOT NULL,
  username          TEXT,
  language          TEXT CHECK (language IN ('ru', 'en')),  -- chosen with /language; null follows Telegram's
  telegram_language TEXT,
  seen_at           INTEGER NOT NULL
) STRICT;

CREATE TABLE role (
  channel_id INTEGER NOT NULL REFERENCES channel (id),
  person_id  INTEGER NOT NULL REFERENCES person (id),
  role       TEXT    NOT NULL CHECK (role IN ('admin', 'author')),
  granted_at INTEGER NOT NULL,
  PRIMARY KEY (channel_id, person_id, role)
) STRICT;

-- The owner is the bot's, not a channel's: there is an owner before there is a channel.
CREATE TABLE owner (
  person_id INTEGER PRIMARY KEY REFERENCES person (id),
  since     INTEGER NOT NULL
) STRICT;

-- One-time links. Only a hash is kept: the link itself is printed once and nowhere stored.
CREATE TABLE setup_link (
  token_hash TEXT    PRIMARY KEY,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at    INTEGER,
  used_by    INTEGER REFERENCES person (id)
) STRICT;

-- Whoever writes for the channel. An author need not have spoken to the bot.
CREATE TABLE author (
  id         INTEGER PRIMARY KEY,
  channel_id INTEGER NOT NULL REFERENCES channel (id),
  person_id  INTEGER REFERENCES person (id),
  name       TEXT    NOT NULL,
  username   TEXT,
  rubric     TEXT,
  UNIQUE (channel_id, person_id)
) STRICT;

-- Channels that the bot was added to before it had an owner: whoever added it may turn out to be the owner.
CREATE TABLE channel_candidate (
  chat_id  INTEGER PRIMARY KEY,
  title    TEXT    NOT NULL,
  username TEXT,
  added_by INTEGER NOT NULL,               -- Telegram's user id
  added_at INTEGER NOT NULL
) STRICT;

-- Which commands Telegram's menu was last given, so that it is not told the same again.
CREATE TABLE command_menu (
  scope TEXT PRIMARY KEY,                  -- "default:ru", "chat:123" …
  hash  TEXT NOT NULL
) STRICT;

## The console: start, settings, stop

config-heading = { $count ->
    [one] One setting cannot be used:
   *[other] Some settings cannot be used:
}
config-line = { $variable }: { $problem } Example: { $variable }={ $example }
config-token = this is not a bot token, which is a number, a colon and a long string. @BotFather gives it out.
config-token-absent = a bot token is needed because NODE_ENV=production. @BotFather gives it out.
config-channel = this must be the channel's @name, or its id, which begins with -100.
config-service-chat = this must be the numeric id of a private chat; that of a group or channel is negative.
config-admins = these must be people's numeric Telegram ids, separated by commas.
config-api-root = this must be the address of a Bot API server that begins with http:// or https://.
config-proxy = this must be a proxy's address that begins with http://, https:// or socks5://.
config-database = this must be the path of a file.
config-backup-folder = this must be the path of a folder.
config-backup-keep = this must be a number from 0 to 1000.
config-backup-hour = this must be an hour from 0 to 23.
config-backup-send = this must be one of weekly, nightly, never.
config-log-level = this must be one of trace, debug, info, warn, error, fatal, silent.
config-webhook-url = this must be an address that begins with https://.
config-webhook-secret = this must be 16 to 256 Latin letters, digits, _ or -.
config-webhook-secret-absent = WEBHOOK_URL needs a secret as well, by which Telegram is recognised.
config-port = this must be a number from 1 to 65535.
config-node-env = this must be one of production, development, test.
config-unusable = this value cannot be used.

database-locked = The database { $path } is in use by another program. Stop that one and start Paperboy again.
database-read-only = The database { $path } cannot be written. Check the permissions of the file and its folder.
database-unopenable = The database { $path } cannot be opened. Check the path and the permissions of its folder.
database-corrupt = The file { $path } is damaged or no Paperboy database. Restore it from a backup.
database-newer = The database { $path } was made by another version of Paperboy. Update the program, or go back to that version.
database-changed = The migrations of this Paperboy are not the ones that the database { $path } was made with. Reinstall the program: its folder migrations has been changed.
database-displaced = The database { $path } was removed or replaced while Paperboy was running. Until it is back in its place, nothing more is taken or sent.
database-full = The disk that holds the database { $path } is full.
database-network = The database { $path } is in a network folder, where two programs can damage it without noticing. Move it to a disk of this machine.
database-unbacked = The database { $path } is from an earlier version of Paperboy. It has to be copied before the update, and that failed: check the permissions and the free space of the backup folder (BACKUP_FOLDER). The database is as it was.
database-failing = The disk that holds the database { $path } cannot be read or written: it may be full, at a limit, or damaged.
database-other = The database { $path } does not answer: { $reason }

runtime-playground = Paperboy's playground: { $url }
runtime-playground-hint = The bot is real; a page in your browser stands in for Telegram. To stop: Ctrl+C
runtime-playground-failed = The playground did not start.
runtime-playground-absent = This installation has no playground. Put BOT_TOKEN into the file .env: @BotFather gives it out.
runtime-playground-fresh = To start over with the demo channel: npm start -- --fresh
runtime-fresh-real = --fresh is only for the playground, and BOT_TOKEN is set. Nothing was changed.
runtime-playground-gone = The playground stopped unexpectedly.
runtime-bot = The bot { $name } (@{ $username }) is connected.
runtime-ready = Ready and waiting for messages. To stop: Ctrl+C
runtime-owner-link = The bot has no owner yet. Open this link in Telegram to become its owner (it works once, within a day):
runtime-second = Another Paperboy works with the database { $path }. This one waits, and takes over when that one stops.
runtime-waiting = Nothing is lost: what people write waits at Telegram. I will look again by myself.
runtime-waited = The database can be used again.
runtime-put-back = The database { $path } was removed while Paperboy was running. It has been written again, and nothing is lost.
runtime-older = The database { $path } is an earlier copy of the one that Paperboy last worked with here, or was moved here without the .calls file beside it.
runtime-restored = The database was restored from a backup: publishing is paused until an admin confirms it in the chat.
runtime-stopping = Stopping; finishing what was started.
runtime-stopped-early = Not everything could be finished: the rest goes on after the next start.
runtime-crashed = Paperboy stopped because of an error, which is in the log.
runtime-port-taken = Port { $port } is taken. Choose another in PORT.
runtime-port-refused = Port { $port } could not be opened. Choose another in PORT.

token-unknown = Telegram does not know this token. Take the token from @BotFather and put it into BOT_TOKEN.
trouble-not-reached = Telegram does not answer. Check the network, BOT_PROXY and BOT_API_ROOT; trying again.
trouble-another-poller = Another process already works with this token. Stop it: only one gets the messages.
trouble-webhook-set = The bot had a webhook; switching to polling.
trouble-telegram-fails = Telegram is having difficulties; trying again.
trouble-slow-down = Telegram asks to wait; going on by itself after that.
trouble-over = Telegram can be reached again.
webhook-refused = Telegram did not accept WEBHOOK_URL: { $reason }

channel-none = No channel is connected yet. Open this link and choose the channel: { $link }
channel-ready = The channel “{ $title }” is connected, and the bot has its rights.
channel-not-found = The channel { $channel } was not found. Check CHANNEL_ID and add the bot to the channel as an administrator.
channel-not-a-channel = { $channel } is not a channel. Check CHANNEL_ID.
channel-not-admin = The bot is not an administrator of the channel “{ $title }”. Add it here: { $link }
channel-lacks-post = The bot may not post in the channel “{ $title }”. Give it the right “Post messages”: { $link }
channel-lacks-edit = The bot may not edit posts in the channel “{ $title }”. It can publish, but not correct. The right “Edit messages of others” can be given here: { $link }
channel-unknown = The channel could not be checked just now: Telegram did not answer.

## paperboy doctor

doctor-node = Node { $version }
doctor-node-old = Node 26 or newer is needed, and this is { $version }.
doctor-settings = The settings can be read.
doctor-database = The database { $path } is sound; waiting to be handled: { $waiting }.
doctor-database-absent = There is no database { $path } yet; the first start makes it.
doctor-log = The write-ahead log is { NUMBER($megabytes) } MB.
doctor-log-large = The write-ahead log has grown to { NUMBER($megabytes) } MB: something has been reading the database for hours, or the disk is full.
doctor-backup = The last backup is { $hours } h old: { $path }
doctor-backup-old = The last backup is { $hours } h old: { $path }. Make one with npx paperboy backup, and see in the log why none was made at night.
doctor-backup-none = There is no backup in { $folder } yet. Make one with npx paperboy backup, or wait for the night.
doctor-long-captions = Captions over 1,024 characters: { $tried ->
    [taken] Telegram lets the bot copy them.
    [refused] Telegram does not let the bot copy them, so such a text becomes a message of its own.
   *[untried] not tried yet. The bot will try the first one in its author’s chat, before it is published.
}
doctor-media = Saved files of figures: { NUMBER($count) }, all in their folder { $folder }
doctor-media-missing = Of { NUMBER($count) } saved files of figures, { NUMBER($missing) } are not in { $folder }. Copy that folder here from the old machine; what Telegram still gives, the bot fetches again at its next start.
doctor-disk = Free space on the disk: { NUMBER($megabytes) } MB.
doctor-disk-little = There is little space left on the disk: { NUMBER($megabytes) } MB.
doctor-no-token = BOT_TOKEN is not set, so the playground would start. For the real bot take a token from @BotFather.
doctor-updates = Waiting at Telegram: { $pending }.
doctor-webhook-error = Telegram could not deliver to WEBHOOK_URL: { $reason }. Waiting: { $pending }.
doctor-not-reached = Telegram does not answer. Check the network, BOT_PROXY and BOT_API_ROOT.
doctor-telegram-fails = Telegram is having difficulties. Try again later.

## People: when handling failed

broken = Something broke, and we noted it (code { $code }). Your draft is safe.
broken-set-aside = One message stopped me three times or cannot be read, so I put it aside (no. { $update }). The log has the details.
broken-draft = ⚠️ Draft { $post } is damaged and cannot be read. It will not go out by itself; all other posts go out as usual. Write it again, or restore the database from a backup: npx paperboy restore.
broken-publication = ⚠️ The record of publishing draft { $post } is damaged, so I do not know whether it is out. Look at the channel. I will not send it again by myself; all other posts go out as usual. A backup has the record: npx paperboy restore.
broken-edit = ⚠️ A change of the post “{ $post }” was not finished: its record is damaged. Look at the post in the channel and make the change again.
broken-held = I cannot save anything just now: the disk is failing. Your message is not lost, I will come back to it by myself.
broken-trouble = ⚠️ { $trouble ->
    [full] The disk with the database is full.
    [corrupt] The database is damaged. Restore it from a backup: npx paperboy restore.
    [displaced] The file of the database was removed or replaced while I was running.
   *[other] The database cannot be read or written: it may be the disk.
} Until that is fixed, I save and publish nothing. What people write waits at Telegram and is not lost.

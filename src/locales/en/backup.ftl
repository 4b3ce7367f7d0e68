## Backups: the command line

cli-backup-progress = Copying: { $percent } %
cli-backup-done = The backup is made and checked: { $path }, { NUMBER($megabytes) } MB.
cli-backup-removed = Older backups removed: { $count }.
cli-backup-failed = The backup could not be made. { $trouble ->
    [full] The disk with the folder { $folder } is full.
    [failing] A disk cannot be read or written: the one with the database { $database }, or the one with the folder { $folder }.
    [read-only] The folder { $folder } cannot be written. Check its permissions.
    [unopenable] The folder { $folder } or the database { $database } cannot be opened. Check their permissions.
    [corrupt] The database { $database } is damaged. Restore it from an earlier backup: npx paperboy restore.
    [locked] Another program is using the database { $database }.
   *[other] { $reason }
}
cli-restore-absent = There is no file { $path }.
cli-restore-failed = The backup { $file } could not be restored, and the database is unchanged. { $trouble ->
    [locked] A bot is using the database { $database }: stop it and try again.
    [corrupt] The file is damaged, or is not a backup of Paperboy.
    [newer] It was made by another version of Paperboy: update the program and try again.
    [changed] Its migrations are not those of this program: reinstall the program.
    [full] The disk with the database is full.
    [failing] The disk cannot be read or written.
    [read-only] The folder of the database cannot be written. Check its permissions.
    [unopenable] The file, or the folder of the database, cannot be opened. Check their permissions.
    [network] The database is in a network folder.
   *[other] { $reason }
}
cli-restore-done = The database { $path } was restored from the backup of { $day }, { $time } UTC.
cli-restore-kept = The previous database is kept: { $path }
cli-restore-paused = Publishing is paused: once started, the bot asks the admins, and resumes when one of them confirms.

## Backups: to the owner in the chat

backup-sent = Backup of { $day }, { $time }. It holds drafts and names: keep it private. To restore it: <code>npx paperboy restore</code>
backup-too-large = The backup of { $day }, { $time } is made and kept on the server, but too large for the chat: { $megabytes } MB, and Telegram takes up to 50 from a bot.
backup-failed = ⚠️ The nightly backup could not be made: { $trouble ->
    [full] the disk is full.
    [failing] the disk cannot be read or written.
    [read-only] the backup folder cannot be written, check its permissions.
    [unopenable] the backup folder cannot be opened, check its permissions.
    [corrupt] the database is damaged. Restore it from the last backup.
    [locked] another program is using the database.
   *[other] the log has the details.
}

## After a restore

restored = 🗄 The database was restored from the backup of { $day }, { $time }. I remember nothing of what came later, so publishing is paused: otherwise a post might go out twice.
restored-lost = Drafts that were started later are gone. Their authors still have the texts in the chat, and can send them again.
restored-drafts = These drafts may be out already. Check the channel:
restored-draft = • Draft { $id }: { $title }
restored-more = and { $count } more
restored-then = Delete the drafts that are out, then press the button.
restored-go-on = ✅ I checked the channel, publish
restored-over = ✅ Publishing goes on.
restored-old-button = This button no longer works: the database has been restored from an earlier backup since. Open what you need again: /drafts, /queue or /search
restored-not-admin = This is for the admins to decide.

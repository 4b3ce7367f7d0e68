## Backups: the command line

cli-backup-progress = Copying: { $percent } %
cli-backup-done = The backup is made and checked: { $path }, { NUMBER($megabytes) } MB.
cli-backup-removed = Older backups removed: { $count }.
cli-backup-failed = The backup could not be made. { $trouble ->
    [full] The disk with the folder { $folder } is full.
    [failing] A disk does not take or give what it should: that of the database { $database } or of the folder { $folder }.
    [read-only] The folder { $folder } cannot be written.
    [unopenable] The folder { $folder } or the database { $database } cannot be opened. Check their permissions.
    [corrupt] The database { $database } is damaged. Restore it from an earlier backup: npx paperboy restore.
    [locked] Another program holds the database { $database }.
   *[other] { $reason }
}
cli-restore-absent = There is no file { $path }.
cli-restore-failed = The backup { $file } could not be restored, and the database is unchanged. { $trouble ->
    [locked] A bot works with the database { $database }: stop it and try again.
    [corrupt] The file is damaged or no backup of Paperboy.
    [newer] It was made by another version of Paperboy: update the program and try again.
    [changed] Its migrations are not those of this program: install the program anew.
    [full] The disk with the database is full.
    [failing] The disk does not take or give what it should.
    [read-only] The folder of the database cannot be written.
    [unopenable] The file or the folder of the database cannot be opened. Check their permissions.
    [network] The database is in a network folder.
   *[other] { $reason }
}
cli-restore-done = The database { $path } was restored from the backup of { $day }, { $time } UTC.
cli-restore-kept = The former database is kept: { $path }
cli-restore-paused = Publishing is paused: after the start the bot asks the admins, and goes on when one of them confirms.

## Backups: to the owner in the chat

backup-sent = Backup of { $day }, { $time }. It holds drafts and names: keep it private. To restore it: <code>npx paperboy restore</code>
backup-too-large = The backup of { $day }, { $time } is made and kept on the server, but too large for the chat: { $megabytes } MB, and Telegram takes up to 50 from a bot.
backup-failed = ⚠️ The nightly backup could not be made: { $trouble ->
    [full] the disk is full.
    [failing] the disk does not take or give what it should.
    [read-only] the folder of backups cannot be written.
    [unopenable] the folder of backups cannot be opened, check its permissions.
    [corrupt] the database is damaged. Restore it from the last backup.
    [locked] another program holds the database.
   *[other] the log has the details.
}

## After a restore

restored = 🗄 The database was restored from the backup of { $day }, { $time }. What came after it I do not remember, so publishing is paused: a post might go out a second time.
restored-lost = Drafts that were begun later are gone. Their authors still have the texts in the chat, and can send them again.
restored-drafts = These drafts may be out already. Look into the channel:
restored-draft = • No. { $id } — { $title }
restored-more = and { $count } more
restored-then = Delete the drafts that are out, then press the button.
restored-go-on = ✅ The channel is checked, publish
restored-over = ✅ Publishing goes on.
restored-old-button = This button no longer works: the database was restored from an earlier backup since. Open what you need anew: /drafts, /queue or /search
restored-not-admin = Admins decide this.

## Documents: what keeps a text from being sent, and what will change in it

document-unreadable = The file { $file } cannot be read. Check its path and permissions.
document-absent = The file { $file } cannot be read: there is no such file.
document-folder = The file { $file } cannot be read: it is a folder.
document-not-text = { $file } is not text in UTF-8.
document-standard-input = What came on standard input
document-not-telegram = This is not a Telegram message: it takes JSON with text and entities, or with blocks.

document-document-empty = The text is empty: there is nothing to show a reader.
document-text-long = The text is longer than one message: { NUMBER($length) } of { NUMBER($max) }. It will take several.
document-formatting-many = There is more formatting than one message keeps: { NUMBER($count) } of { NUMBER($max) }. The rest will be lost.
document-rich-long = The text is too long even for a rich message: { NUMBER($length) } of { NUMBER($max) }.
document-blocks-many = There are too many paragraphs, list items and table rows: { NUMBER($count) } of { NUMBER($max) }.
document-nesting-deep = It is nested too deeply, { NUMBER($depth) } levels: Telegram takes up to { NUMBER($max) }.
document-media-many = There are too many pictures and files, { NUMBER($count) }: one message takes up to { NUMBER($max) }.
document-columns-many = A table has too many columns, { NUMBER($count) }: Telegram takes up to { NUMBER($max) }.
document-buttons-many = A row has too many buttons: { NUMBER($count) } of { NUMBER($max) }.
document-button-data-long = A button carries too much: { NUMBER($bytes) } bytes of { NUMBER($max) }.
document-emoji-custom = The bot will send custom emoji as plain ones ({ NUMBER($count) }), unless it has a name from Fragment.
document-buttons-private = Some buttons do not work in a channel: { NUMBER($count) }.
document-block-draft-only = A “thinking…” sign is for drafts only.
document-type-unknown = Paperboy does not know this formatting yet: { $types }. It cannot be sent.
document-map-size = A map has a size that Telegram does not accept.
document-source-long = The text is too long to be read: { NUMBER($length) } characters, { NUMBER($max) } at most.
document-source-nested = The text is nested too deeply to be read: { NUMBER($depth) } levels, { NUMBER($max) } at most.
document-source-tangled = There are too many brackets, asterisks or list items in one place: more than { NUMBER($max) }. Split the text with empty lines.
document-tag-unknown = Telegram has no such tags; they stay as text or without formatting: { $tags }.
document-link-unusable = Telegram will not open this link, so it stays as text: { $url }
document-figures-moved = Pictures and files go beside the text, not within it: { NUMBER($count) }.
document-buttons-dropped = Plain text has no buttons; their labels stay: { NUMBER($count) }.
document-formula-source = Some formulas stay in LaTeX: { NUMBER($count) }. { $commands ->
    [none] Plain characters cannot show them.
   *[other] Plain characters cannot show { $commands }.
}

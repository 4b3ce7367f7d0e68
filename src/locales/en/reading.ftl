# Markdown and rich messages: how a draft's text is read, and .md files in and out.

reading-ask = <b>This looks like Markdown.</b> Read it as Markdown? Otherwise the asterisks and hashes go to the channel as they are.
reading-yes = Yes, read it
reading-no = Leave it as it is
reading-on = Read as Markdown
reading-off = Leave it as it is, without Markdown
reading-file = 📝 Get the Markdown
reading-empty = There is no text yet.
reading-is-markdown = Read as Markdown
reading-is-plain = Left as it is
reading-done = { $from ->
    [markdown] 📝 Read as Markdown
   *[rich] 📝 A rich message
}{ $what ->
    [none] .
   *[other] : { $what }.
}
reading-failed = { $from ->
    [markdown] 📝 It could not be read as Markdown, and the text stays as it is:
   *[rich] 📝 The rich message could not be read:
}
reading-caption-left = I left out the caption of the file: the text is what the file holds. If you need the caption too, send it as a message.
reading-headings = { $count ->
    [one] { $count } heading
   *[other] { $count } headings
}
reading-formulas = { $count ->
    [one] { $count } formula
   *[other] { $count } formulas
}
reading-tables = { $count ->
    [one] { $count } table
   *[other] { $count } tables
}
reading-notes = { $count ->
    [one] { $count } footnote
   *[other] { $count } footnotes
}
reading-code = { $count ->
    [one] { $count } block of code
   *[other] { $count } blocks of code
}
reading-figures = { $count ->
    [one] { $count } place for a picture
   *[other] { $count } places for pictures
}

markdown-file-beyond = The file “{ $name }” is too large for a post: up to 256 KB can be read.
markdown-file-gone = Telegram does not have the file “{ $name }” any more. Please send it again.
markdown-file-late = I could not download the file “{ $name }” yet: Telegram does not answer. Please send it again a little later.
markdown-file-no-text = The file “{ $name }” does not look like text in UTF-8. Please save it as UTF-8 and send it again.

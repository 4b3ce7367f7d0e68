# A post that is in the channel already: its card, changes, updates.

published-in-channel = Post in the channel
published-edit = ✏️ Edit
published-text = ✏️ Text
published-title = ✏️ Title
published-figures = 🖼 Figures
published-tags = 🏷 Tags
published-papers = 📄 Papers
published-links = 🔗 Links
published-buttons = 🔘 Buttons
published-look = 📐 Look
published-update = ➕ UPD
published-pin = 📌 Pin
published-unpin = Unpin
published-history = 🕘 Changes
published-down = 🗑 Take down
published-open = Open in the channel
published-to-card = ← To the post
published-figure = 🔁 Replace no. { $number }
published-figure-add = ➕ Add a figure
published-tags-add = Add tags
published-paper-add = Add a paper
published-button-add = ➕ A button of my own
published-line = As a line in this post
published-reply = As a reply to the post
published-after = As a new post
published-anew = Post it again
published-markdown = 📝 Markdown
published-twin = { $form ->
    [rich] As one rich message the post can only go out anew: Telegram does not make one of several messages, or of a caption.
   *[classic] As ordinary text the post can only go out anew: it has pictures, or is longer than 4,096 characters.
} Reactions, comments and the place in the feed stay with this one; if you take it down, they are lost.
published-twin-beside = 🚀 Post as { $form ->
    [rich] a rich one
   *[classic] ordinary text
}, keep this one
published-twin-instead = 🔁 Post as { $form ->
    [rich] a rich one
   *[classic] ordinary text
} instead of this one
published-as-text = As an ordinary message
published-as-rich = As a rich one (not seen by all)
published-back = ↩️ Bring this back
published-undo = ↩️ As it was before
published-down-yes = Take it down for good
published-down-record = 🗑 Remove it here too
published-look-preview-off = No link preview
published-look-preview-small = Small preview
published-look-preview-below = Large preview below the text
published-look-preview-above = Large preview above the text
published-look-caption-below = Caption below the figure
published-look-caption-above = Caption above the figure
published-take = Take that version
published-mine = Replace it with mine
published-cancel = Cancel
published-mark = UPD

published-update-of = UPD of { $day }
published-changes = 🕘 { $count ->
    [one] { $count } change
   *[other] { $count } changes
}, the last — { $last }
published-pending = ⏳ A change has not reached the channel yet; I will send it by myself.
published-pending-now = The last change has not reached the channel yet. Give it a moment.
published-is-down = 🗑 Taken down on { $day }. Its record stays here; search no longer finds it.
published-figures-one = The figure can be replaced. Telegram does not allow adding another to a post: use a reply or a new post for that.
published-figures-album = Figures are replaced one by one. Telegram does not allow adding new ones to an album: use a reply or a new post for that.
published-figures-none = This post can take one picture, video or file: its text becomes the caption. It cannot become an album, and Telegram will not let the figure be taken out again.
published-figures-none-long = This post has no figures. Telegram would let it take one, but then the text becomes a caption, which holds { $max } characters; this text has { $length }. That leaves a reply or a new post.
published-figures-rich = Figures within a rich post are replaced one by one, where they stand. To add or remove one, send the whole text again.
published-tags-note = Tags of the archive: the post is found here by them. The text in the channel does not change.
published-tags-line = The post is found here by these tags. The line of tags in the channel changes with them.
published-papers-note = The papers that the post is about: it is found here by them. The text and links in the channel stay; “Links” changes those.
published-links-note = Which link should be replaced? Its words stay.
published-buttons-note = Buttons with links under the post. While there are any, Telegram hides the comments button.
published-look-note = This is how the post can look in its place. It becomes an album, a series or a post with several figures only by being posted again: the old one, with its reactions, comments and link, has to go.
published-update-note = How should it be added? A line goes to the end of this post. A reply and a new post are messages of their own, with their own text and figures.
published-down-note = Delete { $count ->
    [one] this post’s message
   *[other] all { $count } messages of this post
} from the channel? That cannot be undone: reactions, comments and the link are lost. I keep the record, and the post can be put out again.
published-history-note = Tap a change to see what it changed.
published-revision = { $number } · { $day } · { $kind ->
    [first] as published
    [update] UPD
    [restored] brought back
    [take-down] taken down
    [by-hand] changed in the channel
   *[edit] change
}
published-revision-head = <b>{ $number } · { $kind ->
    [first] As published
    [update] UPD
    [restored] Brought back
    [take-down] Taken down
    [by-hand] Changed in the channel
   *[edit] Change
}</b> · { $when }
published-difference-format = The words are the same, the formatting changed.
published-difference-title = Title:
published-difference-figures = 🖼 Figures were replaced.
published-difference-buttons = 🔘
published-difference-look = 📐 Another look: the link preview, or the place of the caption.
published-difference-papers = 📄 The list of papers changed.
published-difference-down = The post’s messages were deleted from the channel.
published-difference-none = Nothing visible differs.

published-ask-text = Send the new text of the post: it replaces the old one.
published-room = There is room for up to { $max } characters.
published-no-room = There is no room left in this post: a line will not fit. That leaves a reply or a new post.
published-ask-title = What is the title? Send it as one line.
published-ask-figure = Send the figure that should replace the old one.
published-ask-line = What should be added at the end of the post? I put “UPD:” before it.
published-ask-tags = Which tags should be added? Separate them with spaces or commas, with # or without.
published-ask-papers = Which paper should be added? Send a link or an id.
published-ask-link = Where should this link lead? Send an address, an arXiv id or a DOI.
published-ask-button = Send a label and an address in one message: “Code https://github.com/…”.
published-need-text = This needs to be text. Figures are changed on the post’s card.
published-need-title = That title will not do: it is too short or too long.
published-need-figure = There is no figure or file in this.
published-caption-left = I left out the caption that came with the figure: the post’s text is changed on its own, by “Text”.
published-need-link = I see no address here. Send the whole link, an arXiv id or a DOI.
published-need-button = It needs a label of up to 64 characters and an address: “Code https://github.com/…”.
published-buttons-full = There are already six buttons under the post; nobody reads more. Remove one first.
published-differs = ⚠️ Somebody changed the post in the channel; it is not what I have.
published-replaced = The new post is out; the old one is still in the channel.
published-fewer = ⚠️ The post was changed in the channel: some of its messages were deleted. Telegram does not allow putting them back.
published-gone-here = ⚠️ This post is no longer in the channel: it was deleted. While its record is here, search leads nowhere.
published-unseen = I cannot see what is in the channel now. If somebody changed the post there, my change overwrites it.
published-unseen-made = I could not see what was in the channel before.
published-taken = Took what is in the channel.
published-taken-fewer = Took what is left in the channel.

published-made = ✅ Changed in the channel and in the archive.
published-made-archive = ✅ Changed in the archive; the text in the channel is as it was.
published-same = Nothing is different, so there is nothing to change.
published-later = ⏳ Telegram did not answer, or asks to wait. The change is saved, and I will send it by myself.
published-changed = The post has changed since; here it is now.
published-partly = Some of the messages have already changed, as the changes show.
published-cancelled = All right, nothing changes.
published-gone = This post is no longer in the channel.
published-may-not = You cannot change the channel’s posts now. The channel’s administrators who may post can or, where it is set so, the bot’s admins.
published-rights-unknown = Telegram did not say who may change posts. Press again in a minute.
published-late = You pressed while I was off. If you still want it, press again.
published-pinned = Pinned
published-unpinned = Unpinned
published-later-pin = Telegram did not answer. Press again a little later.

published-refused-not-editable = I may not edit this post. Nobody can change a forwarded post; posts of others need a right: channel → Administrators → the bot → “Edit messages of others”.
published-refused-not-deletable = I cannot delete this post. Give me the right: channel → Administrators → the bot → “Delete messages of others” — or delete it in the channel yourself and tap again. Without that right Telegram lets a bot delete only posts of its own that are not older than 48 hours.
published-refused-message-gone = This message is no longer in the channel: somebody deleted it. If the whole post is gone, remove it here too: “Take down”.
published-refused-wrong-form = Telegram does not let this message be changed that way: it is not built as I thought. That leaves a reply or a new post: “UPD”.
published-refused-not-a-member = I am not in the channel, so nothing has changed. Bring me back: channel → Administrators → Add administrator.
published-refused-no-right-to-post = I have no right to do that, so nothing has changed. Give it to me: channel → Administrators → the bot.
published-refused-channel-not-found = Telegram does not find the channel, so nothing has changed. Check that the channel is connected and that I am an administrator there.
published-refused-unauthorized = Telegram does not know me, so nothing has changed. The owner needs to put the current token into BOT_TOKEN and restart me.
published-refused-frozen = Telegram has frozen me, so nothing has changed. The owner needs to write to Telegram’s support: @BotSupport.
published-refused-file-unusable = Telegram did not take this file. Send it again.
published-refused-paused = The database was restored from a backup, and until an admin confirms that the channel is checked, I change nothing in it.
published-refused-pin = It was not pinned: I have no right to. Give it to me: channel → Administrators → the bot → “Edit messages of others”.
published-refused-other = Telegram did not take it; the channel is as it was.{ $known ->
    [yes] { " " }Telegram’s answer: “{ $description }”
   *[no] { "" }
}
published-problem-text-long = { $form ->
    [caption] It does not fit: a caption holds { $max } characters, and it would be { $length }, { $over } too many.
    [rich] It does not fit: a rich message holds { $max } characters, and it would be { $length }.
    [series] It does not fit: the messages of this post hold { $max } characters, and the text has { $length }. Telegram does not allow new messages in the middle of a channel.
   *[text] It does not fit: a message holds { $max } characters, and it would be { $length }, { $over } too many.
} Send a shorter one, or see what is left.
published-problem-text-empty = A message cannot be empty. If the post is no longer wanted, it can be taken down.
published-problem-no-place = I do not know how this post is built, so I cannot change its text. This is what is left.
published-problem-no-buttons = Telegram shows no buttons under an album.
published-problem-forwarded = This is a forwarded post, which Telegram does not let anybody change. This is what is left.
published-problem-text-takes-no-figure = Telegram does not allow a figure here: the post has no place for one. This is what is left.
published-problem-rich-fixed = Telegram does not allow that in place: the post has several messages or figures, or is longer than one message. This is what is left.
published-problem-album-fixed = Only one figure can replace one: Telegram does not allow adding new ones to a post. Send one, or see what is left.
published-problem-album-kind = { $takes ->
    [documents] This is an album of files, and only a file can replace a file.
   *[pictures] This is an album of pictures and videos: a file or an animation cannot go there.
} Send another, or see what is left.
published-what-is-left = A reply and a new post go further down the channel, and this one stays as it is. “Post it again” makes a new post at the bottom; you then take the old one down, and its reactions, comments, link and place go with it.
published-markdown-unread = This Markdown could not be read: it has too many brackets, asterisks or levels. Please simplify it and send it again.
published-figures-missing = The text has more pictures than the post. Please remove the extra places and send it again.

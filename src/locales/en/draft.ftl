# A draft: questions, its card, the buttons below.

draft-untitled = No title
draft-number = Draft { $number }
draft-kind-review = review
draft-kind-overview = overview
draft-kind-note = note
draft-kind-follow-up = follow-up
draft-code = code available
draft-figures = 🖼 { $count ->
    [one] { $count } figure
   *[other] { $count } figures
}
draft-length = ✍️ { $count ->
    [one] { $shown } character
   *[other] { $shown } characters
}
draft-no-text = ✍️ no text yet
draft-follows = ↪️ Adds to “{ $title }”
draft-findings-error = ⚠️ <b>Stops publishing:</b>
draft-findings-warning = <b>Worth a look:</b>
draft-findings-more = { $count } more
draft-earlier = This paper has been written about ({ $known ->
    [yes] { $who }, { $day }
   *[no] { $day }
}): “{ $title }”
draft-earlier-open = Open
draft-earlier-follow = Add to that post
draft-earlier-anyway = Write a new one anyway

draft-publish = 🚀 Publish
draft-preview = 👁 Preview
draft-title = ✏️ Title
draft-text = ✏️ Text
draft-pictures = 🖼 Figures
draft-tags = 🏷 Tags
draft-kind = Kind: { $kind ->
    [review] review
    [overview] overview
    [note] note
   *[follow-up] follow-up
}
draft-papers = 📄 Papers
draft-authors = Authors
draft-delete = 🗑 Delete the draft
draft-follow-not = This is a separate post
draft-to-card = ← To the draft
draft-text-add = Add text
draft-text-new = Replace the whole text
draft-figure-add = Add figures
draft-tags-type = Type tags
draft-paper-add = Add a paper
draft-not-a-draft = Not a draft: search
draft-merge = Add to draft { $number }
draft-this = This is a draft

draft-deleted = 🗑 Draft { $number } is deleted: “{ $title }”.
draft-restore = Restore
draft-restored = The draft is back
draft-published = <b>{ $title }</b>
    ✅ Published at { $time } → { $link }
draft-mended = Fixed
draft-undo = ↩️ Undo
draft-undone = Undone
draft-followed = <i>Your edit is in.</i>

draft-publishing = Publishing…
draft-changed = The draft has changed since; here it is now.
draft-gone = You have no such draft. All your drafts: /drafts
draft-is-published = This post is already published.
draft-is-deleted = The draft is deleted. You can bring it back.
draft-late = You pressed while I was off. If you still want to publish it, press again.
draft-late-note = ⏳ You pressed “Publish” while I was off, so the post has not gone out. If you still want it, press again.
draft-not-ready = First fix what stops publishing.
draft-may-not-publish = You cannot publish to the channel now. The channel’s administrators who may post can or, where it is set so, the bot’s admins: forward the preview to them.
draft-standing-unknown = Telegram did not say who may publish. The post has not gone out, the draft is safe. Press again in a minute.
draft-preview-refused = There is no preview: Telegram did not take this, and would not take it in the channel either. Change the text, or choose another layout. Telegram’s answer: “{ $description }”

draft-asked-for = Draft { $number } · { $title }
draft-ask-paper = Which paper is the post about? Send a link or an id (arXiv, DOI, OpenReview…).
draft-ask-text = Now the text: in several messages if you like, with formatting and figures. When you are done, press “Done”.
draft-ask-text-more = Noted: { $length ->
    [0] no text yet
    [one] { $shown } character
   *[other] { $shown } characters
}{ $figures ->
    [0] .
    [one] , { $figures } figure.
   *[other] , { $figures } figures.
} Send more, or press “Done”.
draft-ask-title = What is the title? Send it as one line.{ $style ->
    [verbatim] {" "}The post is found under it in search; the text goes out as you sent it.
   *[guided] {""}
}
draft-ask-add-text = What should be added to the text? When you are done, press “Done”.
draft-ask-new-text = Send the new text: it replaces the old one, which stays until then.
draft-ask-tags = Which tags should be added? Separate them with spaces or commas, with # or without.
draft-ask-add-paper = Which paper should be added? Send a link or an id.
draft-ask-figures = Send figures, videos or files, as an album if you like.
draft-ask-there = Send the link to the post in the channel, or forward it here.
draft-no-paper-there = I see no paper here. A link to arXiv, DOI or OpenReview will do, or the number itself, such as 2406.11717.
draft-no-title-there = A title needs words.
draft-no-tags-there = I see no tags here.
draft-no-figure-there = There is no figure or file in this.
draft-no-paper = Without a paper
draft-done = Done
draft-skip = Skip
draft-back = Back
draft-cancel = Put aside
draft-title-own = { $from ->
    [line] Use the first line again
    [paper] Use the paper’s title again
   *[none] No title
}

draft-cancelled = Put aside. Draft { $number } is safe; come back to it with /drafts
draft-cancelled-short = Put aside. Draft { $number } is safe.
draft-nothing-to-cancel = I am not asking anything now. Your drafts: /drafts
draft-list = { $count ->
    [one] You have { $count } draft. Tap to open it.
   *[other] You have { $count } drafts. Tap to open one.
}
draft-listed = { $number } · { $title }
draft-list-empty = No drafts yet. Send a finished post, or begin with /new.
draft-no-channel = No channel is connected yet, so there is nothing to write for. Begin with /start
draft-authors-only = Posts here are written by the authors of “{ $channel }”. You can search them, though: send a word or a link to a paper.
draft-guess-gone = I no longer have that message. Please send it again.
draft-post = <b>{ $title }</b>
    { $known ->
    [yes] { $day } · { $authors }
   *[no] { $day }
}
draft-points-back = UPD to “{ $title }”
draft-anew = Once the new post is out, I will offer to take the old one down. Its reactions, comments and place in the channel do not move with it.
draft-post-unknown = This post is not in the archive: it came out before I joined the channel, or was deleted.

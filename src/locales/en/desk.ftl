# The owner, the channel, its rights and its settings.

setup-owner = This bot is yours now. One thing is left, the channel: tap the button, choose it, and keep both rights, to post and to edit messages.
setup-owner-connected = This bot is yours now. The channel “{ $channel }” is already connected.
setup-owner-yours = This bot is yours now.
setup-link-spent = This link did not work: it opens once, within a day. If the bot is yours, restart it: until it has an owner, a new link appears in its console.

setup-connect = No channel is connected yet. Tap the button, choose the channel and keep both rights, to post and to edit messages.
setup-connect-button = Connect a channel
setup-connected = ✅ The channel “{ $channel }” is connected.
setup-connected-no-post = The channel “{ $channel }” is connected, but I cannot post there yet. Open the channel’s administrators, choose @{ $bot } and give it the right to post messages.
setup-connected-no-edit = I may not edit messages yet, so I could not correct what is published. You can give that right in the same place, among the channel’s administrators.
setup-next =
    <b>What comes next</b>
    • Send a finished post in one message, or begin with /new. “Preview” shows it just as the channel will get it.
    • { $publishers ->
        [admins] The owner and the bot’s admins publish.
       *[channel-administrators] The channel’s administrators who may post can publish.
    } You can change this, and how posts look, with /settings.
    • A post can go out later, too: press “Schedule” under the draft; /slots holds the usual days and times. The channel’s time zone is { $zone }, which /zone changes.
    • Readers search the posts in this same bot: t.me/{ $bot }.

setup-second = I serve one channel, “{ $current }”, and cannot serve several at once yet. “{ $channel }” can take its place; the posts of the first stay in the archive.
setup-switch-button = Serve “{ $channel }”
setup-switched = ✅ I serve “{ $channel }” now. The posts of “{ $former }” stay in the archive.
setup-switch-not-there = I am not among the administrators of this channel. Please add me there again.
setup-switch-unreachable = Telegram did not say whether I have rights in this channel. Please tap again in a minute.
setup-stranger = I work for another channel, so I am leaving “{ $channel }”. You can run a bot of your own for it: the program is called Paperboy, and it is open.
setup-ownerless = I was added to “{ $channel }”, but I have no owner yet. Open the link that the console printed when I started, and the channel connects by itself.

setup-lost-post = ⚠️ I no longer have the right to post in “{ $channel }”, so posts will not go out. Open the channel’s administrators, choose @{ $bot } and give back the right to post messages. Who changed it: { $who }.
setup-lost-edit = ⚠️ I no longer have the right to edit messages in “{ $channel }”. New posts will go out, but I cannot correct what is published. You can give the right back among the channel’s administrators, @{ $bot }. Who changed it: { $who }.
setup-removed = ⚠️ I was removed from “{ $channel }”: I cannot post there; drafts and archive are safe. To bring me back, tap the button. Who did it: { $who }.
setup-demoted = ⚠️ I am no longer an administrator of “{ $channel }”: I cannot post there; drafts and archive are safe. To give the rights back, tap the button. Who did it: { $who }.
setup-returned = ✅ I am back in “{ $channel }” and can post.
setup-returned-no-post = I am back in “{ $channel }”, but without the right to post. Open the channel’s administrators, choose @{ $bot } and give it this right.
setup-back-post = ✅ I have the right to post in “{ $channel }” again.
setup-back-edit = ✅ I have the right to edit messages in “{ $channel }” again.

settings-title = <b>Settings of “{ $channel }”</b>
settings-link-label = Word that links to the paper: <b>{ $label }</b>
settings-tags-line = Line of tags at the end: <b>{ $on ->
    [yes] yes
   *[no] no
}</b>
settings-author-line = Author’s name under the post: <b>{ $on ->
    [yes] yes
   *[no] no
}</b>
settings-publishers = Who publishes: <b>{ $publishers ->
    [admins] the owner and the bot’s admins
   *[channel-administrators] the channel’s administrators
}</b>
settings-note = Posts made step by step follow the template. A post sent as a whole goes out as it is.
settings-link-label-button = Another word for the link
settings-tags-line-button = { $on ->
    [yes] Remove the line of tags
   *[no] Add a line of tags
}
settings-author-line-button = { $on ->
    [yes] Remove the author’s name
   *[no] Add the author’s name
}
settings-publishers-button = { $publishers ->
    [admins] Let the channel’s administrators publish
   *[channel-administrators] Let only the bot’s admins publish
}
settings-layout = How posts go out: <b>{ $layout }</b>
settings-layout-auto = The bot chooses
settings-layout-button = 📐 How posts go out
settings-layout-note = Where it does not suit a post, I take the most classic layout that loses nothing. For a single post, you can choose in its draft.
settings-long-captions = Captions over 1,024 characters, as Premium allows: { $tried ->
    [taken] Telegram lets me copy them.
    [refused] Telegram does not let me copy them, so such a text becomes a message of its own.
   *[untried] not tried yet. I will try the first one in its author’s chat, before it is published.
}
settings-paper-button = “📄” button with the paper under a post: <b>{ $on ->
    [yes] yes
   *[no] no
}</b>
settings-discuss-button = “💬” button to the discussion group: <b>{ $on ->
    [yes] yes
   *[no] no
}</b>
settings-discuss-button-button = { $on ->
    [yes] Remove the discussion button
   *[no] Add a discussion button
}
settings-discuss-words = 💬 Discuss
settings-discuss-none = I see no discussion group. Link one to the channel; if it is private, add me to it as an administrator.
settings-discuss-unknown = Telegram did not say whether there is a discussion group. Please try a little later.
settings-related-button = “🔎” button to similar posts in the bot’s search: <b>{ $on ->
    [yes] yes
   *[no] no
}</b>
settings-related-button-button = { $on ->
    [yes] Remove the similar posts button
   *[no] Add a similar posts button
}
settings-related-words = 🔎 Similar
settings-under-note = With any button under a post Telegram hides the comments button, so there are none at first. Albums never have buttons.
settings-paper-button-button = { $on ->
    [yes] Remove the paper’s button
   *[no] Add a button with the paper
}
settings-template = Post template: the link under <b>{ $label }</b> and more
settings-template-button = 🧩 Post template
settings-authors-button = 👥 Authors
settings-template-title = <b>Post template</b>
settings-back = ← To settings
settings-title-style = Title: <b>{ $style ->
    [plain] as plain text
    [link] as a link to the paper
   *[bold] bold
}</b>
settings-title-style-button = { $style ->
    [plain] Title as plain text
    [link] Title as a link to the paper
   *[bold] Bold title
}
settings-link-preview = Link preview: <b>{ $preview ->
    [above] large, above the text
    [below] large, below the text
    [none] none
   *[telegram] as Telegram makes it
}</b>
settings-link-preview-button = { $preview ->
    [above] Large preview above the text
    [below] Large preview below the text
    [none] No link preview
   *[telegram] Preview as Telegram makes it
}
settings-rubric = Author’s rubric: <b>{ $on ->
    [yes] yes
   *[no] no
}</b>
settings-rubric-button = { $on ->
    [yes] Remove the rubric
   *[no] Add the rubric
}
settings-footer-none = Channel’s line at the bottom: <b>none</b>
settings-footer = Channel’s line at the bottom: <b>{ $footer }</b>
settings-footer-button = Add the channel’s line
settings-footer-off = Remove the channel’s line
settings-ask-footer = What should stand at the bottom of every post? Reply to this message: up to 200 characters, with a link or an @name if you like.
settings-footer-placeholder = For example, Subscribe: @channel
settings-footer-bad = That needs to be 1 to 200 characters. Please try again.
settings-ask-label = Which word should carry the link to the paper? Reply to this message: one line of up to 64 characters, emoji are fine.
settings-label-placeholder = For example, 👀LINK
settings-label-bad = That needs to be one line of 1 to 64 characters. Please try again.
settings-label-kept = All right, everything stays as it was.
settings-saved = Saved
settings-same = It is already set that way
settings-not-yours = Settings are changed by the owner and the bot’s admins.
settings-no-channel = Connect a channel first: /start

authors-title = <b>Who writes for “{ $channel }”</b>
authors-administrators = The channel’s administrators who may post write { $publishers ->
    [admins] anyway
   *[channel-administrators] and publish by themselves
}; they need no invitation.
authors-none = Nobody writes by invitation yet.
authors-invited = These people write by invitation, but do not publish:
authors-name = { $name }
authors-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
authors-invite = Invite an author
authors-in = ↩️ Bring back: { $name }
authors-invitation = An invitation to write for the channel “{ $channel }”: { $link }
    Forward it to the future author. The link works once, within a week.
authors-welcome = You now write for the channel “{ $channel }”. Send a finished post, a link to a paper, or begin with /new. { $publishers ->
    [admins] The owner and the bot’s admins publish
   *[channel-administrators] The channel’s administrators publish
}: a finished preview can be forwarded to them.
authors-already = You already write for the channel “{ $channel }”. The invitation is not used up and can be forwarded.
authors-spent = This invitation did not work: it works once, within a week. Ask whoever invited you for a new one.
authors-joined = ✅ { $name } now writes for the channel “{ $channel }”. All authors: /settings

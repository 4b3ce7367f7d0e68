# How publishing ended, and what to do.

publish-sent = ✅ Published → { $link }
publish-already = This post is already in the channel, or on its way there.
publish-changed = The draft has changed meanwhile. Take another look and press “Publish”.
publish-unknown = ❓ Telegram did not answer, so I do not know whether the post is out. Look at the channel: if the post is there, forward it to me. I will not send it again by myself, so that there are never two.
publish-waiting = ⏳ Publishing in { $seconds } s. Until then it can be taken back.
publish-stale = The draft changed while the post was waiting, so it will not go out by itself. Press “Publish”, and it goes out with your edit.
publish-behind = Your edit is saved, but the post goes out as it was when you pressed “Publish”. { $undo ->
    [yes] To send it with the edit, press “Take it back” and publish it again.
   *[no] Once it is out, make the edit there with “Edit”.
}
publish-behind-out = The edit that you made after pressing “Publish” is not in the post. You can still make it with “Edit”.
publish-not-pinned = 📌 Telegram did not let me pin the post. Check my right: channel → Administrators → the bot → “Edit messages of others”, and press “Pin”.
publish-delayed = { $reason ->
    [asked] ⏳ Telegram asks to wait.
    [lasts] 🔌 Telegram still cannot be reached.
   *[unreached] 🔌 Telegram could not be reached.
} { $far ->
    [day] I will try again on { $day } at { $time }, there is nothing to press.
    [yes] I will try again at { $time }, there is nothing to press.
   *[no] I will try again in { $seconds } s, there is nothing to press.
}
publish-looking = ❓ Telegram did not answer, so I am checking whether the post is out. I will not send it again before I see that it is not there. That may take up to nine minutes, or half an hour while Telegram cannot be reached.
publish-candidates = ❓ Telegram did not answer, and I cannot tell whether the post is out. This may be it: { $links }. Take a look and tell me.
publish-partly = But the first part of the post is already in the channel. When everything is ready, press “Publish” again: I will send only the rest. If you delete that part in the channel, start over.

publish-not-a-member = I am not in the channel, so the post is not out. Bring me back: channel → Administrators → Add administrator, with the right “Post messages”.
publish-no-right-to-post = I have no right to post, so the post is not out. Give it: channel → Administrators → the bot → “Post messages”.
publish-channel-not-found = Telegram does not find the channel, so the post is not out. Check that the channel is connected and that I am an administrator there.
publish-too-many-requests = Telegram asks to wait, so the post is not out. Press “Publish” again in { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
}.
publish-unauthorized = Telegram does not know me, so the post is not out. The owner needs to put the current token into BOT_TOKEN and restart me: it was probably changed in @BotFather.
publish-not-reached = Telegram could not be reached, so the post is not out. Press “Publish” again a little later.
publish-file-unusable = Telegram did not take a picture or a file, so the post is not out. Send it again, or remove it from the draft.
publish-source-gone = Telegram does not let me copy your message: it was deleted, or may not be forwarded. The post is not out. Choose another layout, or send the text again.
publish-buttons-refused = Telegram did not take the buttons under the post, so it is not out. Check them in /settings → “How posts go out”. Telegram’s answer: “{ $description }”
publish-text-refused = Telegram did not take the text, so the post is not out. Check its length and formatting. Telegram’s answer: “{ $description }”
publish-conflict = Telegram did not take the post: another program seems to be using my token. The owner needs to stop it. Telegram’s answer: “{ $description }”
publish-chat-migrated = The channel has a new address in Telegram, and the post is not out. Press “Publish” again.
publish-changed-meanwhile = The draft changed while I was waiting, so the post is not out. Take another look and press “Publish”.
publish-withdrawn = All right, I am not publishing it.
publish-interrupted = Sending was interrupted, and the post is not out. Send it again.
publish-paused = The database was restored from a backup, and I publish nothing until an admin has confirmed that the channel is checked. Then press “Publish” again.
publish-partly-sent = The beginning of the post has changed, and its earlier first part is already in the channel. Change the beginning back, or delete that part in the channel and start over.
publish-frozen = Telegram has frozen me, so the post is not out. The owner needs to write to Telegram’s support: @BotSupport.
publish-unsupported = The Bot API server that I work through does not know posts of this kind yet, so this one is not out. Choose another layout, or ask the owner to update the server.
publish-other = Telegram did not take the post, and I do not understand why. Try again, or choose another layout. Telegram’s answer: “{ $description }”

publish-undo = Take it back
publish-undo-late = Too late: the post is on its way to the channel.
publish-settle-early = The request may still arrive. If the post is still missing at { $time }, press again.
publish-settle-there = The post is out
trouble-title = <b>{ $title }</b>
trouble-rights = Give the rights back
publish-settle-this = ⬅️ This is it
publish-settle-missing = The post is not there
publish-settle-anew = That part is gone, start over
publish-settle-not-ours = That is not from our channel. I need a link to the post itself: press it in the channel and choose “Copy link”.
publish-released = Good, the post is not in the channel. It can be published again.

draft-option-silent = 🔕 Without a sound
draft-option-pin = 📌 Pin
draft-option-protect = 🔒 No forwarding

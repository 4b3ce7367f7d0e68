# /settings: publication
settings-publication-button = 🚀 Publication
settings-publication-title = <b>Publication</b>
settings-publication-note = Sound, pin and protection can be chosen for a single post in its draft. A post is late when I was off at its time, the queue was paused, or Telegram did not answer. If it is later than this, or would go out in quiet hours, I ask first.
settings-undo = ↩️ Undo
settings-gone = This button is no longer there. Open /settings
settings-undo-window = Time to take a post back: <b>{ $value ->
    [0] none, it goes out at once
   *[other] { $value } s after the press
}</b>
settings-undo-window-button = { $value ->
    [0] Publish at once
   *[other] Wait { $value } s before publishing
}
settings-silent = Sound: <b>{ $value ->
    [yes] off
   *[no] on
}</b>
settings-silent-button = { $value ->
    [yes] 🔕 Publish without a sound
   *[no] 🔔 Publish with a sound
}
settings-pin = Pin posts: <b>{ $value ->
    [yes] yes
   *[no] no
}</b>
settings-pin-button = { $value ->
    [yes] 📌 Pin posts
   *[no] Do not pin posts
}
settings-protect = Forwarding and saving: <b>{ $value ->
    [yes] not allowed
   *[no] allowed
}</b>
settings-protect-button = { $value ->
    [yes] 🔒 Do not allow forwarding
   *[no] Allow forwarding
}
settings-grace = A late post goes out by itself: <b>{ $value ->
    [0] never, I ask
    [60] up to an hour late
    [180] up to 3 hours late
    [720] up to 12 hours late
   *[other] up to { $value } min late
}</b>
settings-grace-button = { $value ->
    [0] Ask about every late post
    [60] Late posts by themselves: up to an hour
    [180] Late posts by themselves: up to 3 hours
    [720] Late posts by themselves: up to 12 hours
   *[other] Late posts by themselves: up to { $value } min
}
settings-apart = Between late posts: <b>{ $value } min</b>
settings-apart-button = { $value } min between late posts
settings-quiet = Quiet hours: <b>{ $value ->
    [none] none
   *[some] from { $from } to { $to }
}</b>
settings-quiet-button = { $value ->
    [none] No quiet hours
   *[some] Quiet hours from { $from } to { $to }
}

# Chats beside the channel: checked at the start and by npx paperboy doctor
service-ready = The service chat in SERVICE_CHAT_ID will do.
service-public = The chat in SERVICE_CHAT_ID has a public link. It must be a private one; until then the chat with the owner is used.
service-not-found = The chat in SERVICE_CHAT_ID was not found. Add the bot to it; until then the chat with the owner is used.
service-not-a-member = The bot is not in the chat of SERVICE_CHAT_ID. Add it; until then the chat with the owner is used.
service-no-right-to-write = The bot may not write in the chat of SERVICE_CHAT_ID. Allow it to; until then the chat with the owner is used.
service-the-channel = SERVICE_CHAT_ID is the channel itself. It must be another chat; until then the chat with the owner is used.
test-ready = Rehearsals go to “{ $title }”.
test-not-found = The channel in TEST_CHANNEL_ID was not found. Make the bot an administrator there; until then there are no rehearsals.
test-not-a-channel = TEST_CHANNEL_ID is not a channel. Until it is one, there are no rehearsals.
test-not-admin = The bot is not an administrator of “{ $title }”, the channel in TEST_CHANNEL_ID. Until it is, there are no rehearsals.
test-lacks-post = The bot may not post in “{ $title }”, the channel in TEST_CHANNEL_ID. Give it that right; until then there are no rehearsals.
test-the-channel = TEST_CHANNEL_ID is the channel itself. Rehearsals need another one; until then there are none.
sides-unknown = The chats in SERVICE_CHAT_ID and TEST_CHANNEL_ID could not be checked: Telegram did not answer.

# How the bot finds out whether a post is out when Telegram does not answer
sight-sees = If Telegram does not answer whether a post is out, the bot finds out by itself.
sight-partly = If Telegram does not answer whether a post is out, the bot sees only whether anything came after the earlier posts. It asks people about the rest.
sight-blind = If Telegram does not answer whether a post is out, the bot asks people: it cannot look into the channel.
sight-unknown = It is not known yet whether the bot can find out by itself that a post is out when Telegram does not answer.
way-profile = An author’s profile: { $way ->
    [works] one of the authors shows the channel there, so its last 20 posts can be read.
    [unreachable] Telegram did not answer.
   *[closed] none of the authors and admins shows the channel there. It is the best way: Telegram → Edit profile → Channel.
}
way-ids = Message ids: { $way ->
    [works] the bot can see whether a message exists.
    [untried] the archive has no post yet to try it on.
    [unreachable] Telegram did not answer.
   *[closed] Telegram does not tell whether a message exists. Check that the bot is an administrator of the channel.
}
way-forward = Forwarding into the service chat: { $way ->
    [works] works, the copy is deleted at once.
    [protected] closed, the channel does not allow forwarding.
    [no-chat] nowhere to forward to. Set SERVICE_CHAT_ID, or let the owner open the chat with the bot.
    [untried] nothing to try it on yet.
    [unreachable] Telegram did not answer.
   *[closed] failed. Check the bot’s rights in the channel and the service chat.
}
blind-owner = If Telegram does not answer whether a post is out in “{ $channel }”, I cannot find out by myself and will ask you.

    So that I can find out, let one of the authors show the channel in their profile: Settings → Edit profile → Channel.

# Rehearsal
draft-rehearse = 🎬 Rehearsal
rehearsal-done = 🎬 Rehearsal: { $link }
rehearsal-refused = The rehearsal did not work. { $reason }
rehearsal-gone = The channel for rehearsals is gone, or the bot is not an administrator there. Check TEST_CHANNEL_ID.
rehearsal-unknown = Telegram did not answer whether the rehearsal arrived. Look at “{ $channel }”, or try again.
rehearsal-wait = The rehearsal did not work: Telegram asks to wait { $seconds } s. Then press again.
rehearsal-not-reached = The rehearsal did not work: Telegram cannot be reached. Press again a little later.

# /settings: publication
settings-publication-button = 🚀 Publication
settings-publication-title = <b>Publication</b>
settings-publication-note = Sound, pin and protection can be chosen for a single post in its draft. Posts are late where the bot was not running at their time: I ask about those that are later than this, or would go out in quiet hours.
settings-undo = ↩️ Undo
settings-gone = This button is gone. Open /settings
settings-undo-window = Taking a post back: <b>{ $value ->
    [0] not possible, it goes out at once
   *[other] for { $value } s after the press
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

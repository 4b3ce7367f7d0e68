# The queue: choosing a time, the agenda, slots, time zones, receipts.

queue-schedule = 🗓 Schedule
queue-reschedule = 🗓 Change the time
queue-on-card = 🗓 Scheduled: { $moment }, { $distance }.
queue-on-card-asked = 🗓 The time has passed, the post waits for a decision: /queue

queue-ask = When? Choose, or write: “tomorrow 18:30”, “Fri 9:00”, “in 2 hours”.
queue-ask-day = { $month }: which day?
queue-ask-hour = { $day }: at which hour?
queue-ask-minute = { $day }: at what time exactly?
queue-ask-slot = Into which slot?
queue-no-slots = There is no free slot: none is set up yet, or all are taken. Set slots up: /slots
queue-next-slot = 📌 Next free slot: { $time }
queue-calendar = 📅 Another day
queue-other-hour = ← Another hour
queue-to-times = ← Back
queue-keep = Leave it as it is
queue-not-now = Not now
queue-now-planned = Currently scheduled for { $moment }.
queue-which = This can be read in more than one way. Which did you mean?
queue-meant = Is this the time you meant? Tap it, or put it another way.
queue-not-understood = I did not understand the time. “tomorrow 18:30”, “Fri 9:00”, “1 Dec 10:00” or “in 2 hours” will do.
queue-no-such-day = The calendar has no such day. Check the date.
queue-at-once = This is for choosing a later time. To publish at once, tap “Publish” on the draft’s card, or “Now” in /queue if the post is in the queue already.
queue-shifted = The clocks go forward that day, so this time does not exist. I moved it later by as much as they do.
queue-today = Today
queue-tomorrow = Tomorrow
queue-zone-moscow = MSK
queue-own-clock = { $time } for you
queue-in-now = right now
queue-in-minutes = in { $minutes } min
queue-in-hours = in { $hours } h{ $minutes ->
    [0] {""}
   *[other] {" "}{ $minutes } min
}
queue-in-days = in { $days ->
    [one] { $days } day
   *[other] { $days } days
}

queue-set = Scheduled
queue-planned = 🗓 Scheduled: { $moment }, { $distance }.
queue-late = ⏳ The post did not go out at { $due }: I was off, or the queue was not moving. It goes out: { $time }.
queue-releasing = On its way to the channel…
queue-out = ✅ Published.
queue-out-at = ✅ Published at { $time } → { $link }
queue-off-now = Taken out of the queue; the draft is safe.
queue-off-deleted = Taken out of the queue: the draft was deleted.
queue-change = Change
queue-off = Cancel
queue-back = Put back: { $time }
queue-now = 🚀 Now
queue-other = 🗓 Another time
queue-remove = Take out of the queue
queue-edit-out = Publish with the edit
queue-asked-too-late = ❓ The post was due { $moment }, and is too late to go out without asking. What should happen to it?
queue-asked-quiet-hours = ❓ The post was due { $moment } and is late, and in quiet hours I send nothing by myself. What should happen to it?
queue-asked-edited = ❓ Its time has come ({ $moment }), but the post was changed by somebody who may not publish. Look at the edit and decide.
queue-asked-changed = ❓ Its time has come ({ $moment }), but something stops the draft from going out. Open its card: /drafts
queue-asked-restored = ❓ The post was due { $moment }, and the database has been restored from an earlier backup since. Check whether it is in the channel: if so, take it out of the queue.
queue-asked-damaged = ❓ The record of the post’s time is damaged ({ $moment }), so it will not go out by itself. Look at the post and give it a time again.
queue-asked-refused = ❓ The post did not go out ({ $moment }).
queue-problems = ⚠️ <b>May not go out:</b>
queue-problem-schema = something stops the draft from going out, see its card
queue-problem-rights = I have no right to post in the channel
queue-problem-figure = Telegram no longer gives out figure { $number }: send it again
queue-problem-paper-out = a post on this paper is already out: “{ $title }”
queue-problem-edited = it was changed after scheduling by somebody who may not publish: without your approval it will not go out

queue-head = <b>Queue · { $channel }</b> <i>({ $zone })</i>
queue-head-own = <b>Queue · { $channel }</b> <i>({ $zone }, your time in brackets: { $own })</i>
queue-paused = ⏸ <b>Paused</b> since { $since }: nothing goes out until you resume.
queue-asked-head = ❓ <b>Waiting for a decision:</b>
queue-held = ⏸ <b>Paused</b>: the database came back from a backup. Nothing goes out until an admin confirms that the channel was checked.
queue-empty = Nothing is scheduled yet. The button “Schedule” on a draft’s card gives it a time: /drafts
queue-free = free
queue-invisible = Posts scheduled in Telegram itself are invisible to me.
queue-mark-late = ⏳ late
queue-mark-released = on its way
queue-mark-doubt = ❓ may or may not be out
queue-mark-delayed = ⏳ delayed
queue-mark-edited = ✏️ the edit of { $time } waits for approval
queue-mark-version = ✏️ goes out with the edit of { $time }
queue-number = no. { $number }
queue-clash-hour = ⚠️ within the same hour as { $other }
queue-clash-paper = ⚠️ on the same paper as { $other }
queue-beside-hour = ⚠️ “{ $title }” is scheduled within the same hour: { $moment }.
queue-beside-paper = ⚠️ “{ $title }”, on the same paper, is scheduled: { $moment }.
queue-pause = ⏸ Pause
queue-resume = ▶️ Resume
queue-month = 📅 Month
queue-slots-button = Slots
queue-swap = 🔁 Swap
queue-swap-with = Swap times with no. { $number }
queue-time = 🕐 Time
queue-day = 📅 Day
queue-to-slot = 📌 To a slot
queue-to-agenda = ← To the queue
queue-ask-now = “{ $title }” goes out at once, and that cannot be undone.
queue-now-sure = 🚀 Publish now
queue-month-head = <b>{ $month }</b> · ✓ published: { $published }, • scheduled: { $planned }
queue-day-empty = Nothing.
queue-day-more = …and { $count } more.

queue-gone = This post is no longer in the queue.
queue-changed = The queue has changed meanwhile; here it is now.
queue-past = That time has passed. Choose another one.
queue-far = That is more than two years away. Check the date.
queue-not-ready = First fix what stops it from being published: see the draft’s card.
queue-on-its-way = The post is on its way, or already out.
queue-published = This post is already published.
queue-may-not = Posts can be scheduled by those who may publish to the channel.
queue-unknown-rights = Telegram did not say who may publish. Nothing has changed; try again in a minute.
queue-is-paused = The queue is paused. First press “Resume” in /queue.
queue-late-press = You pressed while I was off. If you still want it, press again.

slots-head = <b>Weekly slots</b>: when the channel usually posts. By themselves they put nothing into the queue. You can also type them: <code>/slots Mon–Fri 12:00, Sat 11:00</code>
slots-none = None yet.
slots-unknown = I did not understand which slots to add. <code>/slots Mon–Fri 12:00, Sat 11:00</code>, for example, will do.
slots-add = ➕ Another time
slots-back = ← Back
slots-ask-hour = At which hour?
slots-ask-minute = At what time exactly?
slots-ask-days = <b>{ $time }</b>: on which days? Tap to add or remove.
slots-every-day = Every day
slots-remove = Remove all

zone-head = Your clock: <b>{ $zone }</b>, now { $time }. I schedule by the channel’s clock ({ $channel }) and show yours beside it. Another city: <code>/zone Asia/Tokyo</code>
zone-as-channel = As the channel, { $time }
zone-of-channel = The channel’s clock…
zone-channel-head = The channel’s clock: <b>{ $zone }</b>, now { $time }. Slots and “tomorrow 12:00” go by it. Posts that are already scheduled go out at the same moment as before.
zone-city = { $city ->
    [Kyiv] Kyiv
   *[other] { $name }
}
zone-back = ← Back
zone-unknown = I do not know this time zone. Europe/Berlin or Tbilisi, for example, will do.

# /start, /help, /language, the menu of commands, and answers to what nobody expected.

start-reader = { $posts ->
    [0] I help you search the reviews of “{ $channel }”. There are none yet: the first can be found here as soon as it is published.
    [one] I search the reviews of “{ $channel }”: there is one so far. Write a word or send a link to a paper.
   *[other] I search the reviews of “{ $channel }”: there are { $posts }. Write a word or send a link to a paper.
}
start-author = { $posts ->
    [0] Here you write posts for “{ $channel }”.
    [one] Here you write posts for “{ $channel }” and search them: there is one so far.
   *[other] Here you write posts for “{ $channel }” and search them: there are { $posts }.
}
    Send a finished post, a link to a paper, or begin with /new. What you started waits in /drafts.
start-admin = /settings sets up the channel.
start-latest-button = latest
start-no-channel = I help channels that review scientific papers. Mine is not connected yet, please come back a little later.
start-no-owner = I help channels that review scientific papers. If you started me, open the owner’s link: it is printed in the console.

help-reader =
    <b>Search</b>
    Write a word, a topic or an author’s name in any form, in Russian or in English. A paper’s link or a number like <code>2407.01392</code> shows whether it was written about.

    /search — search by words
    /tags — topics and how many posts they have
    /tag, /author, /paper — posts with a tag, by an author, about a paper
    /latest — the latest posts
    /random — a random post
    /language — Russian or English
help-author =
    <b>Posts</b>
    Send a finished post as a whole, with figures and formatting: it goes out as it is. Or begin with /new: I ask only for what is missing. When you edit your own message, the draft follows.

    /new — a new post
    /drafts — posts you started
    /queue — what goes out and when
    /slots — when the channel posts
    /zone — your clock
    /cancel — put the question aside, the draft stays
help-admin =
    <b>Channel</b>
    /settings — how posts look and who publishes

language-now = I speak English.
language-changed = I speak English

command-search = find posts by words
command-tags = the channel’s topics
command-latest = the latest posts
command-random = a random post
command-language = Russian or English
command-help = how to use this
command-new = a new post
command-drafts = posts you started
command-queue = what goes out and when
command-slots = when the channel posts
command-zone = your clock
command-cancel = put the question aside
command-settings = the channel’s settings

unhandled-command-near = There is no such command. Perhaps { $nearest }?
unhandled-command = There is no such command. All commands: /help
unhandled-command-authors = This command is for the channel’s authors. Readers can search: just write a word.
unhandled-command-admins = This command is for those who set up the channel. All others: /help
unhandled-command-no-channel = This command will work once a channel is connected.
unhandled-sticker = I do not understand stickers.
unhandled-voice = I cannot hear voice messages or sound, only text.
unhandled-contact = I do not need contacts, and do not keep them.
unhandled-location = A place tells me nothing, and I do not keep it.
unhandled-poll = I do not read polls, nor send them to the channel.
unhandled-dice = You may have more luck with /random: it is a random post.
unhandled-media = I do not read pictures, videos and files here.
unhandled-other = I cannot do anything with such a message.
unhandled-try-reader = Write a word or send a link to a paper, and I will search the posts.
unhandled-try-author = For a post, send a text or begin with /new; to search, write a word.
unhandled-stale-button = This button is too old. Please open it again: /start
unhandled-stale-draft = This button is too old. Open the draft again: /drafts
unhandled-stale-search = This button is too old. Search again: just write a word
unhandled-stale-settings = This button is too old. Open the settings again: /settings
unhandled-group = I answer in private messages: t.me/{ $bot }
unhandled-inline = Search in the chat with the bot

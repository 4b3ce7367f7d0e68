# How a post becomes the channel's messages: a line on the card, and the buttons to choose by.

layout-as-sent = As a copy of your message, exactly as you sent it.
layout-text = As one message.
layout-preview-above = As one message with { $own ->
    [yes] the figure large above the text.
   *[no] a large preview of its link above the text.
}
layout-preview-below = As one message with { $own ->
    [yes] the figure large below the text.
   *[no] a large preview of its link below the text.
}
layout-caption = As one message: the figure with the text below it.
layout-album = As an album with the text below it.
layout-figures-then-text = { $count ->
    [2] As two messages: the figures first, then the text in reply.
   *[other] As several messages: the figures first, then the text in reply.
}
layout-text-then-figures = { $count ->
    [2] As two messages: the text first, then the figures in reply.
   *[other] As several messages: the text first, then the figures in reply.
}
layout-series = As a series: { $count ->
    [one] { $count } message
   *[other] { $count } messages
}, each in reply to the one before.
layout-rich = As one rich message. Readers with older apps or on the web may not see it.
layout-numbers = <i>{ $series ->
    [yes] { $length } { $count ->
        [one] character
       *[other] characters
    }, and one message holds { $limit }.
   *[no] { $length } of { $limit }.
}</i>
layout-numbers-over = <i>{ $length } of { $limit }; under a figure there is room for { $over }.</i>
layout-unfit = “{ $name }” does not suit this post.
layout-edits-later = Such a caption can be changed later only if it then fits into { $limit } characters; the post can always be deleted.

layout-name-as-sent = As you sent it
layout-name-text = One message
layout-name-preview-above = Large preview above
layout-name-preview-below = Large preview below
layout-name-caption = Text under the figure
layout-name-album = Album with text
layout-name-figures-then-text = Figures, then text
layout-name-text-then-figures = Text, then figures
layout-name-series = Series of messages
layout-name-rich = Rich (not seen by all)
layout-swap = { $form ->
    [rich] 🔁 As a rich message (not seen by all)
   *[classic] 🔁 As ordinary text
}
layout-choose = Choose the layout
layout-usual = ↩️ As usual in the channel

figure-item = 🖼 { $number }
figure-about = <b>{ $number } of { $count }</b> · { $kind ->
    [photo] photo
    [video] video
    [animation] animation
   *[document] file
}
figure-caption-is = Caption: { $words }
figure-credit-is = Source: { $words }
figure-large = The file is over 20 MB, which a bot cannot download. It will go out as usual, but the archive keeps only Telegram’s reference to it.
figure-joined = Captions and sources will go to the end of the post’s text.
figure-earlier = ⬆️ Earlier
figure-later = ⬇️ Later
figure-caption = ✏️ Caption
figure-credit = ✏️ Source
figure-replace = 🔄 Replace
figure-drop = ✖️ Remove
figure-to-list = ← To the figures
draft-ask-caption = What should the caption of this figure say? Send it as one line.
draft-ask-credit = Where is the figure from? Send it as one line: authors, paper, figure number.
draft-ask-replace = Send a picture, video or file: it replaces this one, and the caption stays.
draft-words-long = That is rather long: please keep it within { $max } characters.
draft-words-off = Remove it

settings-series = A series when the text is long: <b>{ $value ->
    [1] no, a single message only
   *[other] up to { $value } messages
}</b>
settings-series-button = { $value ->
    [1] No series
   *[other] Series up to { $value } messages
}
settings-media-size = Figures and files in the archive: <b>{ $value ->
    [0] not kept
   *[other] up to { $value } MB
}</b>
settings-media-size-button = { $value ->
    [0] Keep no figures
   *[other] Keep files up to { $value } MB
}
settings-example = A post made step by step looks like this:
settings-example-title = Title of a paper
settings-example-text = Text of the post.
settings-example-tag = tag
settings-example-author = Anna Author
settings-example-rubric = Rubric

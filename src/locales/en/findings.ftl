# What the post schema says of a draft: the thing and the reason in one breath. "-mend" is the button that mends it.

finding-title-missing = there is no title, and a review is known and found by its title
finding-title-short = the title is too short: { $length ->
    [one] { $length } character
   *[other] { $length } characters
}, and it needs at least { $min }
finding-title-long = the title has { $length } characters, and { $max } fit
finding-title-lines = the title takes several lines, and needs to be one
finding-title-wordy = the title is long: on a phone it takes more than two lines

finding-paper-missing = no paper is named, and a review is always about one
finding-paper-missing-mend = It is a note without a paper
finding-papers-many = { $count ->
    [one] { $count } paper is named
   *[other] { $count } papers are named
}, and one post may have up to { $max }
finding-paper-on-note = this is a note, yet a paper is named: with it the post is a review
finding-paper-on-note-mend = It is a review
finding-follows-missing = it does not say which post this one adds to

finding-post-empty = the post is empty: it needs text or a picture
finding-text-long = { $added ->
    [0] the text has
   *[other] with its title and links the text has
} { $length } characters, and a message holds { $max }: shorten it by { $over }
finding-series-long = the text has { $length } characters: with its pictures that is { $messages ->
    [one] { $messages } message
   *[other] { $messages } messages
}, and one post may have up to { $max }
finding-figures-many = { $count ->
    [one] { $count } picture
   *[other] { $count } pictures
}, and one post may have up to { $max }
finding-figures-missing = { $placed ->
    [one] the text has { $placed } picture
   *[other] the text has { $placed } pictures
}, and you sent { $count }: please send the rest
finding-figures-missing-mend = { $count ->
    [0] Without pictures
   *[other] Without the missing ones
}
finding-tags-many = { $count ->
    [one] { $count } tag
   *[other] { $count } tags
}, and one post may have up to { $max }
finding-author-missing = no author is named

finding-tag-cut = { $kept ->
    [no] { $cause ->
        [empty] the tag <code>#{ $tag }</code> has neither a letter nor a digit
        [digits] Telegram will not link the tag <code>#{ $tag }</code>: it needs at least one letter
        [long] the tag is longer than 256 characters, and Telegram will not link it
       *[sign] Telegram will not link the tag <code>#{ $tag }</code>: it has a character that tags cannot have
    }
   *[yes] { $cause ->
        [hyphen] Telegram cuts the tag <code>#{ $tag }</code> at the hyphen: <code>#{ $linked }</code>
        [space] Telegram cuts the tag <code>#{ $tag }</code> at the space: <code>#{ $linked }</code>
        [decomposed] Telegram cuts the tag <code>#{ $tag }</code>: one of its letters is written as two characters
        [invisible] Telegram cuts the tag <code>#{ $tag }</code> at an invisible character: <code>#{ $linked }</code>
        [long] the tag is longer than 256 characters, and Telegram cuts it
       *[sign] Telegram cuts the tag <code>#{ $tag }</code>: <code>#{ $linked }</code>
    }
}
finding-tag-cut-mend = #{ $by }
finding-text-tag-cut = { $cause ->
    [hyphen] Telegram cuts the hashtag <code>#{ $written }</code> in the text at the hyphen: <code>#{ $linked }</code>
    [decomposed] Telegram cuts the hashtag <code>#{ $written }</code> in the text: one of its letters is written as two characters
    [invisible] Telegram cuts the hashtag <code>#{ $written }</code> in the text at an invisible character: <code>#{ $linked }</code>
    [long] a hashtag in the text is longer than 256 characters, and Telegram cuts it
   *[sign] Telegram cuts the hashtag <code>#{ $written }</code> in the text: <code>#{ $linked }</code>
}
finding-text-tag-cut-mend = #{ $by }

finding-label-bare = “{ $label }” carries no link
finding-label-bare-mend = Link { $paper }
finding-emoji-custom = { $count ->
    [one] { $count } Premium emoji may come out as a plain one
   *[other] { $count } Premium emoji may come out as plain ones
}: in channels they are kept only for bots with a name bought on Fragment
finding-entities-unknown = { $count ->
    [one] { $count } place is formatted
   *[other] { $count } places are formatted
} in a new way that the bot does not know yet: it comes out as plain text
finding-entities-many = { $count } pieces of formatting, and Telegram keeps { $max }: the rest comes out as plain text

finding-wave = { $thing ->
    [title-wordy] It is fine: the title
    [emoji-custom] It is fine: the emoji
    [entities-unknown] It is fine: the new formatting
    [entities-many] It is fine: the formatting
   *[other] It is fine
}

# Что схема поста говорит о черновике: предмет и причина на одном дыхании. «-mend» — кнопка, которая это чинит.

finding-title-missing = нет заголовка: по нему разбор узнают и находят
finding-title-short = заголовок слишком короткий: { $length ->
    [one] { $length } знак
    [few] { $length } знака
   *[other] { $length } знаков
}, а нужно хотя бы { $min }
finding-title-long = в заголовке { $length ->
    [one] { $length } знак
    [few] { $length } знака
   *[other] { $length } знаков
}, а помещается { $max }
finding-title-lines = заголовок занимает несколько строк, а нужна одна
finding-title-wordy = заголовок длинный: на телефоне он займёт больше двух строк

finding-paper-missing = не указана статья, а разбор — всегда о статье
finding-paper-missing-mend = Это заметка без статьи
finding-papers-many = { $count ->
    [one] указана { $count } статья
    [few] указаны { $count } статьи
   *[other] указано { $count } статей
}, а в одном посте их может быть до { $max }
finding-paper-on-note = это заметка, а у неё указана статья: с ней пост — разбор
finding-paper-on-note-mend = Это разбор
finding-follows-missing = не указано, какой пост он дополняет

finding-post-empty = пост пустой: нужен текст или картинка
finding-text-long = { $added ->
    [0] в тексте
   *[other] в тексте вместе с заголовком и ссылками
} { $length ->
    [one] { $length } знак
    [few] { $length } знака
   *[other] { $length } знаков
}, а в сообщение помещается { $max }: сократите на { $over }
finding-series-long = в тексте { $length ->
    [one] { $length } знак
    [few] { $length } знака
   *[other] { $length } знаков
}: вместе с картинками это { $messages ->
    [one] { $messages } сообщение
    [few] { $messages } сообщения
   *[other] { $messages } сообщений
}, а на один пост их может быть до { $max }
finding-figures-many = { $count ->
    [one] { $count } картинка
    [few] { $count } картинки
   *[other] { $count } картинок
}, а в одном посте их может быть до { $max }
finding-figures-missing = { $placed ->
    [one] в тексте { $placed } картинка
    [few] в тексте { $placed } картинки
   *[other] в тексте { $placed } картинок
}, а прислано { $count }: пришлите недостающие
finding-figures-missing-mend = { $count ->
    [0] Без картинок
   *[other] Без недостающих
}
finding-tags-many = { $count ->
    [one] { $count } тег
    [few] { $count } тега
   *[other] { $count } тегов
}, а в одном посте их может быть до { $max }
finding-author-missing = не указан автор

finding-tag-cut = { $kept ->
    [no] { $cause ->
        [empty] в теге <code>#{ $tag }</code> нет ни буквы, ни цифры
        [digits] тег <code>#{ $tag }</code> в Telegram не станет ссылкой: нужна хотя бы одна буква
        [long] тег длиннее 256 знаков, и Telegram не сделает его ссылкой
       *[sign] тег <code>#{ $tag }</code> в Telegram не станет ссылкой: мешает знак, который в теги не входит
    }
   *[yes] { $cause ->
        [hyphen] тег <code>#{ $tag }</code> в Telegram оборвётся на дефисе: <code>#{ $linked }</code>
        [space] тег <code>#{ $tag }</code> в Telegram оборвётся на пробеле: <code>#{ $linked }</code>
        [decomposed] тег <code>#{ $tag }</code> в Telegram оборвётся: одна из букв записана двумя знаками
        [invisible] тег <code>#{ $tag }</code> в Telegram оборвётся на невидимом знаке: <code>#{ $linked }</code>
        [long] тег длиннее 256 знаков, и Telegram его обрежет
       *[sign] тег <code>#{ $tag }</code> в Telegram оборвётся: <code>#{ $linked }</code>
    }
}
finding-tag-cut-mend = #{ $by }
finding-text-tag-cut = { $cause ->
    [hyphen] хештег <code>#{ $written }</code> в тексте оборвётся на дефисе: <code>#{ $linked }</code>
    [decomposed] хештег <code>#{ $written }</code> в тексте оборвётся: одна из букв записана двумя знаками
    [invisible] хештег <code>#{ $written }</code> в тексте оборвётся на невидимом знаке: <code>#{ $linked }</code>
    [long] хештег в тексте длиннее 256 знаков, и Telegram его обрежет
   *[sign] хештег <code>#{ $written }</code> в тексте оборвётся: <code>#{ $linked }</code>
}
finding-text-tag-cut-mend = #{ $by }

finding-label-bare = под «{ $label }» нет ссылки
finding-label-bare-mend = Поставить { $paper }
finding-emoji-custom = { $count ->
    [one] { $count } премиум-эмодзи может выйти обычным
   *[other] { $count } премиум-эмодзи могут выйти обычными
}: в каналах их сохраняют только ботам с именем, купленным на Fragment
finding-entities-unknown = { $count ->
    [one] { $count } место выделено
    [few] { $count } места выделены
   *[other] { $count } мест выделено
} новым способом, которого бот ещё не знает: выйдет простым текстом
finding-entities-many = { $count ->
    [one] выделено { $count } место
    [few] выделено { $count } места
   *[other] выделено { $count } мест
}, а Telegram сохраняет { $max }: остальное выйдет простым текстом

finding-wave = { $thing ->
    [title-wordy] Так и надо: заголовок
    [emoji-custom] Так и надо: эмодзи
    [entities-unknown] Так и надо: новое выделение
    [entities-many] Так и надо: много выделений
   *[other] Так и надо
}

# Пост, который уже в канале: его карточка, правки, дополнения.

published-in-channel = Пост в канале
published-edit = ✏️ Правка
published-text = ✏️ Текст
published-title = ✏️ Заголовок
published-figures = 🖼 Картинки
published-tags = 🏷 Теги
published-papers = 📄 Статьи
published-links = 🔗 Ссылки
published-buttons = 🔘 Кнопки
published-look = 📐 Вид
published-update = ➕ UPD
published-pin = 📌 Закрепить
published-unpin = Открепить
published-history = 🕘 Правки
published-down = 🗑 Убрать из канала
published-open = Открыть в канале
published-to-card = ← К посту
published-figure = 🔁 Заменить { $number }-ю
published-figure-add = ➕ Поставить картинку
published-tags-add = Добавить теги
published-paper-add = Добавить статью
published-button-add = ➕ Своя кнопка
published-line = Строкой в этом посте
published-reply = Ответом на пост
published-after = Новым постом
published-anew = Выложить заново
published-markdown = 📝 Markdown
published-twin = { $form ->
    [rich] Одним расширенным сообщением пост может выйти только заново: из нескольких сообщений или подписи под картинкой Telegram его не сделает.
   *[classic] Обычным текстом пост может выйти только заново: в нём картинки, или он длиннее 4 096 знаков.
} Реакции, комментарии и место в ленте останутся у этого; убрать его — потерять их.
published-twin-beside = 🚀 Выложить { $form ->
    [rich] расширенным
   *[classic] обычным
}, этот оставить
published-twin-instead = 🔁 Выложить { $form ->
    [rich] расширенным
   *[classic] обычным
} вместо этого
published-as-text = Обычным сообщением
published-as-rich = Расширенным (видно не всем)
published-back = ↩️ Вернуть этот вид
published-undo = ↩️ Вернуть как было
published-down-yes = Убрать насовсем
published-down-record = 🗑 Убрать и отсюда
published-look-preview-off = Без превью ссылки
published-look-preview-small = Маленькое превью
published-look-preview-below = Большое превью под текстом
published-look-preview-above = Большое превью над текстом
published-look-caption-below = Подпись под картинкой
published-look-caption-above = Подпись над картинкой
published-take = Взять оттуда
published-mine = Заменить моим
published-cancel = Отмена
published-mark = UPD

published-update-of = UPD от { $day }
published-changes = 🕘 { $count ->
    [one] { $count } правка
    [few] { $count } правки
   *[other] { $count } правок
}, последняя — { $last }
published-pending = ⏳ Правка ещё не дошла до канала, отправлю её сам.
published-pending-now = Прошлая правка ещё не дошла до канала. Подождите её немного.
published-is-down = 🗑 Убран из канала { $day }. Здесь осталась его запись; в поиске его нет.
published-figures-one = Картинку можно заменить другой. Добавить к посту ещё одну Telegram не даёт: для этого есть ответ на пост или новый пост.
published-figures-album = Картинки заменяются по одной. Добавить новые в альбом Telegram не даёт: для этого есть ответ на пост или новый пост.
published-figures-none = В этот пост можно поставить одну картинку, видео или файл: текст станет подписью. Альбомом он не станет, и убрать картинку потом Telegram не даст.
published-figures-none-long = В этом посте нет картинок. Поставить одну Telegram даёт, но тогда текст станет подписью, а в неё входит { $max } знаков; здесь — { $length }. Остаётся ответ на пост или новый пост.
published-figures-rich = Картинки внутри расширенного поста заменяются по одной, на своих местах. Добавить или убрать можно, прислав весь текст заново.
published-tags-note = Теги архива: по ним пост находят здесь. Текст в канале от них не меняется.
published-tags-line = По этим тегам пост находят здесь. Строка тегов в канале изменится вместе с ними.
published-papers-note = О каких статьях пост: по ним его находят здесь. Текст и ссылки в канале от этого не меняются, для них есть «Ссылки».
published-links-note = Какую ссылку заменить? Слова останутся прежними.
published-buttons-note = Кнопки-ссылки под постом. Пока они есть, Telegram прячет кнопку комментариев.
published-look-note = Так этот пост может выглядеть на том же месте. Альбомом, серией или с несколькими картинками он станет, только если выложить его заново: прежний с реакциями, комментариями и ссылкой придётся убрать.
published-update-note = Как дополнить? Строка встанет в конец этого поста. Ответ и новый пост — отдельные сообщения, со своим текстом и картинками.
published-down-note = Удалить из канала { $count ->
    [one] сообщение этого поста
   *[other] все сообщения этого поста ({ $count })
}? Отменить это нельзя: пропадут реакции, комментарии и ссылка. Запись останется у меня, и пост можно будет выложить заново.
published-history-note = Нажмите на правку, чтобы увидеть, что она изменила.
published-revision = { $number } · { $day } · { $kind ->
    [first] как вышел
    [update] UPD
    [restored] возврат
    [take-down] убран
    [by-hand] правка в канале
   *[edit] правка
}
published-revision-head = <b>{ $number } · { $kind ->
    [first] Как вышел
    [update] UPD
    [restored] Возврат
    [take-down] Убран из канала
    [by-hand] Правка в канале
   *[edit] Правка
}</b> · { $when }
published-difference-format = Слова те же, изменилось оформление.
published-difference-title = Заголовок:
published-difference-figures = 🖼 Картинки заменены.
published-difference-buttons = 🔘
published-difference-look = 📐 Изменился вид: превью ссылки или место подписи.
published-difference-papers = 📄 Изменился список статей.
published-difference-down = Сообщения поста удалены из канала.
published-difference-none = Видимых отличий нет.

published-ask-text = Пришлите новый текст поста: он встанет на место прежнего.
published-room = Поместится до { $max } знаков.
published-no-room = Места в этом посте не осталось: строка в него не войдёт. Остаётся ответ на пост или новый пост.
published-ask-title = Какой заголовок? Пришлите его одной строкой.
published-ask-figure = Пришлите картинку, которая встанет на место прежней.
published-ask-line = Что дописать в конец поста? «UPD:» я поставлю сам.
published-ask-tags = Какие теги добавить? Через пробел или запятую, с # или без.
published-ask-papers = Какую статью добавить? Пришлите ссылку или id.
published-ask-link = Куда должна вести эта ссылка? Пришлите адрес, arXiv id или DOI.
published-ask-button = Пришлите подпись и адрес одним сообщением: «Код https://github.com/…».
published-need-text = Здесь нужен текст. Картинки меняются на карточке поста отдельно.
published-need-title = Такой заголовок не подойдёт: он слишком короткий или слишком длинный.
published-need-figure = Здесь нет ни картинки, ни файла.
published-caption-left = Подпись, что пришла с картинкой, я не взял: текст поста меняется отдельно, через «Текст».
published-need-link = Не вижу здесь адреса. Пришлите ссылку целиком, arXiv id или DOI.
published-need-button = Нужны и подпись, до 64 знаков, и адрес: «Код https://github.com/…».
published-buttons-full = Под постом уже шесть кнопок, больше никто не прочтёт. Сначала уберите одну.
published-differs = ⚠️ Пост правили в канале, и там стоит не то, что у меня.
published-replaced = Новый пост вышел, а прежний ещё в канале.
published-fewer = ⚠️ Пост правили в канале: часть его сообщений удалена. Вернуть их на место Telegram не даёт.
published-gone-here = ⚠️ Этого поста в канале больше нет: его удалили. Пока его запись здесь, поиск ведёт в пустоту.
published-unseen = Что сейчас стоит в канале, мне не видно. Если пост там правили, моя правка встанет поверх.
published-unseen-made = Что стояло в канале до этого, мне не видно.
published-taken = Взял то, что стоит в канале.
published-taken-fewer = Взял то, что осталось в канале.

published-made = ✅ Исправлено в канале и в архиве.
published-made-archive = ✅ Исправлено в архиве; текст в канале прежний.
published-same = Отличий нет, менять нечего.
published-later = ⏳ Telegram не ответил или просит подождать. Правка записана, отправлю её сам.
published-changed = Пост с тех пор изменился, вот новый вид.
published-partly = Часть сообщений уже изменилась, это видно в правках.
published-cancelled = Хорошо, ничего не меняю.
published-gone = Этого поста в канале больше нет.
published-may-not = Менять посты канала вы сейчас не можете. Это могут администраторы канала с правом публиковать или, где так настроено, администраторы бота.
published-rights-unknown = Telegram сейчас не ответил, кто может менять посты. Нажмите ещё раз через минуту.
published-late = Вы нажали, пока я был выключен. Если это ещё нужно, нажмите ещё раз.
published-pinned = Закреплено
published-unpinned = Откреплено
published-later-pin = Telegram не ответил. Нажмите ещё раз чуть позже.

published-refused-not-editable = Этот пост мне править нельзя. Пересланные посты не меняет никто, а для чужих нужно право: канал → Администраторы → бот → «Редактирование чужих публикаций».
published-refused-not-deletable = Удалить этот пост я не могу. Дайте право: канал → Администраторы → бот → «Удаление чужих публикаций» — или удалите его в канале сами и нажмите ещё раз. Без этого права Telegram даёт боту удалять только свои посты и не старше 48 часов.
published-refused-message-gone = Этого сообщения в канале уже нет: его удалили. Если удалён весь пост, уберите его и отсюда: «Убрать из канала».
published-refused-wrong-form = Telegram не даёт так изменить это сообщение: оно устроено иначе, чем я думал. Остаётся ответ на пост или новый пост: «UPD».
published-refused-not-a-member = Меня нет в канале, поэтому ничего не изменилось. Верните меня: канал → Администраторы → Добавить администратора.
published-refused-no-right-to-post = У меня нет права на это, поэтому ничего не изменилось. Дайте его: канал → Администраторы → бот.
published-refused-channel-not-found = Telegram не находит канал, поэтому ничего не изменилось. Проверьте, что канал подключён и я в нём администратор.
published-refused-unauthorized = Telegram меня не узнаёт, поэтому ничего не изменилось. Владельцу нужно вписать в BOT_TOKEN действующий токен и перезапустить меня.
published-refused-frozen = Telegram заморозил меня, поэтому ничего не изменилось. Владельцу нужно написать в поддержку Telegram: @BotSupport.
published-refused-file-unusable = Telegram не принял этот файл. Пришлите его заново.
published-refused-paused = База возвращена из резервной копии, и пока админ не подтвердит, что канал проверен, я ничего в нём не меняю.
published-refused-pin = Закрепить не вышло: у меня нет на это права. Дайте его: канал → Администраторы → бот → «Редактирование чужих публикаций».
published-refused-other = Telegram этого не принял, в канале всё по-прежнему.{ $known ->
    [yes] { " " }Ответ Telegram: «{ $description }»
   *[no] { "" }
}
published-problem-text-long = { $form ->
    [caption] Не помещается: в подпись под картинкой входит { $max } знаков, а было бы { $length }, на { $over } больше.
    [rich] Не помещается: в расширенное сообщение входит { $max } знаков, а было бы { $length }.
    [series] Не помещается: в сообщения этого поста входит { $max } знаков, а текст — { $length }. Новых сообщений в середину канала Telegram вставить не даёт.
   *[text] Не помещается: в сообщение входит { $max } знаков, а было бы { $length }, на { $over } больше.
} Пришлите короче, или вот что остаётся.
published-problem-text-empty = Пустым сообщение быть не может. Если пост больше не нужен, его можно убрать из канала.
published-problem-no-place = Как устроен этот пост, мне неизвестно, и текста в нём мне не изменить. Вот что остаётся.
published-problem-no-buttons = Под альбомом Telegram кнопок не показывает.
published-problem-forwarded = Это пересланный пост, а такие Telegram менять не даёт. Вот что остаётся.
published-problem-text-takes-no-figure = Картинку сюда Telegram поставить не даёт: в посте нет места для неё. Вот что остаётся.
published-problem-rich-fixed = На месте этого Telegram не даёт: сообщений несколько, в них есть картинки или текст длиннее одного сообщения. Вот что остаётся.
published-problem-album-fixed = На место одной картинки встанет только одна: добавить к посту новые Telegram не даёт. Пришлите одну, или вот что остаётся.
published-problem-album-kind = { $takes ->
    [documents] В этом альбоме файлы, и заменить файл можно только файлом.
   *[pictures] В альбоме картинки и видео: файл или анимация туда не встанут.
} Пришлите другую, или вот что остаётся.
published-what-is-left = Ответ и новый пост встанут в канале ниже, а этот останется как есть. «Выложить заново» соберёт новый пост внизу канала; прежний вы потом уберёте, и с ним пропадут его реакции, комментарии, ссылка и место в ленте.
published-markdown-unread = Этот Markdown не прочитался: в нём слишком много скобок, звёздочек или вложенности. Упростите его и пришлите ещё раз.
published-figures-missing = В тексте больше картинок, чем в посте. Уберите лишние места и пришлите ещё раз.

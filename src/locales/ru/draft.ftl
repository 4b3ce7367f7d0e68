# Черновик: вопросы, карточка, кнопки под ней.

draft-untitled = Без заголовка
draft-number = Черновик №{ $number }
draft-kind-review = разбор
draft-kind-overview = обзор
draft-kind-note = заметка
draft-kind-follow-up = дополнение
draft-code = код есть
draft-figures = 🖼 { $count ->
    [one] { $count } картинка
    [few] { $count } картинки
   *[other] { $count } картинок
}
draft-length = ✍️ { $count ->
    [one] { $shown } знак
    [few] { $shown } знака
   *[other] { $shown } знаков
}
draft-no-text = ✍️ текста пока нет
draft-follows = ↪️ Дополняет пост «{ $title }»
draft-findings-error = ⚠️ <b>Мешает публикации:</b>
draft-findings-warning = <b>Обратите внимание:</b>
draft-findings-more = Ещё { $count }
draft-earlier = Про эту статью уже писали ({ $known ->
    [yes] { $who }, { $day }
   *[no] { $day }
}): «{ $title }»
draft-earlier-open = Открыть
draft-earlier-follow = Дополнить тот пост
draft-earlier-anyway = Всё равно написать новый

draft-publish = 🚀 Опубликовать
draft-preview = 👁 Предпросмотр
draft-title = ✏️ Заголовок
draft-text = ✏️ Текст
draft-pictures = 🖼 Картинки
draft-tags = 🏷 Теги
draft-kind = Вид: { $kind ->
    [review] разбор
    [overview] обзор
    [note] заметка
   *[follow-up] дополнение
}
draft-papers = 📄 Статьи
draft-authors = Авторы
draft-delete = 🗑 Удалить черновик
draft-follow-not = Это отдельный пост
draft-to-card = ← К черновику
draft-text-add = Добавить текст
draft-text-new = Заменить весь текст
draft-figure-add = Добавить картинки
draft-tags-type = Вписать теги
draft-paper-add = Добавить статью
draft-not-a-draft = Не черновик — искать
draft-merge = Добавить к №{ $number }
draft-this = Это черновик

draft-deleted = 🗑 Черновик №{ $number } удалён: «{ $title }».
draft-restore = Вернуть
draft-restored = Черновик снова здесь
draft-published = <b>{ $title }</b>
    ✅ Опубликовано в { $time } → { $link }
draft-mended = Исправлено
draft-undo = ↩️ Вернуть как было
draft-undone = Вернул как было
draft-followed = <i>Правку подхватил.</i>

draft-publishing = Публикую…
draft-changed = Черновик изменился с тех пор, вот новый вид.
draft-gone = Этого черновика у вас нет. Все ваши черновики: /drafts
draft-is-published = Этот пост уже опубликован.
draft-is-deleted = Черновик удалён. Его можно вернуть.
draft-late = Вы нажали, пока я был выключен. Если всё ещё нужно опубликовать, нажмите ещё раз.
draft-late-note = ⏳ Вы нажали «Опубликовать», пока я был выключен, и пост не вышел. Если он всё ещё нужен, нажмите ещё раз.
draft-not-ready = Сначала нужно исправить то, что мешает публикации.
draft-may-not-publish = Публиковать в канал вы сейчас не можете. Это могут администраторы канала с правом публиковать или, где так настроено, администраторы бота: перешлите им предпросмотр.
draft-standing-unknown = Telegram сейчас не ответил, кто может публиковать. Пост не вышел, черновик цел. Нажмите ещё раз через минуту.
draft-preview-refused = Предпросмотр не получился: Telegram этого не принял и в канале не примет. Поправьте текст или выберите другой вид поста. Ответ Telegram: «{ $description }»

draft-asked-for = Черновик №{ $number } · { $title }
draft-ask-paper = Про какую статью пост? Пришлите ссылку или id (arXiv, DOI, OpenReview…).
draft-ask-text = Теперь текст: можно несколькими сообщениями, с форматированием и картинками. Когда закончите, нажмите «Готово».
draft-ask-text-more = Записал: { $length ->
    [0] текста пока нет
    [one] { $shown } знак
    [few] { $shown } знака
   *[other] { $shown } знаков
}{ $figures ->
    [0] .
    [one] , { $figures } картинка.
    [few] , { $figures } картинки.
   *[other] , { $figures } картинок.
} Пришлите ещё или нажмите «Готово».
draft-ask-title = Какой заголовок? Пришлите его одной строкой.{ $style ->
    [verbatim] {" "}Под ним пост найдут в поиске, а присланный текст выйдет как есть.
   *[guided] {""}
}
draft-ask-add-text = Что добавить к тексту? Когда закончите, нажмите «Готово».
draft-ask-new-text = Пришлите новый текст: он встанет на место прежнего. До тех пор прежний цел.
draft-ask-tags = Какие теги добавить? Через пробел или запятую, с # или без.
draft-ask-add-paper = Какую статью добавить? Пришлите ссылку или id.
draft-ask-figures = Пришлите картинки, видео или файлы, можно альбомом.
draft-ask-there = Пришлите ссылку на этот пост в канале или перешлите его сюда.
draft-no-paper-there = Не вижу здесь статьи. Подойдёт ссылка на arXiv, DOI, OpenReview или сам номер, например 2406.11717.
draft-no-title-there = В заголовке нужны слова.
draft-no-tags-there = Не вижу здесь тегов.
draft-no-figure-there = Здесь нет ни картинки, ни файла.
draft-no-paper = Без статьи
draft-done = Готово
draft-skip = Пропустить
draft-back = Назад
draft-cancel = Отложить
draft-title-own = { $from ->
    [line] Вернуть первую строку
    [paper] Вернуть заголовок статьи
   *[none] Без заголовка
}

draft-cancelled = Отложил, черновик №{ $number } цел. Вернуться к нему: /drafts
draft-cancelled-short = Отложил, черновик №{ $number } цел.
draft-nothing-to-cancel = Сейчас я ни о чём не спрашиваю. Ваши черновики: /drafts
draft-list = { $count ->
    [one] У вас { $count } черновик. Нажмите, чтобы открыть.
    [few] У вас { $count } черновика. Нажмите, чтобы открыть.
   *[other] У вас { $count } черновиков. Нажмите, чтобы открыть.
}
draft-listed = №{ $number } · { $title }
draft-list-empty = Черновиков пока нет. Пришлите готовый пост или начните с /new.
draft-no-channel = Канал ещё не подключён, поэтому писать пока некуда. Начните с /start
draft-authors-only = Посты здесь пишут авторы канала «{ $channel }». А поискать по ним можете и вы: пришлите слово или ссылку на статью.
draft-guess-gone = Того сообщения у меня уже нет. Пришлите его ещё раз.
draft-post = <b>{ $title }</b>
    { $known ->
    [yes] { $day } · { $authors }
   *[no] { $day }
}
draft-points-back = UPD к посту «{ $title }»
draft-anew = Когда новый пост выйдет, предложу убрать прежний. Реакции, комментарии и место в ленте с ним не переедут.
draft-post-unknown = Этого поста в архиве нет: он вышел раньше, чем я появился в канале, или был удалён.

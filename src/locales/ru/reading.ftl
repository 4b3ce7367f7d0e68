# Markdown и расширенные сообщения: как прочитан текст черновика, файлы .md туда и обратно.

reading-ask = <b>Похоже на Markdown.</b> Прочитать как Markdown? Иначе звёздочки и решётки выйдут в канал как есть.
reading-yes = Да, прочитать
reading-no = Оставить как есть
reading-on = Прочитать как Markdown
reading-off = Оставить как есть, без Markdown
reading-file = 📝 Скачать Markdown
reading-empty = Текста пока нет, скачивать нечего.
reading-is-markdown = Прочитал как Markdown
reading-is-plain = Оставил как есть
reading-done = { $from ->
    [markdown] 📝 Прочитано как Markdown
   *[rich] 📝 Расширенное сообщение
}{ $what ->
    [none] .
   *[other] : { $what }.
}
reading-failed = { $from ->
    [markdown] 📝 Как Markdown не прочиталось, текст остался как есть:
   *[rich] 📝 Расширенное сообщение не прочиталось:
}
reading-caption-left = Подпись к файлу я не взял: текст поста — то, что в самом файле. Нужна и она — пришлите её сообщением.
reading-headings = { $count ->
    [one] { $count } заголовок
    [few] { $count } заголовка
   *[other] { $count } заголовков
}
reading-formulas = { $count ->
    [one] { $count } формула
    [few] { $count } формулы
   *[other] { $count } формул
}
reading-tables = { $count ->
    [one] { $count } таблица
    [few] { $count } таблицы
   *[other] { $count } таблиц
}
reading-notes = { $count ->
    [one] { $count } сноска
    [few] { $count } сноски
   *[other] { $count } сносок
}
reading-code = { $count ->
    [one] { $count } блок кода
    [few] { $count } блока кода
   *[other] { $count } блоков кода
}
reading-figures = { $count ->
    [one] { $count } место для картинки
    [few] { $count } места для картинок
   *[other] { $count } мест для картинок
}

markdown-file-beyond = Файл «{ $name }» слишком большой для текста поста: прочитать можно до 256 КБ.
markdown-file-gone = Файл «{ $name }» у Telegram не нашёлся. Пришлите его ещё раз.
markdown-file-late = Файл «{ $name }» пока не скачался: Telegram не отвечает. Пришлите его ещё раз чуть позже.
markdown-file-no-text = Файл «{ $name }» не похож на текст в UTF-8. Сохраните его в этой кодировке и пришлите ещё раз.

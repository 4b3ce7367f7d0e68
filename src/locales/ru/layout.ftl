# Как пост станет сообщениями канала: строка на карточке и кнопки выбора.

layout-as-sent = Копией вашего сообщения, в точности как вы его прислали.
layout-text = Одним сообщением.
layout-preview-above = Одним сообщением, { $own ->
    [yes] картинка крупно над текстом.
   *[no] большое превью ссылки над текстом.
}
layout-preview-below = Одним сообщением, { $own ->
    [yes] картинка крупно под текстом.
   *[no] большое превью ссылки под текстом.
}
layout-caption = Одним сообщением: картинка, под ней текст.
layout-album = Альбомом, текст под ним.
layout-figures-then-text = { $count ->
    [2] Двумя сообщениями: сначала картинки, ответом на них текст.
   *[other] Несколькими сообщениями: сначала картинки, ответом на них текст.
}
layout-text-then-figures = { $count ->
    [2] Двумя сообщениями: сначала текст, ответом на него картинки.
   *[other] Несколькими сообщениями: сначала текст, ответом на него картинки.
}
layout-series = Серией: { $count ->
    [one] { $count } сообщение
    [few] { $count } сообщения
   *[other] { $count } сообщений
}, каждое ответом на предыдущее.
layout-rich = Одним расширенным сообщением. Читатели в старых приложениях и в веб-версии могут его не увидеть.
layout-numbers = <i>{ $series ->
    [yes] { $length } { $count ->
        [one] знак
        [few] знака
       *[other] знаков
    }, а в одно сообщение помещается { $limit }.
   *[no] { $length } из { $limit }.
}</i>
layout-numbers-over = <i>{ $length } из { $limit }; под картинку поместилось бы { $over }.</i>
layout-unfit = Вид «{ $name }» этому посту не подходит.
layout-edits-later = Поправить такую подпись потом получится, только если она уместится в { $limit } знаков; удалить пост можно всегда.

layout-name-as-sent = Как вы прислали
layout-name-text = Одно сообщение
layout-name-preview-above = Большое превью сверху
layout-name-preview-below = Большое превью снизу
layout-name-caption = Текст под картинкой
layout-name-album = Альбом с текстом
layout-name-figures-then-text = Картинки, потом текст
layout-name-text-then-figures = Текст, потом картинки
layout-name-series = Серия сообщений
layout-name-rich = Расширенное (видно не всем)
layout-swap = { $form ->
    [rich] 🔁 Расширенным (видно не всем)
   *[classic] 🔁 Обычным текстом
}
layout-choose = Выбрать вид
layout-usual = ↩️ Как обычно в канале

figure-item = 🖼 { $number }
figure-about = <b>{ $number } из { $count }</b> · { $kind ->
    [photo] фото
    [video] видео
    [animation] анимация
   *[document] файл
}
figure-caption-is = Подпись: { $words }
figure-credit-is = Источник: { $words }
figure-large = Файл больше 20 МБ: скачать его бот не может. В канал он выйдет как обычно, а в архиве останется только ссылка Telegram на него.
figure-joined = Подписи и источники встанут в конец текста поста.
figure-earlier = ⬆️ Раньше
figure-later = ⬇️ Позже
figure-caption = ✏️ Подпись
figure-credit = ✏️ Источник
figure-replace = 🔄 Заменить
figure-drop = ✖️ Убрать
figure-to-list = ← К картинкам
draft-ask-caption = Что подписать под этой картинкой? Пришлите одной строкой.
draft-ask-credit = Откуда картинка? Пришлите одной строкой: авторы, статья, номер рисунка.
draft-ask-replace = Пришлите картинку, видео или файл: встанет на место прежнего, подпись останется.
draft-words-long = Получилось длинно: уместите, пожалуйста, в { $max } знаков.
draft-words-off = Убрать

settings-series = Серия, если текст длинный: <b>{ $value ->
    [1] нет, только одно сообщение
    [one] до { $value } сообщения
   *[other] до { $value } сообщений
}</b>
settings-series-button = { $value ->
    [1] Без серий
   *[other] Серии до { $value } сообщений
}
settings-media-size = Картинки и файлы в архиве: <b>{ $value ->
    [0] не храню
   *[other] до { $value } МБ
}</b>
settings-media-size-button = { $value ->
    [0] Не хранить картинки
   *[other] Хранить файлы до { $value } МБ
}
settings-example = Пример поста по шагам:
settings-example-title = Название статьи
settings-example-text = Текст поста.
settings-example-tag = тег
settings-example-author = Анна Автор
settings-example-rubric = Рубрика

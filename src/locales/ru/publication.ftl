# /settings: публикация
settings-publication-button = 🚀 Публикация
settings-publication-title = <b>Публикация</b>
settings-publication-note = Как выходит пост — со звуком или без, с закреплением, с защитой — для одного поста выбирают в его черновике. Об опоздавших постах речь, если в их время бот не работал: что опоздало сильнее или пришлось на тихие часы, о том спрошу.
settings-undo = ↩️ Вернуть как было
settings-gone = Этой кнопки больше нет. Откройте /settings
settings-undo-window = Забрать пост назад можно: <b>{ $value ->
    [0] нельзя, выходит сразу
   *[other] { $value } с после нажатия
}</b>
settings-undo-window-button = { $value ->
    [0] Публиковать сразу
   *[other] Ждать { $value } с перед публикацией
}
settings-silent = Звук у поста: <b>{ $value ->
    [yes] нет
   *[no] есть
}</b>
settings-silent-button = { $value ->
    [yes] 🔕 Публиковать без звука
   *[no] 🔔 Публиковать со звуком
}
settings-pin = Закреплять: <b>{ $value ->
    [yes] да
   *[no] нет
}</b>
settings-pin-button = { $value ->
    [yes] 📌 Закреплять посты
   *[no] Не закреплять посты
}
settings-protect = Пересылать и сохранять: <b>{ $value ->
    [yes] нельзя
   *[no] можно
}</b>
settings-protect-button = { $value ->
    [yes] 🔒 Запретить пересылку
   *[no] Разрешить пересылку
}
settings-grace = Опоздавший пост выходит сам: <b>{ $value ->
    [0] никогда, спрошу
    [60] если опоздал не больше часа
    [180] если опоздал не больше 3 часов
    [720] если опоздал не больше 12 часов
   *[other] если опоздал не больше { $value } мин
}</b>
settings-grace-button = { $value ->
    [0] О любом опоздавшем спрашивать
    [60] Опоздавшие сами: до часа
    [180] Опоздавшие сами: до 3 часов
    [720] Опоздавшие сами: до 12 часов
   *[other] Опоздавшие сами: до { $value } мин
}
settings-apart = Между опоздавшими: <b>{ $value } мин</b>
settings-apart-button = Между опоздавшими { $value } мин
settings-quiet = Тихие часы: <b>{ $value ->
    [none] нет
   *[some] с { $from } до { $to }
}</b>
settings-quiet-button = { $value ->
    [none] Без тихих часов
   *[some] Тихие часы с { $from } до { $to }
}

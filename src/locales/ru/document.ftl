## Документы: что мешает отправить текст и что в нём изменится

document-unreadable = Файл { $file } не удалось прочитать. Проверьте путь и права.
document-absent = Файл { $file } не удалось прочитать: такого нет.
document-folder = { $file } не удалось прочитать: это папка, а нужен файл.
document-not-text = { $file } — это не текст в UTF-8.
document-standard-input = То, что пришло на стандартный ввод,
document-not-telegram = Это не сообщение Telegram: нужен JSON с полями text и entities или с блоками blocks.

document-document-empty = Текст пуст: читателю нечего показать.
document-text-long = Текст длиннее одного сообщения: { NUMBER($length) } из { NUMBER($max) }. Он займёт несколько.
document-formatting-many = Оформления больше, чем помещается в одно сообщение: { NUMBER($count) } из { NUMBER($max) }. Остальное потеряется.
document-rich-long = Текст слишком длинный даже для расширенного сообщения: { NUMBER($length) } из { NUMBER($max) }.
document-blocks-many = Слишком много абзацев, пунктов и строк таблиц: { NUMBER($count) } из { NUMBER($max) }.
document-nesting-deep = Слишком глубокая вложенность, { NUMBER($depth) }: Telegram принимает до { NUMBER($max) }.
document-media-many = Слишком много картинок и файлов, { NUMBER($count) }: в одно сообщение помещается { NUMBER($max) }.
document-columns-many = В таблице слишком много столбцов, { NUMBER($count) }: Telegram принимает до { NUMBER($max) }.
document-buttons-many = В одном ряду слишком много кнопок: { NUMBER($count) } из { NUMBER($max) }.
document-button-data-long = Данные кнопки слишком длинные: { NUMBER($bytes) } байт из { NUMBER($max) }.
document-emoji-custom = Особые эмодзи бот отправит обычными ({ NUMBER($count) }), если у него нет имени с Fragment.
document-buttons-private = Есть кнопки, которые в канале не работают: { NUMBER($count) }.
document-block-draft-only = Пометка «думаю…» бывает только в черновике.
document-type-unknown = Это оформление Paperboy ещё не знает: { $types }. Отправить его не получится.
document-map-size = У карты неподходящий размер.
document-source-long = Текст слишком длинный, чтобы его разобрать: { NUMBER($length) } знаков, а можно до { NUMBER($max) }.
document-source-nested = Вложенность слишком глубокая, чтобы её разобрать: { NUMBER($depth) } уровней, а можно до { NUMBER($max) }.
document-source-tangled = В одном месте слишком много скобок, звёздочек или пунктов: больше { NUMBER($max) }. Разделите текст пустыми строками.
document-tag-unknown = Таких тегов в Telegram нет, они остались текстом или без оформления: { $tags }.
document-link-unusable = Такую ссылку Telegram не откроет, она осталась текстом: { $url }
document-figures-moved = Картинки и файлы пойдут рядом с текстом, а не внутри него: { NUMBER($count) }.
document-buttons-dropped = Кнопок в простом тексте не будет, останутся их подписи: { NUMBER($count) }.
document-formula-source = Часть формул осталась в LaTeX: { NUMBER($count) }. { $commands ->
    [none] Их не записать обычными знаками.
   *[other] Обычными знаками не записать { $commands }.
}

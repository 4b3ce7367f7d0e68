## Консоль: запуск, настройки, остановка

config-heading = { $count ->
    [one] В настройках есть ошибка:
   *[other] В настройках есть ошибки:
}
config-line = { $variable }: { $problem } Пример: { $variable }={ $example }
config-token = это не токен бота: он выглядит как число, двоеточие и длинная строка. Его выдаёт @BotFather.
config-token-absent = нужен токен бота, потому что NODE_ENV=production. Его выдаёт @BotFather.
config-channel = здесь нужно @имя канала или его id, который начинается с -100.
config-service-chat = здесь нужен числовой id закрытого чата: у группы и канала он отрицательный.
config-admins = здесь нужны числовые id людей в Telegram через запятую.
config-api-root = здесь нужен адрес сервера Bot API, который начинается с http:// или https://.
config-proxy = здесь нужен адрес прокси, который начинается с http://, https:// или socks5://.
config-database = здесь нужен путь к файлу.
config-backup-folder = здесь нужен путь к папке.
config-backup-keep = здесь нужно число от 0 до 1000.
config-backup-hour = здесь нужен час от 0 до 23.
config-backup-send = здесь нужно одно из слов weekly, nightly, never.
config-log-level = здесь нужно одно из слов trace, debug, info, warn, error, fatal, silent.
config-webhook-url = здесь нужен адрес, который начинается с https://.
config-webhook-secret = здесь нужны от 16 до 256 латинских букв, цифр, знаков _ и -.
config-webhook-secret-absent = с WEBHOOK_URL нужен и секрет, по которому узнают Telegram.
config-port = здесь нужно число от 1 до 65535.
config-node-env = здесь нужно одно из слов production, development, test.
config-unusable = такое значение не подходит.

database-locked = База { $path } занята другой программой. Остановите её и запустите Paperboy снова.
database-read-only = В базу { $path } нельзя писать. Проверьте права на файл и его папку.
database-unopenable = Базу { $path } не удалось открыть. Проверьте путь и права на папку.
database-corrupt = Файл { $path } повреждён или не является базой Paperboy. Верните его из резервной копии.
database-newer = База { $path } создана другой версией Paperboy. Обновите программу или верните прежнюю версию.
database-changed = Миграции этого Paperboy — не те, с которыми создана база { $path }. Установите программу заново: её папку migrations изменили.
database-displaced = Базу { $path } убрали или подменили, пока Paperboy работал. Пока её нет на месте, ничего не принимаю и не отправляю.
database-full = На диске с базой { $path } кончилось место.
database-network = База { $path } лежит в сетевой папке, где две программы незаметно испортят её друг другу. Перенесите её на диск этого компьютера.
database-unbacked = База { $path } — от прежней версии Paperboy. Перед обновлением её нужно скопировать, а это не удалось: проверьте права и место в папке копий (BACKUP_FOLDER). База осталась как была.
database-failing = Диск с базой { $path } не записывает или не читает: возможно, он заполнен, упёрся в ограничение или повреждён.
database-other = База { $path } не отвечает: { $reason }

runtime-playground = Площадка Paperboy: { $url }
runtime-playground-hint = Здесь настоящий бот, а вместо Telegram страница в браузере. Остановить: Ctrl+C
runtime-playground-failed = Площадка не запустилась.
runtime-playground-absent = Площадки в этой установке нет. Укажите BOT_TOKEN в файле .env: его выдаёт @BotFather.
runtime-playground-fresh = Начать заново, с демонстрационного канала: npm start -- --fresh
runtime-fresh-real = --fresh — только для площадки, а BOT_TOKEN задан. Ничего не изменено.
runtime-playground-gone = Площадка неожиданно остановилась.
runtime-bot = Бот { $name } (@{ $username }) подключён.
runtime-ready = Готово, жду сообщений. Остановить: Ctrl+C
runtime-owner-link = У бота ещё нет владельца. Откройте ссылку в Telegram, и владельцем станете вы (она сработает один раз, в течение суток):
runtime-second = С базой { $path } уже работает другой Paperboy. Этот ждёт и продолжит, когда тот остановится.
runtime-waiting = Ничего не потеряно: сообщения людей ждут в Telegram. Проверю снова сам.
runtime-waited = База снова в порядке.
runtime-put-back = Базу { $path } удалили, пока Paperboy работал. Она записана заново, ничего не потеряно.
runtime-older = База { $path } — более ранняя копия той, с которой Paperboy работал здесь в последний раз, или перенесена сюда без файла .calls, который лежал рядом.
runtime-restored = База возвращена из копии: публикация на паузе, пока админ не подтвердит её в чате.
runtime-stopping = Останавливаюсь, заканчиваю начатое.
runtime-stopped-early = Не всё начатое успело закончиться: остальное продолжится после запуска.
runtime-crashed = Paperboy остановился из-за ошибки, она записана в журнал.
runtime-port-taken = Порт { $port } занят. Укажите другой в PORT.
runtime-port-refused = Порт { $port } открыть не удалось. Укажите другой в PORT.

token-unknown = Telegram не знает такого токена. Возьмите токен у @BotFather и впишите его в BOT_TOKEN.
trouble-not-reached = Telegram не отвечает. Проверьте сеть, BOT_PROXY и BOT_API_ROOT; пробую снова.
trouble-another-poller = С этим токеном уже работает другой процесс. Остановите его: сообщения получает только один.
trouble-webhook-set = У бота был включён вебхук, перехожу на опрос.
trouble-telegram-fails = У Telegram неполадки, пробую снова.
trouble-slow-down = Telegram просит подождать, продолжу сам.
trouble-over = Связь с Telegram восстановлена.
webhook-refused = Telegram не принял WEBHOOK_URL: { $reason }

channel-none = Канал ещё не подключён. Откройте ссылку и выберите канал: { $link }
channel-ready = Канал «{ $title }» подключён, права есть.
channel-not-found = Канал { $channel } не найден. Проверьте CHANNEL_ID и добавьте бота в канал администратором.
channel-not-a-channel = { $channel } — не канал. Проверьте CHANNEL_ID.
channel-not-admin = Бот не администратор канала «{ $title }». Добавьте его по ссылке: { $link }
channel-lacks-post = В канале «{ $title }» боту нельзя публиковать. Дайте ему право «Публикация сообщений»: { $link }
channel-lacks-edit = В канале «{ $title }» боту нельзя править посты. Публиковать он сможет, а исправлять нет. Право «Редактирование чужих публикаций» можно дать здесь: { $link }
channel-unknown = Канал сейчас не удалось проверить: Telegram не ответил.

## paperboy doctor

doctor-node = Node { $version }
doctor-node-old = Нужен Node 26 или новее, а это { $version }.
doctor-settings = Настройки читаются.
doctor-database = База { $path } в порядке, ждут обработки: { $waiting }.
doctor-database-absent = Базы { $path } ещё нет, она появится при запуске.
doctor-log = Журнал изменений базы: { NUMBER($megabytes) } МБ.
doctor-log-large = Журнал изменений базы вырос до { NUMBER($megabytes) } МБ: что-то часами читает базу или на диске нет места.
doctor-backup = Последней резервной копии { $hours } ч: { $path }
doctor-backup-old = Последней резервной копии уже { $hours } ч: { $path }. Сделайте новую командой npx paperboy backup и посмотрите в журнале, почему её не было ночью.
doctor-backup-none = В папке { $folder } ещё нет резервных копий. Сделайте командой npx paperboy backup или подождите до ночи.
doctor-long-captions = Подписи длиннее 1 024 знаков: { $tried ->
    [taken] Telegram даёт боту их копировать.
    [refused] Telegram не даёт боту их копировать, такой текст встаёт отдельным сообщением.
   *[untried] ещё не проверено. Бот проверит на первой такой, в чате с её автором, до публикации.
}
doctor-media = Сохранённых файлов иллюстраций: { NUMBER($count) }, все на месте, в папке { $folder }
doctor-media-missing = Сохранённых файлов иллюстраций: { NUMBER($count) }, не хватает в папке { $folder }: { NUMBER($missing) }. Перенесите эту папку с прежней машины; что Telegram ещё отдаёт, бот скачает сам при следующем запуске.
doctor-disk = Свободно на диске: { NUMBER($megabytes) } МБ.
doctor-disk-little = На диске осталось мало места: { NUMBER($megabytes) } МБ.
doctor-no-token = BOT_TOKEN не задан: запустится площадка. Для настоящего бота возьмите токен у @BotFather.
doctor-updates = Ждут в Telegram: { $pending }.
doctor-webhook-error = Telegram не смог доставить сообщения на WEBHOOK_URL: { $reason }. Ждут: { $pending }.
doctor-not-reached = Telegram не отвечает. Проверьте сеть, BOT_PROXY и BOT_API_ROOT.
doctor-telegram-fails = У Telegram неполадки. Повторите проверку позже.

## Люди: сбой при обработке

broken = Что-то сломалось, мы записали (код { $code }). Черновик цел.
broken-set-aside = Одно сообщение трижды остановило меня или не читается, и я отложил его (№ { $update }). Подробности в журнале.
broken-draft = ⚠️ Черновик № { $post } повреждён, прочитать его не получается. Сам он не выйдет, остальные посты выходят как обычно. Соберите его заново или верните базу из резервной копии: npx paperboy restore.
broken-publication = ⚠️ Запись о публикации черновика № { $post } повреждена, и я не знаю, вышел ли он. Посмотрите в канале. Сам я его больше не отправлю, остальные посты выходят как обычно. Запись есть в резервной копии: npx paperboy restore.
broken-edit = ⚠️ Правка поста «{ $post }» сделана не до конца: запись о ней повреждена. Посмотрите пост в канале и поправьте ещё раз.
broken-held = Сейчас не могу ничего сохранить: сбой на диске. Сообщение не потеряно, вернусь к нему сам.
broken-trouble = ⚠️ { $trouble ->
    [full] На диске с базой кончилось место.
    [corrupt] База повреждена. Верните её из резервной копии: npx paperboy restore.
    [displaced] Файл базы удалили или подменили, пока я работал.
   *[other] База не читается или не записывается: возможно, дело в диске.
} Пока это не исправить, я ничего не сохраняю и не публикую. Сообщения людей ждут в Telegram и не потеряются.

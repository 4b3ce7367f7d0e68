# Очередь: выбор времени, повестка, слоты, часовые пояса, квитанции.

queue-schedule = 🗓 Запланировать
queue-reschedule = 🗓 Изменить время
queue-on-card = 🗓 Запланировано: { $moment } — { $distance }.
queue-on-card-asked = 🗓 Время прошло, пост ждёт решения: /queue

queue-ask = Когда? Выберите или напишите: «завтра в 18:30», «пт 9:00», «через 2 часа».
queue-ask-day = { $month }: какой день?
queue-ask-hour = { $day }: в котором часу?
queue-ask-minute = { $day }: во сколько точно?
queue-ask-slot = В какой слот?
queue-no-slots = Свободных слотов нет: недельные слоты ещё не заведены или все заняты. Завести слоты: /slots
queue-next-slot = 📌 Ближайший слот: { $time }
queue-calendar = 📅 Другой день
queue-other-hour = ← Другой час
queue-to-times = ← Назад
queue-keep = Оставить как есть
queue-not-now = Не сейчас
queue-now-planned = Сейчас стоит на { $moment }.
queue-which = Можно понять по-разному. Что вы имели в виду?
queue-meant = Вы имели в виду это время? Нажмите на него или напишите иначе.
queue-not-understood = Не понял, когда. Подойдёт «завтра в 18:30», «пт 9:00», «24.11 19:00», «через 2 часа».
queue-no-such-day = Такого дня в календаре нет. Проверьте дату.
queue-at-once = Здесь выбирают время на потом. Чтобы пост вышел сразу, нажмите «Опубликовать» на карточке, а если он уже в очереди — «Сейчас» в /queue.
queue-shifted = В этот день часы переводят вперёд, и такого времени нет. Поставил позже, на сколько переводят часы.
queue-today = Сегодня
queue-tomorrow = Завтра
queue-zone-moscow = по Москве
queue-own-clock = у вас { $time }
queue-in-now = прямо сейчас
queue-in-minutes = через { $minutes } мин
queue-in-hours = через { $hours } ч{ $minutes ->
    [0] {""}
   *[other] {" "}{ $minutes } мин
}
queue-in-days = через { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[other] { $days } дней
}

queue-set = Запланировано
queue-planned = 🗓 Запланировано: { $moment } — { $distance }.
queue-late = ⏳ В { $due } пост не вышел: я был выключен или очередь стояла. Выйдет: { $time }.
queue-releasing = Отправляю в канал…
queue-out = ✅ Опубликовано.
queue-out-at = ✅ Опубликовано в { $time } → { $link }
queue-off-now = Убрано из очереди, черновик цел.
queue-off-deleted = Убрано из очереди: черновик удалён.
queue-change = Изменить
queue-off = Отменить
queue-back = Вернуть: { $time }
queue-now = 🚀 Сейчас
queue-other = 🗓 Другое время
queue-remove = Убрать из очереди
queue-edit-out = Выпустить с правкой
queue-asked-too-late = ❓ Пост должен был выйти { $moment } и опоздал так, что без вопроса я его не отправлю. Что с ним делать?
queue-asked-quiet-hours = ❓ Пост должен был выйти { $moment } и опоздал, а в тихие часы я сам ничего не отправляю. Что с ним делать?
queue-asked-edited = ❓ Время пришло ({ $moment }), но пост изменил тот, кто сам не публикует. Посмотрите правку и решите.
queue-asked-changed = ❓ Время пришло ({ $moment }), но черновику что-то мешает. Откройте его карточку: /drafts
queue-asked-restored = ❓ Пост должен был выйти { $moment }, а базу с тех пор вернули из более ранней копии. Посмотрите, нет ли его в канале: если есть, уберите из очереди.
queue-asked-damaged = ❓ Запись о времени поста повреждена ({ $moment }), и сам он не выйдет. Посмотрите пост и дайте ему время заново.
queue-asked-refused = ❓ Пост не вышел ({ $moment }).
queue-problems = ⚠️ <b>Может не выйти:</b>
queue-problem-schema = черновику что-то мешает, подробности на его карточке
queue-problem-rights = у меня нет права публиковать в канале
queue-problem-figure = Telegram больше не отдаёт картинку №{ $number }: пришлите её заново
queue-problem-paper-out = об этой статье уже вышел пост: «{ $title }»
queue-problem-edited = после планирования пост изменил тот, кто сам не публикует: без вашего согласия он не выйдет

queue-head = <b>Очередь · { $channel }</b> <i>({ $zone })</i>
queue-head-own = <b>Очередь · { $channel }</b> <i>({ $zone }, в скобках ваше время: { $own })</i>
queue-paused = ⏸ <b>На паузе</b> с { $since }: ничего не выходит, пока вы не продолжите.
queue-asked-head = ❓ <b>Ждут решения:</b>
queue-held = ⏸ <b>На паузе</b>: база возвращена из копии. Ничего не выходит, пока админ не подтвердит, что канал проверен.
queue-empty = Пока ничего не запланировано. Время посту даёт кнопка «Запланировать» на его карточке: /drafts
queue-free = свободно
queue-invisible = Посты, запланированные в самом Telegram, мне не видны.
queue-mark-late = ⏳ опоздал
queue-mark-released = отправляется
queue-mark-doubt = ❓ неизвестно, вышел ли
queue-mark-delayed = ⏳ задерживается
queue-mark-edited = ✏️ правка от { $time } ждёт согласия
queue-mark-version = ✏️ выйдет с правкой от { $time }
queue-number = № { $number }
queue-clash-hour = ⚠️ в этот же час { $other }
queue-clash-paper = ⚠️ о той же статье { $other }
queue-beside-hour = ⚠️ В этот же час уже стоит «{ $title }»: { $moment }.
queue-beside-paper = ⚠️ О той же статье запланирован «{ $title }»: { $moment }.
queue-pause = ⏸ Пауза
queue-resume = ▶️ Продолжить
queue-month = 📅 Месяц
queue-slots-button = Слоты
queue-swap = 🔁 Поменять
queue-swap-with = Поменяться с № { $number }
queue-time = 🕐 Время
queue-day = 📅 День
queue-to-slot = 📌 В слот
queue-to-agenda = ← К очереди
queue-ask-now = «{ $title }» выйдет сразу, и отменить это будет нельзя.
queue-now-sure = 🚀 Опубликовать сейчас
queue-month-head = <b>{ $month }</b> · ✓ вышло: { $published }, • запланировано: { $planned }
queue-day-empty = Ничего.
queue-day-more = …и ещё { $count }.

queue-gone = Этого поста в очереди уже нет.
queue-changed = Очередь успела измениться, вот новый вид.
queue-past = Это время уже прошло. Выберите другое.
queue-far = Это больше чем через два года. Проверьте дату.
queue-not-ready = Сначала нужно исправить то, что мешает публикации: это видно на карточке черновика.
queue-on-its-way = Пост уже отправляется или вышел.
queue-published = Этот пост уже опубликован.
queue-may-not = Планировать посты могут те, кто может публиковать в канал.
queue-unknown-rights = Telegram сейчас не ответил, кто может публиковать. Ничего не изменилось, попробуйте через минуту.
queue-is-paused = Очередь на паузе. Сначала нажмите «Продолжить» в /queue.
queue-late-press = Вы нажали, пока я был выключен. Если всё ещё нужно, нажмите ещё раз.

slots-head = <b>Слоты недели</b>: в это время канал обычно публикует. Сами по себе они ничего не ставят в очередь. Слоты можно и написать: <code>/slots пн–пт 12:00, сб 11:00</code>
slots-none = Пока ни одного.
slots-unknown = Не понял, какие слоты добавить. Подойдёт, например, <code>/slots пн–пт 12:00, сб 11:00</code>.
slots-add = ➕ Ещё время
slots-back = ← Назад
slots-ask-hour = В котором часу?
slots-ask-minute = Во сколько точно?
slots-ask-days = <b>{ $time }</b>: в какие дни? Нажмите, чтобы добавить или убрать.
slots-every-day = Каждый день
slots-remove = Убрать все

zone-head = Ваши часы: <b>{ $zone }</b>, сейчас { $time }. Планирую я по часам канала ({ $channel }), а ваши показываю рядом. Другой город: <code>/zone Asia/Tokyo</code>
zone-as-channel = Как у канала, { $time }
zone-of-channel = Часы канала…
zone-channel-head = Часы канала: <b>{ $zone }</b>, сейчас { $time }. По ним стоят слоты и понимается «завтра в 12:00». Посты, которые уже запланированы, при смене выйдут в тот же миг, что и раньше.
zone-city = { $city ->
    [Los_Angeles] Лос-Анджелес
    [New_York] Нью-Йорк
    [London] Лондон
    [Berlin] Берлин
    [Kyiv] Киев
    [Istanbul] Стамбул
    [Moscow] Москва
    [Tbilisi] Тбилиси
    [Yerevan] Ереван
    [Dubai] Дубай
    [Yekaterinburg] Екатеринбург
    [Almaty] Алматы
    [Novosibirsk] Новосибирск
    [Shanghai] Шанхай
    [Tokyo] Токио
    [Minsk] Минск
    [Belgrade] Белград
   *[other] { $name }
}
zone-back = ← Назад
zone-unknown = Такого часового пояса не знаю. Подойдёт, например, Europe/Berlin или Тбилиси.

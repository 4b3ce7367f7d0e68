# Поиск: всё, что видит читатель.

search-ask = Я ищу по постам канала «{ $channel }»: их { $count }. Напишите слово, название статьи или пришлите ссылку на неё.
search-latest-button = последние
search-no-channel = Канал ещё не подключён, поэтому искать пока негде.
search-no-posts = В архиве канала «{ $channel }» пока нет постов. Когда выйдет первый, он найдётся здесь.

search-found = { $count ->
    [one] Нашёлся { $count } пост
    [few] Нашлось { $count } поста
   *[many] Нашлось { $count } постов
}
search-found-any = Всех слов сразу нет ни в одном посте. { $count ->
    [one] Есть { $count } пост с некоторыми из них
    [few] Есть { $count } поста с некоторыми из них
   *[many] Есть { $count } постов с некоторыми из них
}
search-update = UPD от { $day }
search-page = страница { $page } из { $pages }
search-replaced-layout = <i>{ $typed } → { $found }, в другой раскладке</i>
search-replaced-sound = <i>{ $typed } → { $found }</i>
search-replaced-root = <i>{ $typed } → { $found }, по корню</i>
search-missing = <i>Нигде не встретилось: { $words }</i>

search-nothing = По запросу «{ $query }» ничего не нашлось.
search-no-words = В этом запросе нет слов, которые можно искать. Напишите, о чём был пост, — например, «диффузия» или «обучение с подкреплением».
search-try = Попробуйте одно слово вместо нескольких, английское название метода или ссылку на статью. Все теги — /tags.
search-try-tags = Похоже на теги:
search-by-date = по дате
search-by-relevance = по смыслу

search-tag = <b>#{ $tag }</b>: { $count ->
    [one] { $count } пост
    [few] { $count } поста
   *[many] { $count } постов
}
search-tag-unknown = Постов с тегом #{ $tag } нет.
search-tag-gone = С этим тегом больше нет постов.
search-tags = Теги канала. Нажмите на тег, чтобы увидеть посты.
search-tags-none = Тегов в архиве пока нет. Ищите словами: /search и слово.
search-tag-button = { $tag } · { $count }

search-author = <b>{ $author }</b>: { $count ->
    [one] { $count } пост
    [few] { $count } поста
   *[many] { $count } постов
}
search-authors = Авторы канала. Нажмите на имя, чтобы увидеть посты.
search-authors-few = Авторов с таким именем несколько. Кто из них?
search-author-unknown = Автора «{ $author }» в канале нет. Вот все, у кого есть посты:
search-authors-none = Авторов в архиве пока нет.
search-author-button = { $author } · { $count }
search-author-rubric = { $author } — { $rubric }

search-latest = <b>Последние посты</b>
search-random-button = Ещё один

search-paper-ask = Пришлите ссылку на статью или её id после команды: <code>/paper 1706.03762</code>. Подойдут arXiv, DOI, OpenReview, ACL Anthology, Semantic Scholar и другие.
search-paper-unknown = Это не похоже на ссылку или id статьи. Так получится: <code>/paper 1706.03762</code> или <code>/paper https://arxiv.org/abs/1706.03762</code>.
search-paper-code = Это ссылка на код. Пришлите ссылку на саму статью.
search-paper-posts = { $count ->
    [one] Об этой статье { $count } пост
    [few] Об этой статье { $count } поста
   *[many] Об этой статье { $count } постов
}
search-paper-none = Об этой статье ещё не писали.

search-untitled = Без заголовка
search-old = Этот поиск уже забыт. Повторите запрос.
search-not-yours = Это ответ другому человеку. Отправьте свой запрос — /search.

# Командная строка.

cli-nothing = Ничего не нашлось.
cli-no-words = В запросе нет слов, которые можно искать.
cli-no-database = Базы данных { $path } нет. Она появится, когда бот запустится в первый раз.
cli-no-database-playground = Базы данных { $path } нет. Чтобы искать в архиве площадки, добавьте --database { $playground }
cli-no-channel = В базе данных { $path } ещё нет канала: искать негде.

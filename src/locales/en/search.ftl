# The search: all that a reader sees.

search-ask = I search the posts of “{ $channel }”: there are { $count }. Send a word, a paper’s title or a link to it.
search-latest-button = latest
search-no-channel = No channel is connected yet, so there is nothing to search.
search-no-posts = The archive of “{ $channel }” has no posts yet. The first one will be found here.

search-found = { $count ->
    [one] { $count } post found
   *[other] { $count } posts found
}
search-found-any = No post has all of these words. { $count ->
    [one] { $count } post has some of them
   *[other] { $count } posts have some of them
}
search-update = UPD of { $day }
search-page = page { $page } of { $pages }
search-replaced-layout = <i>{ $typed } → { $found }, in the other keyboard layout</i>
search-replaced-sound = <i>{ $typed } → { $found }</i>
search-replaced-root = <i>{ $typed } → { $found }, by its root</i>
search-missing = <i>Not found anywhere: { $words }</i>

search-nothing = Nothing was found for “{ $query }”.
search-no-words = There are no words in this to search for. Say what the post was about, for example “diffusion” or “reinforcement learning”.
search-try = Try one word instead of several, the method’s name in the other language, or a link to the paper. All tags are under /tags.
search-try-tags = These tags look similar:
search-by-date = by date
search-by-relevance = by relevance

search-tag = <b>#{ $tag }</b>: { $count ->
    [one] { $count } post
   *[other] { $count } posts
}
search-tag-unknown = No post has the tag #{ $tag }.
search-tag-gone = No post has this tag any more.
search-tags = The channel’s tags. Tap one to see its posts.
search-tags-none = There are no tags in the archive yet. Search by words: /search and a word.
search-tag-button = { $tag } · { $count }

search-author = <b>{ $author }</b>: { $count ->
    [one] { $count } post
   *[other] { $count } posts
}
search-authors = The channel’s authors. Tap a name to see the posts.
search-authors-few = Several authors go by this name. Which one?
search-author-unknown = There is no author “{ $author }” in the channel. These have posts:
search-authors-none = There are no authors in the archive yet.
search-author-button = { $author } · { $count }
search-author-rubric = { $author } — { $rubric }

search-latest = <b>Latest posts</b>
search-random-button = Another one

search-paper-ask = Send a link to the paper or its id after the command: <code>/paper 1706.03762</code>. arXiv, DOI, OpenReview, ACL Anthology, Semantic Scholar and others will do.
search-paper-unknown = This does not look like a link to a paper or its id. This works: <code>/paper 1706.03762</code> or <code>/paper https://arxiv.org/abs/1706.03762</code>.
search-paper-code = This is a link to code. Send a link to the paper itself.
search-paper-posts = { $count ->
    [one] { $count } post is about this paper
   *[other] { $count } posts are about this paper
}
search-paper-none = Nobody has written about this paper yet.

search-untitled = Untitled
search-old = This search is no longer remembered. Please search again.
search-not-yours = This is an answer to somebody else. Send your own search with /search.

# The command line.

cli-nothing = Nothing was found.
cli-no-words = There are no words in this to search for.
cli-no-database = There is no database { $path }. It is made when the bot starts for the first time.
cli-no-database-playground = There is no database { $path }. To search the playground's archive, add --database { $playground }
cli-no-channel = The database { $path } has no channel yet, so there is nothing to search.

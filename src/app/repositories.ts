import { createAttempts } from "../archive/attempts.ts";
import { createAuthors } from "../archive/authors.ts";
import { createBackupsSent } from "../archive/backups-sent.ts";
import { createChannels } from "../archive/channels.ts";
import { createCommandMenus } from "../archive/command-menus.ts";
import { createGuesses } from "../archive/draft-messages.ts";
import { createDrafts } from "../archive/drafts.ts";
import { createEffects } from "../archive/effects.ts";
import { createForwardedCopies } from "../archive/forwarded-copies.ts";
import { createInbox } from "../archive/inbox.ts";
import { createInvitations } from "../archive/invitations.ts";
import { createMedia } from "../archive/media.ts";
import { createPapers } from "../archive/papers.ts";
import { createPeople } from "../archive/people.ts";
import { createPostCards, createPostQuestions, createReplacements } from "../archive/post-messages.ts";
import { createPosts } from "../archive/posts.ts";
import { createPublications } from "../archive/publications.ts";
import { createReactions } from "../archive/reactions.ts";
import { createRehearsals } from "../archive/rehearsals.ts";
import { createRestorations } from "../archive/restorations.ts";
import { createRevisions } from "../archive/revisions.ts";
import { createRoles } from "../archive/roles.ts";
import { createSchedule } from "../archive/schedule.ts";
import { createScheduleMessages } from "../archive/schedule-messages.ts";
import { createPostFinder } from "../archive/search.ts";
import { createSearches } from "../archive/searches.ts";
import { createSetupLinks } from "../archive/setup-links.ts";
import { createSlots } from "../archive/slots.ts";
import { createTags } from "../archive/tags.ts";
import { createTroubleMessages } from "../archive/trouble-messages.ts";
import type { AppOptions } from "./options.ts";

export type Repositories = ReturnType<typeof createRepositories>;

/** Everything that the bot keeps, in one database. */
export function createRepositories({ db, now, me, publicUrl, inPlace }: AppOptions) {
  const posts = createPosts(db);
  return {
    // Who there is.
    people: createPeople(db, now),
    roles: createRoles(db, now),
    channels: createChannels(db, now, { bot: me.username, publicUrl: publicUrl ?? "" }),
    links: createSetupLinks(db, now),
    invitations: createInvitations(db, now),
    authors: createAuthors(db),

    // What stands in the channel.
    posts,
    papers: createPapers(db),
    tags: createTags(db),
    reactions: createReactions(db, posts),
    revisions: createRevisions(db, now),
    finder: createPostFinder(db),
    searches: createSearches(db, now),
    media: createMedia(db, now),

    // What is on its way there.
    drafts: createDrafts(db, now),
    publications: createPublications(db, now),
    attempts: createAttempts(db, now),
    copies: createForwardedCopies(db),
    rehearsals: createRehearsals(db),
    schedule: createSchedule(db, now),
    slots: createSlots(db),
    restorations: createRestorations(db, now),

    // Updates, and what they have led to.
    inbox: createInbox(db, now, inPlace),
    effects: createEffects(db, now),

    // Messages in chats that are kept up to date, or waited for an answer to.
    guesses: createGuesses(db, now),
    postCards: createPostCards(db),
    postQuestions: createPostQuestions(db, now),
    replacements: createReplacements(db),
    queueMessages: createScheduleMessages(db),
    troubleMessages: createTroubleMessages(db),
    menusTold: createCommandMenus(db),
    backupsSent: createBackupsSent(db, now),
  };
}

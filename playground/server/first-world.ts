import type { User } from "@grammyjs/types";
import type { Actor } from "../contract.ts";
import type { Membership, Rights, StoredChat, WorldState } from "./state.ts";

/** A person of the first scene. `member` is what they are in the channel; an author may post by hand. */
export interface PersonOption {
  readonly id?: number;
  readonly name: string;
  readonly lastName?: string;
  readonly username?: string;
  readonly language?: string;
  readonly premium?: boolean;
  readonly role?: Actor["role"];
  readonly member?: "creator" | "administrator" | "member" | "left";
}

export interface OtherChannelOption {
  readonly id: number;
  readonly title: string;
  readonly username?: string;
  /** As in the first channel. */
  readonly botRights?: Partial<Rights> | null;
}

export interface SceneOptions {
  readonly token?: string | undefined;
  readonly bot?: { readonly id?: number; readonly name?: string; readonly username?: string } | undefined;
  /** `username: null` makes a private channel. */
  readonly channel?:
    | {
        readonly id?: number;
        readonly title?: string;
        readonly username?: string | null;
        readonly signatures?: boolean;
      }
    | undefined;
  /** Channels beside it, which the same people made; private without a username. The page does not show them. */
  readonly otherChannels?: readonly OtherChannelOption[] | undefined;
  readonly people?: readonly PersonOption[] | undefined;
  /** What the bot is in the channel at first; by default an administrator who may post, edit and delete. */
  readonly botRights?: Partial<Rights> | null | undefined;
}

export const NO_RIGHTS: Rights = {
  can_manage_chat: true,
  can_delete_messages: false,
  can_manage_video_chats: false,
  can_restrict_members: false,
  can_promote_members: false,
  can_change_info: false,
  can_invite_users: false,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
  can_post_messages: false,
  can_edit_messages: false,
  can_pin_messages: false,
  can_manage_direct_messages: false,
  can_send_welcome_messages: false,
};

export const POSTING_RIGHTS: Rights = {
  ...NO_RIGHTS,
  can_post_messages: true,
  can_edit_messages: true,
  can_delete_messages: true,
};

const COLOURS = ["#e17076", "#7bc862", "#65aadd", "#a695e7", "#ee7aae", "#6ec9cb", "#faa774"] as const;

/** The default scene: a creator who is the admin, an author who may post, a subscriber. */
export const DEFAULT_PEOPLE: readonly PersonOption[] = [
  { id: 1001, name: "Анна", username: "anna_admin", language: "ru", role: "admin", member: "creator" },
  { id: 1002, name: "Борис", username: "boris_author", language: "ru", role: "author", member: "administrator" },
  { id: 1003, name: "Vera", username: "vera_reads", language: "en", role: "subscriber", member: "member" },
];

/** A world in which nobody has said anything yet. */
export function firstWorld(options: SceneOptions): WorldState {
  const botId = options.bot?.id ?? 7_000_000_001;
  const channelId = options.channel?.id ?? -1_001_234_567_890;
  const username = options.channel?.username === undefined ? "paper_reviews" : options.channel.username;
  const channel = emptyChannel(channelId, options.channel?.title ?? "Разборы статей", username);
  const state: WorldState = {
    format: 1,
    clockAhead: 0,
    token: options.token ?? `${botId}:AAPlaygroundTokenOfNoUseElsewhere000`,
    bot: {
      id: botId,
      is_bot: true,
      first_name: options.bot?.name ?? "Paperboy",
      username: options.bot?.username ?? "paperboy_play_bot",
      can_join_groups: true,
      can_read_all_group_messages: false,
      supports_inline_queries: true,
      can_connect_to_business: false,
      has_main_web_app: false,
      has_topics_enabled: false,
      allows_users_to_create_topics: false,
      can_manage_bots: false,
      supports_join_request_queries: false,
    },
    actors: [],
    chats: { [channelId]: channel },
    channelId,
    signatures: options.channel?.signatures ?? false,
    nextPrivateMessageId: 1,
    nextUpdateId: 100_000_001,
    nextFileNumber: 1,
    nextQueryNumber: 1,
    updates: [],
    allowedUpdates: null,
    webhook: null,
    commands: [],
    texts: {},
    files: {},
  };
  const people = options.people ?? DEFAULT_PEOPLE;
  for (const person of people) addActor(state, person);
  const creator = people.findIndex((person) => person.member === "creator");
  const by = state.actors[Math.max(creator, 0)]?.user.id ?? botId;
  const botIn = (rights: Partial<Rights> | null | undefined): StoredChat["members"] =>
    rights === null ? {} : { [botId]: { status: "administrator", rights: { ...POSTING_RIGHTS, ...rights }, by } };
  Object.assign(channel.members, botIn(options.botRights));
  for (const other of options.otherChannels ?? []) {
    const members: StoredChat["members"] = { [by]: { status: "creator" }, ...botIn(other.botRights) };
    state.chats[other.id] = { ...emptyChannel(other.id, other.title, other.username ?? null), members };
  }
  return state;
}

function emptyChannel(id: number, title: string, username: string | null): StoredChat {
  return {
    chat: { id, type: "channel", title, ...(username === null ? {} : { username }) },
    messages: [],
    pinned: [],
    members: {},
    started: true,
    blocked: false,
    // The first message of a channel is the notice that it was made.
    nextMessageId: 2,
  };
}

/** Adds a person with a private chat that they have not started yet. Throws if the id is taken. */
export function addActor(state: WorldState, person: PersonOption): Actor {
  const id = person.id ?? Math.max(1000, ...state.actors.map((actor) => actor.user.id)) + 1;
  if (state.actors.some((actor) => actor.user.id === id)) throw new Error(`there is a person ${id} already`);
  const named = { first_name: person.name, ...(person.lastName === undefined ? {} : { last_name: person.lastName }) };
  const address = person.username === undefined ? {} : { username: person.username };
  const user: User = {
    id,
    is_bot: false,
    ...named,
    ...address,
    language_code: person.language ?? "ru",
    ...(person.premium === true ? { is_premium: true } : {}),
  };
  const colour = COLOURS[state.actors.length % COLOURS.length] as string;
  const actor: Actor = { user, role: person.role ?? "subscriber", colour };
  state.actors.push(actor);
  state.chats[id] = {
    chat: { id, type: "private", ...named, ...address },
    messages: [],
    pinned: [],
    members: {},
    started: false,
    blocked: false,
    nextMessageId: 0,
  };
  const channel = state.chats[state.channelId] as StoredChat;
  channel.members[id] = memberOf(person.member ?? "member", state);
  return actor;
}

function memberOf(member: NonNullable<PersonOption["member"]>, state: WorldState): Membership {
  if (member !== "administrator") return { status: member };
  return { status: "administrator", rights: POSTING_RIGHTS, by: state.actors[0]?.user.id ?? 0 };
}

import type { People } from "./people.ts";
import type { Telegram } from "./server/calling.ts";
import { addActor, NO_RIGHTS } from "./server/first-world.ts";
import { describeMember } from "./server/methods/describing.ts";
import type { Membership, Rights } from "./server/state.ts";
import { botUser, channelOf, findActor, may, membershipOf } from "./server/world.ts";

export type Belonging = Pick<People, "addPerson" | "join" | "leave" | "blockBot" | "setAdministrator" | "setBotRights">;

/** Who is in the channel and who talks to the bot. */
export function createBelonging(telegram: Telegram): Belonging {
  const { world, updates } = telegram;
  const me = world.state.bot.id;

  /** Changes a membership; the bot hears of its own always, of others' when it is an administrator and asks for it. */
  function setMembership(id: number, next: Membership, by: number): void {
    const channel = channelOf(world);
    const user = id === me ? botUser(world.state) : findActor(world, id).user;
    const before = membershipOf(channel, id);
    channel.members[id] = next;
    const change = {
      chat: channel.chat,
      from: findActor(world, by).user,
      date: world.date(),
      old_chat_member: describeMember(before, user, me),
      new_chat_member: describeMember(next, user, me),
    };
    if (JSON.stringify(change.old_chat_member) !== JSON.stringify(change.new_chat_member)) {
      if (id === me) updates.add("my_chat_member", change);
      else if (membershipOf(channel, me).status === "administrator") updates.add("chat_member", change);
    }
    world.tell({ type: "chat", chatId: channel.chat.id });
  }

  function mustManage(by: number): void {
    if (!may(channelOf(world), by, "can_promote_members")) throw new Error("only the channel's creator gives rights");
  }

  return {
    async addPerson(p) {
      const { administrator, ...person } = p;
      const member = administrator === true ? "administrator" : "member";
      const actor = addActor(world.state, { ...person, member });
      world.tell({ type: "people" });
      return actor;
    },

    async join(p) {
      const { status } = membershipOf(channelOf(world), p.person);
      if (status === "kicked") throw new Error("this person was banned from the channel");
      if (status === "left") setMembership(p.person, { status: "member" }, p.person);
      return true;
    },

    async leave(p) {
      setMembership(p.person, { status: "left" }, p.person);
      return true;
    },

    async blockBot(p) {
      const stored = world.state.chats[findActor(world, p.person).user.id];
      if (stored === undefined || stored.blocked === p.blocked) return true;
      const user = botUser(world.state);
      const status = (blocked: boolean): Membership => ({ status: blocked ? "kicked" : "member" });
      updates.add("my_chat_member", {
        chat: stored.chat,
        from: findActor(world, p.person).user,
        date: world.date(),
        old_chat_member: describeMember(status(stored.blocked), user, me),
        new_chat_member: describeMember(status(p.blocked), user, me),
      });
      stored.blocked = p.blocked;
      world.tell({ type: "chat", chatId: stored.chat.id });
      return true;
    },

    async setAdministrator(p) {
      const channel = channelOf(world);
      const creator = Object.entries(channel.members).find(([, one]) => one.status === "creator")?.[0];
      const by = p.by ?? Number(creator ?? p.person);
      if (p.by !== undefined) mustManage(p.by);
      if (membershipOf(channel, p.person).status === "creator") throw new Error("a creator has all rights");
      setMembership(p.person, p.rights === null ? { status: "member" } : administrator(p.rights, by), by);
      return true;
    },

    async setBotRights(p) {
      mustManage(p.by);
      setMembership(me, p.rights === null ? { status: "kicked" } : administrator(p.rights, p.by), p.by);
      return true;
    },
  };
}

function administrator(rights: Partial<Rights>, by: number): Membership {
  return { status: "administrator", rights: { ...NO_RIGHTS, ...rights }, by };
}

/// <reference lib="dom" />
import type { Actor, ChatView } from "../contract.ts";
import { avatar, nameOf } from "./avatar.ts";
import { h } from "./dom.ts";
import type { Texts } from "./texts.ts";
import type { Scene } from "./world.ts";

/** A chat action is shown for five seconds at most: https://core.telegram.org/bots/api#sendchataction */
const ACTION_MS = 5000;

/** The head of a column: who, in what role, what the bot does now; over the channel also whose eyes see it. */
export function columnHeader(options: {
  scene: Scene;
  actor: Actor;
  isChannel: boolean;
  texts: Texts;
  lookAs(person: number): void;
}): { node: HTMLElement; refresh(view: Omit<ChatView, "messages">): void } {
  const { scene, actor, isChannel, texts } = options;
  const { channel, bot } = scene.world;
  const title = isChannel ? channel.title : nameOf(actor.user);
  const role = isChannel ? texts.channel : texts.roles[actor.role];
  const detail = isChannel ? (channel.username ? `@${channel.username}` : "") : texts.chatWith(bot.first_name);
  const status = h("span", { class: "status", role: "status" }, [detail]);
  const node = h("header", { class: "column-head" }, [
    avatar(title, isChannel ? null : actor.colour),
    h("div", { class: "head-text" }, [
      h("h2", {}, [h("span", { class: "head-name", dir: "auto" }, [title]), h("span", { class: "role" }, [role])]),
      status,
    ]),
    isChannel ? eyes() : null,
  ]);

  function eyes(): HTMLElement {
    return h(
      "div",
      { class: "eyes", role: "radiogroup", "aria-label": texts.lookingAs },
      scene.world.actors.map((each) => {
        const face = avatar(nameOf(each.user), each.colour, "small");
        const label = `${texts.lookingAs}: ${nameOf(each.user)}`;
        return h(
          "button",
          {
            type: "button",
            class: "eye",
            role: "radio",
            "aria-checked": String(each === actor),
            "aria-label": label,
            title: label,
          },
          [face],
          {
            click: () => options.lookAs(each.user.id),
          },
        );
      }),
    );
  }

  let stop: ReturnType<typeof setTimeout> | undefined;
  return {
    node,
    refresh(view) {
      clearTimeout(stop);
      if (!view.action) return void status.replaceChildren(detail);
      stop = setTimeout(() => status.replaceChildren(detail), ACTION_MS);
      const words =
        view.action === "typing" ? texts.typing : view.action === "upload_photo" ? texts.sendingPhoto : texts.typing;
      status.replaceChildren(
        h("span", { class: "typing" }, [
          words,
          h("span", { class: "dots", "aria-hidden": "true" }, [h("i"), h("i"), h("i")]),
        ]),
      );
    },
  };
}

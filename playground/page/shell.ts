/// <reference lib="dom" />
import { avatar, nameOf } from "./avatar.ts";
import { type Column, createColumn } from "./column.ts";
import { h, icon, iconButton } from "./dom.ts";
import { firstVisitHint } from "./hint.ts";
import { safeHref, telegramLink } from "./links.ts";
import { toast } from "./notice.ts";
import type { People } from "./people.ts";
import { settings } from "./settings.ts";
import { type Language, textsIn } from "./texts.ts";
import type { Scene, SceneEvent } from "./world.ts";

/** Where the person at the page is: kept when the page is drawn anew. */
export interface Place {
  /** Index of the chat that a phone shows. */
  readonly tab: number;
  /** Whose eyes see the channel. */
  readonly eyes: number;
  /** What is written and not sent yet, by the chat's key. */
  readonly written: ReadonlyMap<string, string>;
}

export interface Shell {
  readonly node: HTMLElement;
  /** Shows the messages; to be called when the node stands in the document. */
  begin(): void;
  changed(event: SceneEvent): void;
  place(): Place;
}

/** The whole page: the bar, a column for each person, the channel. */
export function createShell(options: {
  scene: Scene;
  people: People;
  language: Language;
  now(): number;
  redraw(): void;
  place?: Place;
}): Shell {
  const { scene, people, language, redraw } = options;
  const { world } = scene;
  const texts = textsIn(language);
  const eyesDefault = world.actors.find((each) => each.role === "subscriber") ?? world.actors.at(-1);
  let eyes = options.place?.eyes ?? eyesDefault?.user.id ?? 0;
  let tab = options.place?.tab ?? 0;

  const make = (key: string): Column =>
    createColumn({ scene, key, people, language, texts, now: options.now, openLink, showChat, lookAs });
  const columns = world.actors
    .map((actor) => `${actor.user.id}:${world.bot.id}`)
    .filter((key) => scene.chats.has(key))
    .map(make);
  const channelKey = () => `${eyes}:${world.channel.id}`;
  if (!scene.chats.has(channelKey())) {
    eyes = Number([...scene.chats.keys()].find((key) => key.endsWith(`:${world.channel.id}`))?.split(":")[0] ?? eyes);
  }
  if (scene.chats.has(channelKey())) columns.push(make(channelKey()));

  const board = h(
    "main",
    { class: "board" },
    columns.map((column) => column.node),
  );
  const tabs = h("nav", { class: "tabs", role: "tablist" });
  const theme = settings.theme();
  const other = theme === "dark" ? "light" : "dark";
  const bar = h("div", { class: "bar" }, [
    h("div", { class: "brand" }, [icon("send"), h("b", {}, [texts.brand]), h("span", {}, [texts.playground])]),
    h("button", { type: "button", class: "language", lang: language === "ru" ? "en" : "ru" }, [texts.otherLanguage], {
      click: () => {
        settings.setLanguage(language === "ru" ? "en" : "ru");
        redraw();
      },
    }),
    iconButton(
      other === "dark" ? "moon" : "sun",
      texts.asTheme[other],
      () => {
        settings.setTheme(other);
        redraw();
      },
      "theme",
    ),
  ]);
  const node = h("div", { class: "shell" }, [bar, tabs, board, firstVisitHint(texts)]);

  function drawTabs(): void {
    tabs.replaceChildren(
      ...columns.map((column, i) => {
        const actor = world.actors.find((each) => `${each.user.id}:${world.bot.id}` === column.key);
        const name = actor ? nameOf(actor.user) : world.channel.title;
        const badge = h("span", { class: "badge", hidden: true });
        return h(
          "button",
          { type: "button", class: "tab", role: "tab", "aria-selected": String(i === tab), "data-key": column.key },
          [avatar(name, actor?.colour ?? null, "small"), h("span", { class: "tab-name" }, [name]), badge],
          { click: () => select(i) },
        );
      }),
    );
    columns.forEach((column, i) => {
      column.node.classList.toggle("current", i === tab);
    });
  }
  function select(index: number): void {
    tab = index;
    drawTabs();
    columns[index]?.refresh(true);
    columns[index]?.node.scrollIntoView({ inline: "nearest", block: "nearest" });
  }
  function showChat(key: string): void {
    const index = columns.findIndex((column) => column.key === key);
    if (index >= 0 && index !== tab) select(index);
  }
  function lookAs(person: number): void {
    if (!scene.chats.has(`${person}:${world.channel.id}`)) return;
    eyes = person;
    const index = columns.findIndex((column) => column.node.classList.contains("channel"));
    const fresh = make(channelKey());
    columns[index]?.node.replaceWith(fresh.node);
    columns[index] = fresh;
    drawTabs();
    fresh.refresh(true);
    fresh.node.querySelector<HTMLElement>(".eye[aria-checked=true]")?.focus();
  }

  function openLink(url: string, person: number): void {
    const href = safeHref(url);
    if (!href) return;
    const link = telegramLink(href);
    const here = columns.find((column) => column.key.startsWith(`${person}:`))?.node ?? node;
    if (link?.kind === "post" && isChannel(link.chat)) showPost(link.message, here);
    else if (link?.kind === "chat" && isChannel(link.chat)) showChat(channelKey());
    else if (link?.kind === "chat" && isBot(link.chat)) showChat(`${person}:${world.bot.id}`);
    else if (link?.kind === "start" && isBot(link.bot)) {
      showChat(`${person}:${world.bot.id}`);
      settle(people.call("start", { person, payload: link.payload }), here);
    } else if (link?.kind === "addToChannel" && isBot(link.bot)) {
      const wanted = Object.fromEntries(link.rights.map((right) => [`can_${right}`, true]));
      const rights = { can_post_messages: true, ...wanted };
      settle(people.call("setBotRights", { by: person, rights }), here, texts.botAdded);
    } else window.open(href, "_blank", "noopener,noreferrer");
  }
  function settle(promise: Promise<unknown>, column: HTMLElement, done?: string): void {
    promise.then(
      () => done && toast(column, done),
      (error: Error) => toast(column, error.message || texts.offline),
    );
  }
  function showPost(message: number, from: HTMLElement): void {
    showChat(channelKey());
    const column = columns.find((each) => each.key === channelKey());
    if (!column?.reveal(message)) toast(from, texts.notShown);
  }
  const isChannel = (chat: string | number) =>
    chat === world.channel.id || chat === world.channel.username?.toLowerCase();
  const isBot = (name: string) => name === world.bot.username?.toLowerCase();

  return {
    node,
    place: () => ({ tab, eyes, written: new Map(columns.map((column) => [column.key, column.written()])) }),
    begin() {
      drawTabs();
      for (const column of columns) {
        column.refresh(true);
        column.restore(options.place?.written.get(column.key) ?? "");
      }
    },
    changed(event) {
      const index = columns.findIndex((column) => column.key === event.key);
      columns[index]?.refresh(false);
      const news = event.type === "message" && !event.message.mine && index !== tab;
      const badge = tabs.children[index]?.querySelector<HTMLElement>(".badge");
      if (!news || !badge) return;
      badge.hidden = false;
      badge.textContent = String(Number(badge.textContent) + 1);
    },
  };
}

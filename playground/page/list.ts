/// <reference lib="dom" />
import type { Message } from "@grammyjs/types";
import type { MessageView } from "../contract.ts";
import { bubble, type MessageActions } from "./bubble.ts";
import { h, iconButton } from "./dom.ts";
import type { Reader } from "./reader.ts";
import { summary } from "./summary.ts";
import { dayKey, dayName } from "./time.ts";

/** The scrolling log of a chat. Messages keep their nodes while nothing about them changes. */
export interface MessageList {
  readonly node: HTMLElement;
  /** Shows exactly these messages, oldest first. `quiet` neither animates nor counts them as new. */
  show(views: readonly MessageView[], quiet: boolean): void;
  /** Scrolls to a message and lights it up; false when it is not there. */
  reveal(messageId: number): boolean;
  toBottom(): void;
}

interface Item {
  readonly key: string;
  readonly kind: "day" | "service" | "bubble";
  readonly views: readonly MessageView[];
  readonly label: string;
}

interface Shown {
  readonly item: Item;
  node: HTMLElement;
}

const NEAR_BOTTOM = 90;
const SAME_GROUP_SECONDS = 600;

export function createMessageList(
  name: string,
  empty: HTMLElement,
  reader: Reader,
  actions: MessageActions,
): MessageList {
  const inner = h("div", { class: "log-inner" });
  const log = h("div", { class: "log", role: "log", "aria-label": reader.texts.messagesOf(name), tabindex: 0 }, [
    empty,
    inner,
  ]);
  const badge = h("span", { class: "badge", hidden: true });
  const down = iconButton("down", reader.texts.toBottom, () => toBottom(true), "to-bottom");
  down.append(badge);
  const node = h("div", { class: "log-frame" }, [log, down]);
  let shown = new Map<string, Shown>();
  let stuck = true;
  let unread = 0;
  let onTheWay = false;
  let lastHeight = 0;
  let lastTouch = Number.NEGATIVE_INFINITY;

  const toBottom = (smooth: boolean) => {
    stuck = true;
    onTheWay = smooth;
    log.scrollTo({ top: log.scrollHeight, behavior: smooth && !reducedMotion() ? "smooth" : "instant" });
  };
  const setUnread = (n: number) => {
    unread = n;
    badge.textContent = String(n);
    badge.hidden = n === 0;
  };
  let dateTimer: ReturnType<typeof setTimeout> | undefined;
  /** The date stays over the messages only while a person scrolls. */
  const showDate = () => {
    if (performance.now() - lastTouch > 1500) return;
    node.classList.add("scrolling");
    clearTimeout(dateTimer);
    dateTimer = setTimeout(() => node.classList.remove("scrolling"), 1200);
  };
  log.addEventListener("scroll", () => {
    const distance = log.scrollHeight - log.scrollTop - log.clientHeight;
    // The end also leaves the view when far messages get their true height; that is nobody's wish to go up.
    const resized = log.scrollHeight !== lastHeight && performance.now() - lastTouch > 500;
    lastHeight = log.scrollHeight;
    if (distance < NEAR_BOTTOM) stuck = true;
    else if (!onTheWay && !resized) stuck = false;
    node.classList.toggle("away", distance > 240);
    if (stuck) setUnread(0);
    showDate();
  });
  // Far messages get their true height while they are scrolled past: the end may have moved on meanwhile.
  log.addEventListener("scrollend", () => {
    if (onTheWay) log.scrollTop = log.scrollHeight;
    onTheWay = false;
  });
  for (const type of ["wheel", "touchstart", "pointerdown", "keydown"]) {
    log.addEventListener(
      type,
      () => {
        onTheWay = false;
        lastTouch = performance.now();
      },
      { passive: true },
    );
  }
  // Pictures load and far messages get their true height later: the end stays in view while it was in view.
  const observer = new ResizeObserver(() => {
    if (stuck) log.scrollTop = log.scrollHeight;
  });
  observer.observe(inner);
  observer.observe(log);
  log.addEventListener("keydown", (event) => walk(event, inner, shownViews, actions));
  const shownViews = (id: string) => [...shown.values()].find((each) => each.node.dataset.id === id)?.item.views[0];

  function show(views: readonly MessageView[], quiet: boolean): void {
    const items = itemsOf(views, reader);
    empty.hidden = items.length > 0;
    const next = new Map<string, Shown>();
    for (const item of items) next.set(item.key, keep(shown.get(item.key), item, quiet));
    for (const [key, old] of shown) if (!next.has(key)) leave(old.node, quiet);
    arrange([...next.values()]);
    const added = quiet ? [] : items.filter((item) => item.kind === "bubble" && !shown.has(item.key));
    shown = next;
    markGroups([...next.values()]);
    if (quiet || added.some((item) => item.views[0]?.mine)) toBottom(!quiet);
    else if (!stuck) setUnread(unread + added.length);
  }

  /** Puts the nodes in order, each day's in a group of its own, so that its date can stay at the top while it is read. */
  function arrange(all: readonly Shown[]): void {
    const groups = new Map<HTMLElement, HTMLElement[]>();
    let group: HTMLElement[] = [];
    for (const { item, node: child } of all) {
      if (item.kind === "day") {
        const home = child.closest<HTMLElement>(".day-group") ?? h("div", { class: "day-group" });
        group = [child];
        groups.set(home, group);
      } else group.push(child);
    }
    place(inner, [...groups.keys()]);
    for (const [home, children] of groups) place(home, children);
    for (const home of [...inner.children]) {
      if (home.childElementCount === 0) home.remove();
    }
  }

  function keep(old: Shown | undefined, item: Item, quiet: boolean): Shown {
    if (old && old.item.label === item.label && sameViews(old.item.views, item.views)) return { item, node: old.node };
    const fresh =
      item.kind === "bubble"
        ? bubble(item.views, reader, actions)
        : h("div", { class: item.kind }, [h("span", {}, [item.label])]);
    if (!old) {
      if (!quiet) fresh.classList.add("arriving");
      return { item, node: fresh };
    }
    if (contentOf(old.item.views) !== contentOf(item.views)) fresh.classList.add("changed");
    replaceKeepingFocus(old.node, fresh);
    return { item, node: fresh };
  }

  return {
    node,
    show,
    toBottom: () => toBottom(false),
    reveal(messageId) {
      const target = [...shown.values()].find(({ item }) =>
        item.views.some((each) => each.message.message_id === messageId),
      );
      if (target?.item.kind !== "bubble") return false;
      stuck = false;
      target.node.scrollIntoView({ block: "center", behavior: "instant" });
      target.node.classList.remove("lit");
      void target.node.offsetWidth;
      target.node.classList.add("lit");
      return true;
    },
  };
}

/** Makes `children` stand in this order, moving as few as it can; those that are leaving keep their place. */
function place(parent: HTMLElement, children: readonly HTMLElement[]): void {
  let before = parent.firstElementChild;
  for (const child of children) {
    while (before?.classList.contains("leaving")) before = before.nextElementSibling;
    if (child === before) before = before.nextElementSibling;
    else parent.insertBefore(child, before);
  }
}

function itemsOf(views: readonly MessageView[], reader: Reader): Item[] {
  const items: Item[] = [];
  let day = "";
  let album: { group: string; views: MessageView[] } | null = null;
  for (const view of views) {
    const { message } = view;
    const thisDay = dayKey(message.date);
    if (thisDay !== day) {
      items.push({
        key: `day:${thisDay}`,
        kind: "day",
        views: [],
        label: dayName(message.date, reader.now(), reader.language, reader.texts),
      });
      day = thisDay;
      album = null;
    }
    if (message.media_group_id && album?.group === message.media_group_id) {
      album.views.push(view);
      continue;
    }
    const service = serviceText(message, reader);
    const own = [view];
    album = message.media_group_id ? { group: message.media_group_id, views: own } : null;
    items.push({
      key: `message:${message.message_id}`,
      kind: service === null ? "bubble" : "service",
      views: own,
      label: service ?? "",
    });
  }
  return items;
}

function serviceText(message: Message, reader: Reader): string | null {
  const pinned = message.pinned_message;
  if (pinned)
    return `${reader.texts.pinned}: ${pinned.date === 0 ? reader.texts.deletedMessage : summary(pinned as Message, reader.texts)}`;
  if (message.new_chat_title) return message.new_chat_title;
  return null;
}

function sameViews(a: readonly MessageView[], b: readonly MessageView[]): boolean {
  return a.length === b.length && a.every((view, i) => view === b[i]);
}

/** What a person would call the message's content; reactions and views are not. */
function contentOf(views: readonly MessageView[]): string {
  return JSON.stringify(
    views.map(({ message: m }) => [
      m.text,
      m.entities,
      m.caption,
      m.caption_entities,
      m.reply_markup,
      m.photo?.[0]?.file_id,
    ]),
  );
}

/** The last bubble of a row by one sender has the tail. */
function markGroups(all: readonly Shown[]): void {
  all.forEach(({ item, node }, i) => {
    if (item.kind !== "bubble") return;
    node.classList.toggle("first", !together(all[i - 1]?.item, item));
    node.classList.toggle("last", !together(item, all[i + 1]?.item));
  });
}

function together(a: Item | undefined, b: Item | undefined): boolean {
  const [first, second] = [a?.views.at(-1), b?.views[0]];
  if (a?.kind !== "bubble" || b?.kind !== "bubble" || !first || !second) return false;
  return first.mine === second.mine && second.message.date - first.message.date < SAME_GROUP_SECONDS;
}

function leave(node: HTMLElement, quiet: boolean): void {
  if (quiet || reducedMotion() || !node.classList.contains("message")) {
    node.remove();
    return;
  }
  node.style.setProperty("--height", `${node.offsetHeight}px`);
  node.classList.add("leaving");
  node.inert = true;
  node.addEventListener("animationend", () => node.remove());
  setTimeout(() => node.remove(), 600);
}

/** An edit in place does not throw a keyboard user out: the button at the same place has the focus again. */
function replaceKeepingFocus(old: HTMLElement, fresh: HTMLElement): void {
  const active = document.activeElement;
  const position =
    active && active !== old && old.contains(active) ? [...old.querySelectorAll("button, a")].indexOf(active) : -1;
  const hadFocus = active === old;
  old.replaceWith(fresh);
  if (hadFocus) fresh.focus();
  if (position >= 0)
    (fresh.querySelectorAll("button, a")[position] as HTMLElement | undefined)?.focus({ preventScroll: true });
}

/** Arrow keys go from message to message, Enter opens the menu of one. */
function walk(
  event: KeyboardEvent,
  inner: HTMLElement,
  viewOf: (id: string) => MessageView | undefined,
  actions: MessageActions,
): void {
  const messages = [...inner.querySelectorAll<HTMLElement>(".message:not(.leaving)")];
  const current = (document.activeElement as HTMLElement | null)?.closest<HTMLElement>(".message");
  const at = current ? messages.indexOf(current) : messages.length;
  const target = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: messages.length - 1 }[event.key];
  if (target !== undefined) {
    const node = messages[Math.max(0, Math.min(messages.length - 1, target))];
    if (!node) return;
    event.preventDefault();
    node.focus();
    node.scrollIntoView({ block: "nearest" });
  } else if (event.key === "Enter" && current && document.activeElement === current) {
    event.preventDefault(); // Else the same key press would choose the menu's first entry.
    const view = viewOf(current.dataset.id ?? "");
    const box = current.querySelector(".bubble")?.getBoundingClientRect();
    if (view && box) actions.openMenu(view, { x: box.left + 24, y: Math.max(box.top, 80) + 24 });
  }
}

function reducedMotion(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

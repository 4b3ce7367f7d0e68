/// <reference lib="dom" />
import type { MessageView } from "../contract.ts";
import { bubble, type MessageActions } from "./bubble.ts";
import { h, iconButton } from "./dom.ts";
import { contentOf, type Item, itemsOf, sameViews, together } from "./list-items.ts";
import { leave, place, reducedMotion, replaceKeepingFocus } from "./list-nodes.ts";
import { walk } from "./list-walk.ts";
import type { Reader } from "./reader.ts";

/** The scrolling log of a chat. Messages keep their nodes while nothing about them changes. */
export interface MessageList {
  readonly node: HTMLElement;
  /** Shows exactly these messages, oldest first. `quiet` neither animates nor counts them as new. */
  show(views: readonly MessageView[], quiet: boolean): void;
  /** Scrolls to a message and lights it up; false when it is not there. */
  reveal(messageId: number): boolean;
  toBottom(): void;
}

interface Shown {
  readonly item: Item;
  node: HTMLElement;
}

const NEAR_BOTTOM = 90;

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

/** The last bubble of a row by one sender has the tail. */
function markGroups(all: readonly Shown[]): void {
  all.forEach(({ item, node }, i) => {
    if (item.kind !== "bubble") return;
    node.classList.toggle("first", !together(all[i - 1]?.item, item));
    node.classList.toggle("last", !together(item, all[i + 1]?.item));
  });
}

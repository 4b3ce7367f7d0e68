/// <reference lib="dom" />

/** Makes `children` stand in this order, moving as few as it can; those that are leaving keep their place. */
export function place(parent: HTMLElement, children: readonly HTMLElement[]): void {
  let before = parent.firstElementChild;
  for (const child of children) {
    while (before?.classList.contains("leaving")) before = before.nextElementSibling;
    if (child === before) before = before.nextElementSibling;
    else parent.insertBefore(child, before);
  }
}

/** Takes a message out of the log; unless `quiet`, it is seen to go. */
export function leave(node: HTMLElement, quiet: boolean): void {
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
export function replaceKeepingFocus(old: HTMLElement, fresh: HTMLElement): void {
  const active = document.activeElement;
  const position =
    active && active !== old && old.contains(active) ? [...old.querySelectorAll("button, a")].indexOf(active) : -1;
  const hadFocus = active === old;
  old.replaceWith(fresh);
  if (hadFocus) fresh.focus();
  if (position >= 0)
    (fresh.querySelectorAll("button, a")[position] as HTMLElement | undefined)?.focus({ preventScroll: true });
}

export function reducedMotion(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

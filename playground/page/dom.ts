/// <reference lib="dom" />

/** What stands inside an element: a string becomes a text node, so nothing that people write is ever markup. */
export type Child = Node | string | null | undefined | false;

type Listeners = { readonly [E in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[E]) => void };

/** Attributes by their HTML names; `true` is an empty attribute, `false`, `null` and `undefined` are left out. */
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Makes an element. Event listeners stand apart from attributes, so that no attribute can be a script. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  children: readonly Child[] = [],
  listeners: Listeners = {},
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
  for (const [type, listener] of Object.entries(listeners)) {
    element.addEventListener(type, listener as EventListener);
  }
  return element;
}

const PATHS = {
  send: "M3 20.5 21 12 3 3.5l.01 6.6L15 12 3.01 13.9z",
  clip: "M16.5 6v11.2a4.2 4.2 0 0 1-8.4 0V5.4a2.6 2.6 0 0 1 5.2 0v10.4a1 1 0 0 1-2 0V6H9.8v9.8a2.6 2.6 0 0 0 5.2 0V5.4a4.2 4.2 0 0 0-8.4 0v11.8a5.7 5.7 0 0 0 11.4 0V6z",
  close: "m6.4 5 5.6 5.6L17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4z",
  down: "m12 16.5-7-7L6.4 8l5.6 5.6L17.6 8 19 9.5z",
  eye: "M12 5.5c4.6 0 8.2 3 10 6.5-1.8 3.500-5.400 6.500-10 6.500S3.800 15.500 2 12c1.800-3.500 5.400-6.500 10-6.500zm0 2.500a4 4 0 1 0 0 8 4 4 0 0 0 0-8zm0 1.800a2.200 2.200 0 1 1 0 4.400 2.200 2.200 0 0 1 0-4.400z",
  moon: "M12.300 3a9 9 0 1 0 8.700 11.300A7.300 7.300 0 0 1 12.300 3z",
  sun: "M12 7a5 5 0 1 1 0 10 5 5 0 0 1 0-10zM11 1.500h2V5h-2zm0 17.500h2v3.500h-2zM1.500 11H5v2H1.500zM19 11h3.500v2H19zM4.600 3.200l2.500 2.500-1.400 1.400-2.500-2.500zm12.300 13.700 1.400-1.400 2.500 2.500-1.400 1.400zM3.200 19.400l2.500-2.500 1.400 1.400-2.500 2.500zM16.900 7.100l-1.400-1.400L18 3.200l1.400 1.400z",
  reply: "M10 9V5l-7 7 7 7v-4.100c5 0 8.500 1.600 11 5.100-1-5-4-10-11-11z",
  forward: "M14 9V5l7 7-7 7v-4.100c-5 0-8.500 1.600-11 5.100 1-5 4-10 11-11z",
  edit: "M3 17.200V21h3.800L17.900 9.900l-3.800-3.800zM20.700 7a1 1 0 0 0 0-1.400l-2.300-2.300a1 1 0 0 0-1.400 0l-1.800 1.800L19 8.900z",
  trash: "M6 19c0 1.100.9 2 2 2h8a2 2 0 0 0 2-2V7H6zM19 4h-3.500l-1-1h-5l-1 1H5v2h14z",
  copy: "M16 1H5a2 2 0 0 0-2 2v13h2V3h11zm3 4H9a2 2 0 0 0-2 2v14c0 1.100.9 2 2 2h10a2 2 0 0 0 2-2V7a2 2 0 0 0-2-2zm0 16H9V7h10z",
  check: "M9 16.200 4.800 12l-1.400 1.400L9 19 21 7l-1.400-1.400z",
  smile:
    "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 18a8 8 0 1 1 0-16 8 8 0 0 1 0 16zm3.500-9a1.500 1.500 0 1 0 0-3 1.500 1.500 0 0 0 0 3zm-7 0a1.500 1.500 0 1 0 0-3 1.500 1.500 0 0 0 0 3zm3.500 6.500c2.300 0 4.300-1.500 5.100-3.500H6.900c.8 2 2.800 3.500 5.100 3.500z",
  more: "M12 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4zm0 2a2 2 0 1 0 0 4 2 2 0 0 0 0-4zm0 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
  pin: "M16 9V4h1V2H7v2h1v5a3 3 0 0 1-3 3v2h6v7l1 1 1-1v-7h6v-2a3 3 0 0 1-3-3z",
  play: "M8 5v14l11-7z",
  file: "M6 2a2 2 0 0 0-2 2v16c0 1.100.9 2 2 2h12a2 2 0 0 0 2-2V8l-6-6zm7 7V3.500L18.500 9z",
  mic: "M12 15a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v6a3 3 0 0 0 3 3zm5.300-3a5.300 5.300 0 0 1-10.600 0H5a7 7 0 0 0 6 6.900V22h2v-3.100A7 7 0 0 0 19 12z",
  link: "M3.900 12A3.100 3.100 0 0 1 7 8.900h4V7H7a5 5 0 0 0 0 10h4v-1.900H7A3.100 3.100 0 0 1 3.900 12zM8 13h8v-2H8zm9-6h-4v1.900h4a3.100 3.100 0 0 1 0 6.200h-4V17h4a5 5 0 0 0 0-10z",
  search: "M15.5 14h-.8l-.3-.3a6.5 6.5 0 1 0-.7.7l.3.3v.8l5 5 1.5-1.5zm-6 0a4.5 4.5 0 1 1 0-9 4.5 4.5 0 0 1 0 9z",
  select: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm-2 15-5-5 1.400-1.400L10 14.200l7.600-7.600L19 8z",
} as const satisfies Record<string, string>;

export type IconName = keyof typeof PATHS;

/** A 24-unit icon in the colour of the text around it, unseen by screen readers. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** A button that shows an icon; its name is for screen readers and the tooltip. */
export function iconButton(name: IconName, label: string, onClick: (event: MouseEvent) => void, className = "") {
  const attributes = { type: "button", class: `icon-button ${className}`.trim(), "aria-label": label, title: label };
  return h("button", attributes, [icon(name)], { click: onClick });
}

/// <reference lib="dom" />
import type { PeopleMethods } from "../contract.ts";
import { h, icon } from "./dom.ts";
import type { Texts } from "./texts.ts";

type OutgoingFile = Parameters<PeopleMethods["sendFiles"]>[0]["files"][number];

/** What `sendFiles` takes: the list, and the files that it names. */
export interface Outgoing {
  readonly list: readonly OutgoingFile[];
  readonly files: ReadonlyMap<string, File>;
}

/** Files that wait in the composer to be sent. */
export interface Attachments {
  readonly node: HTMLElement;
  readonly count: number;
  /** Takes what fits; false when some were over ten. */
  add(files: readonly File[]): boolean;
  read(): Outgoing;
  clear(): void;
}

const MOST = 10;

export function createAttachments(texts: Texts, onChange: () => void): Attachments {
  const node = h("div", { class: "attachments", hidden: true, role: "list" });
  let waiting: { file: File; url: string }[] = [];

  const draw = () => {
    node.hidden = waiting.length === 0;
    node.replaceChildren(...waiting.map((each) => chip(each)));
    onChange();
  };
  const chip = (each: { file: File; url: string }) => {
    const remove = h(
      "button",
      { type: "button", class: "chip-remove", "aria-label": `${texts.remove}: ${each.file.name}` },
      [icon("close")],
      {
        click: () => {
          URL.revokeObjectURL(each.url);
          waiting = waiting.filter((other) => other !== each);
          draw();
        },
      },
    );
    const face = each.file.type.startsWith("image/")
      ? h("img", { src: each.url, alt: each.file.name })
      : h("span", { class: "chip-name" }, [icon("file"), each.file.name]);
    return h("div", { class: "chip", role: "listitem" }, [face, remove]);
  };

  return {
    node,
    get count() {
      return waiting.length;
    },
    add(files) {
      const room = files.slice(0, MOST - waiting.length);
      waiting.push(...room.map((file) => ({ file, url: URL.createObjectURL(file) })));
      draw();
      return room.length === files.length;
    },
    read() {
      const files = new Map(waiting.map(({ file }, i) => [`file${i}`, file]));
      return {
        files,
        list: [...files].map(([name, file]) => ({ kind: kindOf(file), file: `attach://${name}`, name: file.name })),
      };
    },
    clear() {
      for (const { url } of waiting) URL.revokeObjectURL(url);
      waiting = [];
      draw();
    },
  };
}

function kindOf(file: File): OutgoingFile["kind"] {
  if (file.type === "image/gif") return "animation";
  if (/^image\/(png|jpe?g|webp|bmp|avif)$/.test(file.type)) return "photo";
  if (file.type.startsWith("video/")) return "video";
  return "document";
}

/// <reference lib="dom" />
import type { Message, PhotoSize } from "@grammyjs/types";
import { type Child, h, type IconName, icon } from "./dom.ts";
import { mosaic } from "./mosaic.ts";
import { fileUrl } from "./people.ts";
import type { Reader } from "./reader.ts";
import { viewPicture } from "./viewer.ts";

/** The pictures, videos and files of a message or of an album, or null when there are none. */
export function media(messages: readonly Message[], reader: Reader): HTMLElement | null {
  const visual = messages.filter(isVisual);
  if (visual.length > 1) return album(visual, reader);
  if (visual[0]) return single(visual[0], reader);
  const tiles = messages.map((message) => tile(message, reader)).filter((each) => each !== null);
  return tiles.length > 0 ? h("div", { class: "tiles" }, tiles) : null;
}

export function isVisual(message: Message): boolean {
  return Boolean(message.photo ?? message.video ?? message.animation);
}

function album(messages: readonly Message[], reader: Reader): HTMLElement {
  const rows = mosaic(messages.map(ratioOf)).map((row) => {
    const element = h(
      "div",
      { class: "mosaic-row" },
      row.items.map((index) => {
        const message = messages[index];
        if (!message) return null;
        const picture = visualNode(message, reader);
        picture.style.setProperty("--ratio", String(Math.min(2.2, Math.max(0.6, ratioOf(message)))));
        return picture;
      }),
    );
    element.style.setProperty("--row", String(row.ratio));
    return element;
  });
  return h("div", { class: "mosaic", role: "group", "aria-label": reader.texts.album }, rows);
}

function single(message: Message, reader: Reader): HTMLElement {
  const node = visualNode(message, reader);
  node.classList.add("single");
  node.style.setProperty("--ratio", String(Math.min(2.6, Math.max(0.72, ratioOf(message)))));
  return node;
}

/** Width divided by height; 4:3 where nobody knows. */
function ratioOf(message: Message): number {
  const size = largest(message.photo) ?? message.video ?? message.animation;
  return size?.width && size.height ? size.width / size.height : 4 / 3;
}

function largest(photo: readonly PhotoSize[] | undefined): PhotoSize | undefined {
  return photo?.toSorted((a, b) => b.width * b.height - a.width * a.height)[0];
}

function visualNode(message: Message, reader: Reader): HTMLElement {
  const photo = largest(message.photo);
  if (photo) {
    const url = fileUrl(photo.file_id);
    const label = message.caption ? `${reader.texts.photo}: ${message.caption.slice(0, 80)}` : reader.texts.photo;
    const image = h("img", { src: url, alt: "", loading: "lazy", decoding: "async", draggable: "false" });
    const button = h("button", { type: "button", class: "picture", "aria-label": label }, [image]);
    image.addEventListener("error", () => button.classList.add("broken"));
    return hidden(message, button, reader, () => viewPicture(url, label, reader.texts));
  }
  const film = message.video ?? message.animation;
  const kind = message.video ? reader.texts.video : reader.texts.animation;
  const url = fileUrl(film?.file_id ?? "");
  const player = h("video", {
    src: url,
    preload: "metadata",
    muted: true,
    loop: Boolean(message.animation),
    playsinline: true,
  });
  const badge = message.video ? duration(message.video.duration) : reader.texts.animation;
  const node = h("button", { type: "button", class: "picture film", "aria-label": kind }, [
    player,
    h("span", { class: "film-play" }, [icon("play")]),
    h("span", { class: "film-badge" }, [badge]),
  ]);
  return hidden(message, node, reader, () => {
    if (player.paused) void player.play().catch(() => node.classList.add("broken"));
    else player.pause();
    node.classList.toggle("playing", !player.paused);
  });
}

/** Media under a spoiler opens at the first tap and acts at the second. */
function hidden(message: Message, node: HTMLElement, reader: Reader, act: () => void): HTMLElement {
  if (message.has_media_spoiler) {
    node.classList.add("covered");
    node.setAttribute("aria-label", reader.texts.spoiler);
  }
  node.addEventListener("click", () => {
    if (node.classList.contains("covered")) node.classList.remove("covered");
    else act();
  });
  return node;
}

function tile(message: Message, reader: Reader): Child {
  const { document: file, voice, audio, sticker, texts } = { ...message, texts: reader.texts };
  if (sticker) return stickerNode(message);
  if (file) return row("file", file.file_name ?? texts.document, size(file.file_size), file.file_id);
  if (voice) return row("mic", texts.voice, duration(voice.duration), voice.file_id);
  if (audio) return row("play", audio.title ?? audio.file_name ?? "Audio", duration(audio.duration), audio.file_id);
  return null;
}

function stickerNode(message: Message): HTMLElement {
  const emoji = message.sticker?.emoji ?? "🖼";
  const image = h("img", { src: fileUrl(message.sticker?.file_id ?? ""), alt: emoji, loading: "lazy" });
  const node = h("div", { class: "sticker" }, [image]);
  image.addEventListener("error", () => image.replaceWith(h("span", { class: "sticker-emoji" }, [emoji])));
  return node;
}

function row(name: IconName, title: string, detail: string, fileId: string): HTMLElement {
  return h("a", { class: "tile", href: fileUrl(fileId), download: title, target: "_blank" }, [
    h("span", { class: "tile-icon" }, [icon(name)]),
    h("span", { class: "tile-text" }, [h("b", {}, [title]), h("small", {}, [detail])]),
  ]);
}

function duration(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}

function size(bytes: number | undefined): string {
  if (bytes === undefined) return "";
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

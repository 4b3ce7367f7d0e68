import { type Block, type FigureType, figureBlock } from "../rich/document.ts";
import { attributeOf, type Element } from "./nodes.ts";

/** A picture, video, sound or file; none without a source. */
export function figureOf(node: Element): Block[] {
  const media = attributeOf(node, "src") ?? "";
  if (media.trim() === "") return [];
  const types: Readonly<Record<string, FigureType>> = { img: "photo", "tg-document": "document" };
  const video = attributeOf(node, "animation") !== undefined || /\.gif$/i.test(media) ? "animation" : "video";
  const audio = attributeOf(node, "voice") !== undefined || /\.og[ga]$/i.test(media) ? "voice_note" : "audio";
  const type = types[node.tagName] ?? (node.tagName === "video" ? video : audio);
  const spoiler = attributeOf(node, "tg-spoiler") === undefined ? {} : { has_spoiler: true };
  return [figureBlock(type, media.trim(), undefined, spoiler)];
}

/** A place on the map; none without its coordinates. */
export function mapOf(node: Element): Block[] {
  const number = (name: string) => Number.parseFloat(attributeOf(node, name) ?? "");
  const [latitude, longitude] = [number("lat"), number("long")];
  if (!Number.isFinite(latitude) || !Number.isFinite(longitude)) return [];
  const or = (name: string, otherwise: number) => (Number.isFinite(number(name)) ? number(name) : otherwise);
  return [
    {
      type: "map",
      location: { latitude, longitude },
      zoom: or("zoom", 14),
      width: or("width", 600),
      height: or("height", 300),
    },
  ];
}

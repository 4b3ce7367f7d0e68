import type {
  InputMediaAnimation,
  InputMediaAudio,
  InputMediaDocument,
  InputMediaPhoto,
  InputMediaVideo,
  InputMediaVoiceNote,
} from "@grammyjs/types";
import { badRequest } from "../errors.ts";
import { type FileKind, mediaContent, type Shape } from "../files.ts";
import {
  type Fields,
  flag,
  integer,
  mistyped,
  needed,
  objectOf,
  optional,
  type Reader,
  readFields,
  string,
  unreadable,
} from "./fields.ts";

interface Inputs {
  readonly animation: InputMediaAnimation<string>;
  readonly audio: InputMediaAudio<string>;
  readonly document: InputMediaDocument<string>;
  readonly photo: InputMediaPhoto<string>;
  readonly video: InputMediaVideo<string>;
  readonly voice_note: InputMediaVoiceNote<string>;
}

export type MediaType = keyof Inputs;

/** A file as people receive it, and whether it is covered until it is touched. */
export interface ReadMedia {
  readonly content: unknown;
  readonly covered: boolean;
}

/** Of the media's own caption the Bot API says that it is ignored. */
const ignored: Reader = () => undefined;
const unknown: Reader = (_, name) => {
  throw badRequest(`The stand-in does not know what "${name}" does in a rich message`);
};
const size = integer(0, 2 ** 31 - 1, "Wrong media size specified");
const own = {
  media: needed(string),
  caption: optional(ignored),
  parse_mode: optional(ignored),
  caption_entities: optional(ignored),
};
const pictured = { ...own, show_caption_above_media: optional(ignored), has_spoiler: optional(flag) };
const moving = {
  ...pictured,
  thumbnail: optional(unknown),
  width: optional(size),
  height: optional(size),
  duration: optional(size),
};

const FIELDS: { readonly [T in MediaType]: Fields<Inputs[T]> } = {
  photo: pictured,
  animation: moving,
  video: {
    ...moving,
    cover: optional(unknown),
    start_timestamp: optional(unknown),
    supports_streaming: optional(flag),
  },
  audio: {
    ...own,
    thumbnail: optional(unknown),
    duration: optional(size),
    performer: optional(string),
    title: optional(string),
  },
  document: { ...own, thumbnail: optional(unknown), disable_content_type_detection: optional(flag) },
  voice_note: { ...own, duration: optional(size) },
};

/** The media of a block of this type. */
export function media(type: MediaType): Reader {
  return (value, name, within): ReadMedia => {
    const given = objectOf(value, name);
    if (given.type === undefined) throw unreadable(`Can't find field "type"`);
    if (typeof given.type !== "string") throw mistyped("type", "String");
    if (given.type !== type) throw unreadable(`Media of the type ${given.type} in a block of the type ${type}`);
    const read = readFields(given, FIELDS[type], `media of the type ${type}`, within);
    within.reading.countMedia();
    const kind: FileKind = type === "voice_note" ? "voice" : type;
    const file = within.reading.open(read.media as string, kind, read as Shape);
    return { content: mediaContent(within.reading.world, file, kind)[kind], covered: read.has_spoiler === true };
  };
}

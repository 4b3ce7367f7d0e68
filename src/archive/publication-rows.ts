import { z } from "zod";
import type { OutgoingMessage } from "../post/outgoing.ts";
import type { PostContent } from "../post/post.ts";
import type { Refusal } from "../post/refusal.ts";
import { Content } from "../post/schema.ts";
import type { Channel } from "./channels.ts";
import { readRow } from "./unreadable.ts";

/** A post's way into the channel. */
export interface Publication {
  readonly id: number;
  readonly draftId: number;
  readonly channel: Pick<Channel, "id" | "chatId" | "username">;
  /** The draft's version that goes out. */
  readonly version: number;
  /** The post as it was in that version. */
  readonly content: PostContent;
  /** `intended` with a refusal: the channel took some of the messages, then no more. */
  readonly state: "intended" | "sent" | "refused" | "unknown";
  readonly requestedBy: number;
  /** Whether a person pressed "publish", or its time in the schedule came. */
  readonly origin: "press" | "schedule";
  /** Wall clock, ms: it is not called before. Null: at once. */
  readonly releaseAt: number | null;
  /** When an intended one with a refusal goes on by itself; null: a person has to. */
  readonly retryAt: number | null;
  /** When it was first put off, in a row. */
  readonly delayedSince: number | null;
  /** When the channel is looked at for an unknown one; null: a person has to say. */
  readonly lookAt: number | null;
  /** How many looks at the channel found the message in doubt absent. */
  readonly looks: number;
  /** Ids of the channel's messages, one of which may be the message in doubt. */
  readonly candidates: readonly number[];
  /** The post is still to be pinned. */
  readonly pin: boolean;
  /** How many changes people have not been told of. */
  readonly untold: number;
  readonly postId: number | null;
  /** Why it was refused, is put off or stopped halfway; of one that is sent, why it was not pinned. */
  readonly refusal: Refusal | null;
  /** In the order in which they are sent. */
  readonly messages: readonly PublicationMessage[];
}

export interface PublicationMessage {
  readonly position: number;
  readonly outgoing: OutgoingMessage;
  readonly state: "intended" | "calling" | "sent" | "unknown";
  readonly messageIds: readonly number[];
}

/** What a press wants in the channel. */
export interface Intent {
  readonly version: number;
  readonly content: PostContent;
  readonly requestedBy: number;
  readonly messages: readonly OutgoingMessage[];
  /** Default: a press. */
  readonly origin?: Publication["origin"];
  /** Default: at once. */
  readonly releaseAt?: number | null;
  /** Whether the post is to be pinned; default: no. */
  readonly pin?: boolean;
}

export interface PublicationRow {
  readonly id: number;
  readonly draft_id: number;
  readonly channel_id: number;
  readonly chat_id: number;
  readonly username: string | null;
  readonly version: number;
  readonly content: string;
  readonly state: Publication["state"];
  readonly requested_by: number;
  readonly origin: Publication["origin"];
  readonly release_at: number | null;
  readonly retry_at: number | null;
  readonly delayed_since: number | null;
  readonly look_at: number | null;
  readonly looks: number;
  readonly candidates: string;
  readonly pin: number;
  readonly untold: number;
  readonly post_id: number | null;
  readonly refusal: string | null;
}

export interface MessageRow {
  readonly position: number;
  readonly outgoing: string;
  readonly state: PublicationMessage["state"];
  readonly message_ids: string;
}

const Ids = z.array(z.number().int()).readonly();
const Reason = z.looseObject({ code: z.string() });
const [text, entities] = [z.string(), z.array(z.looseObject({ type: z.string() }))];
const Outgoing = z.discriminatedUnion("method", [
  z.looseObject({ method: z.literal("sendMessage"), text, entities }),
  z.looseObject({ method: z.literal("copyMessage"), from_chat_id: z.number(), message_id: z.number(), text, entities }),
  z.looseObject({ method: z.literal("sendRichMessage"), rich_message: z.looseObject({}), text, entities }),
  z.looseObject({ method: z.literal("sendMediaGroup"), media: z.array(z.looseObject({ media: z.string() })).min(1) }),
  z.looseObject({
    method: z.enum(["sendPhoto", "sendVideo", "sendAnimation", "sendDocument"]),
    file_id: z.string(),
    caption: text,
    caption_entities: entities,
  }),
]);

/** A row with its messages, in their order, as what it means. @throws UnreadableError */
export function toPublication(row: PublicationRow, messages: readonly MessageRow[]): Publication {
  return readRow("publication", row.draft_id, () => read(row, messages));
}

/** The value as it was written, to the order of its fields: fingerprints and comparisons are of that. */
function checked<T>(shape: z.ZodType, json: string): T {
  const value: unknown = JSON.parse(json);
  shape.parse(value);
  return value as T;
}

function read(row: PublicationRow, messages: readonly MessageRow[]): Publication {
  return {
    id: row.id,
    draftId: row.draft_id,
    channel: { id: row.channel_id, chatId: row.chat_id, username: row.username },
    version: row.version,
    content: Content.parse(JSON.parse(row.content)),
    state: row.state,
    requestedBy: row.requested_by,
    origin: row.origin,
    releaseAt: row.release_at,
    retryAt: row.retry_at,
    delayedSince: row.delayed_since,
    lookAt: row.look_at,
    looks: row.looks,
    candidates: Ids.parse(JSON.parse(row.candidates)),
    pin: row.pin === 1,
    untold: row.untold,
    postId: row.post_id,
    refusal: row.refusal === null ? null : checked<Refusal>(Reason, row.refusal),
    messages: messages.map((message) => ({
      position: message.position,
      outgoing: checked<OutgoingMessage>(Outgoing, message.outgoing),
      state: message.state,
      messageIds: Ids.parse(JSON.parse(message.message_ids)),
    })),
  };
}

import { createHash } from "node:crypto";
import type { OutgoingMessage } from "../post/outgoing.ts";

/** Names what is sent where: the same for the same message in the same chat. 64 hexadecimal digits. */
export function fingerprintOf(chatId: number, outgoing: OutgoingMessage): string {
  return createHash("sha256")
    .update(`${chatId}\n${JSON.stringify(outgoing)}`)
    .digest("hex");
}

/** What an admin says of a message in doubt, or wants of a publication that was refused. */
export interface Press {
  /** `this`: the message of the channel is the post; `gone`: none is; `undo`: it is not to go out. */
  readonly verb: "this" | "gone" | "undo";
  readonly publicationId: number;
  /** 0 where the verb needs none. */
  readonly messageId: number;
}

const PATTERN = /^p:(this|gone|undo):([0-9a-z]{1,10}):([0-9a-z]{1,10})$/;

/** At most 64 bytes of callback data. */
export function encode({ verb, publicationId, messageId }: Press): string {
  return `p:${verb}:${publicationId.toString(36)}:${messageId.toString(36)}`;
}

/** Null for a button of somebody else's. */
export function decode(data: string): Press | null {
  const [, verb, publicationId = "", messageId = ""] = PATTERN.exec(data) ?? [];
  if (verb !== "this" && verb !== "gone" && verb !== "undo") return null;
  return { verb, publicationId: Number.parseInt(publicationId, 36), messageId: Number.parseInt(messageId, 36) };
}

/** What the buttons of the authors' screen do. */
export type Press =
  | { readonly action: "list" | "invite" }
  /** Each carries what it leads to, so that a second press changes nothing. */
  | { readonly action: "in" | "out"; readonly personId: number };

export function encode(press: Press): string {
  return "personId" in press ? `i:${press.action}:${press.personId}` : `i:${press.action}`;
}

/** Null for a button of somebody else's, or one that this version does not know. */
export function decode(data: string): Press | null {
  const [, action, id] = /^i:(list|invite|in|out)(?::(\d{1,16}))?$/.exec(data) ?? [];
  if (action === "list" || action === "invite") return id === undefined ? { action } : null;
  if ((action === "in" || action === "out") && id !== undefined) return { action, personId: Number(id) };
  return null;
}

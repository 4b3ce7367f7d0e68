/** Why the channel did not take a post; `bot/` puts each into words with what to do. */
export type Refusal =
  | { readonly code: "not-a-member" }
  | { readonly code: "no-right-to-post" }
  | { readonly code: "channel-not-found" }
  | { readonly code: "too-many-requests"; readonly retryAfterSeconds: number }
  | { readonly code: "unauthorized" }
  | { readonly code: "frozen" } // Telegram keeps the bot from doing anything
  | { readonly code: "unsupported" } // a server of one's own that does not know the method
  | { readonly code: "not-reached" } // the network failed before the request left
  | { readonly code: "file-unusable" }
  | { readonly code: "source-gone" } // what is copied was deleted, or may not be copied
  | { readonly code: "buttons-refused"; readonly description: string } // those under the post
  | { readonly code: "text-refused"; readonly description: string }
  | { readonly code: "chat-migrated"; readonly chatId: number } // the chat has another id now
  | { readonly code: "conflict"; readonly description: string } // 409
  | { readonly code: "changed" } // the draft was changed while its publication waited
  | { readonly code: "withdrawn" } // a person took it back before it went out
  | { readonly code: "paused" } // after a restore, until an admin confirms it
  | { readonly code: "interrupted" } // the process ended before the next call
  | { readonly code: "partly-sent" } // the channel has the first part of a version that the draft no longer begins with
  | { readonly code: "other"; readonly description: string };

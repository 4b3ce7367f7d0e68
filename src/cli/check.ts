/** One thing that was looked at. `warning` asks for attention, `failure` keeps the bot from working. */
export interface Check {
  readonly name:
    | "node"
    | "settings"
    | "database"
    | "log"
    | "backup"
    | "media"
    | "disk"
    | "telegram"
    | "updates"
    | "channel"
    | "long-captions"
    | "ways"
    | "service-chat"
    | "test-channel";
  readonly status: "ok" | "warning" | "failure";
  readonly message: string;
}

/** One call that the bot made. Files in the payload are told by name and size. */
export interface LoggedCall {
  readonly seq: number;
  readonly method: string;
  readonly payload: unknown;
  readonly ok: boolean;
  readonly description?: string;
}

/** The last calls of the bot, at most `capacity` of them. */
export interface CallLog {
  add(call: Omit<LoggedCall, "seq">): void;
  since(seq: number): readonly LoggedCall[];
}

export function createCallLog(capacity: number): CallLog {
  let calls: LoggedCall[] = [];
  let next = 1;
  return {
    add(call) {
      calls.push({ seq: next++, ...call });
      if (calls.length > capacity * 1.5) calls = calls.slice(-capacity);
    },
    since: (seq) => calls.slice(-capacity).filter((call) => call.seq > seq),
  };
}

/** A planned post as far as it may be in another's way. */
export interface Planned {
  readonly draftId: number;
  /** Milliseconds. */
  readonly due: number;
  /** Its time is over, and it goes out only when people say so: it shares no hour with another one. Default: false. */
  readonly asked?: boolean;
  readonly paperIds: readonly number[];
}

/** Why two posts should not stand as they do. */
export interface Clash {
  readonly kind: "hour" | "paper";
  readonly other: number;
}

const HOUR = 3_600_000;

/** What the post has in its way: others within the same hour (less than 60 minutes apart), or on the same paper. */
export function clashesOf(post: Planned, all: readonly Planned[]): readonly Clash[] {
  return all
    .filter(({ draftId }) => draftId !== post.draftId)
    .flatMap((other): Clash[] => [
      ...(post.asked !== true && other.asked !== true && Math.abs(other.due - post.due) < HOUR
        ? [{ kind: "hour", other: other.draftId } as const]
        : []),
      ...(other.paperIds.some((id) => post.paperIds.includes(id))
        ? [{ kind: "paper", other: other.draftId } as const]
        : []),
    ]);
}

import type { Channel } from "../../archive/channels.ts";
import type { Draft } from "../../archive/drafts.ts";
import type { Publication } from "../../archive/publications.ts";
import type { Scheduled } from "../../archive/schedule.ts";
import { UnreadableError } from "../../archive/unreadable.ts";
import type { SchedulerPorts } from "./ports.ts";
import type { QueueReading } from "./queue-reading.ts";
import { fromWritten } from "./zone.ts";

interface Edited {
  readonly row: Scheduled;
  readonly draft: Draft;
}

/** Brings the rows of the queue to what happened elsewhere. */
export interface Following {
  /** What people did elsewhere: drafts that are gone or published, and zones whose rules have changed. */
  follow(channel: Channel, at: number): void;
  /** The publisher has it no longer: it keeps its time where that is still to come. */
  back(row: Scheduled, at: number, outcome?: string | null): void;
  /** Posts whose draft is of another version than the one that goes out. */
  editedOf(channel: Channel): readonly Edited[];
  /** An edit by somebody who may publish goes out as it is; any other is asked about. */
  judgeEdits(edited: readonly Edited[]): Promise<void>;
}

export function createFollowing(
  ports: Pick<SchedulerPorts, "schedule" | "publications" | "mayPublish" | "unreadable">,
  { queue: queueOf, draft: draftOf, change, leaveOut }: QueueReading,
): Following {
  const { schedule, publications } = ports;

  const follow = (channel: Channel, at: number): void => {
    for (const row of queueOf(channel.id)) {
      try {
        followOne(row, at);
      } catch (error) {
        if (!(error instanceof UnreadableError)) throw error;
        leaveOut(row.draftId);
        ports.unreadable?.(error);
        // People see in the queue that it does not go out. One that may be out is not offered to be sent again.
        if (error.kind === "draft" && (row.state === "waiting" || row.state === "late"))
          change(row.draftId, { ...ASKED, why: "damaged" });
      }
    }
  };

  const followOne = (row: Scheduled, at: number): void => {
    const draft = draftOf(row.draftId);
    const alive = publications.alive(row.draftId);
    if (row.state === "released") {
      if (alive === null && draft?.state === "open") back(row, at);
      else if (alive?.state === "sent") change(row.draftId, { state: "out" });
    } else if (draft === null || draft.state === "deleted") change(row.draftId, { state: "cancelled" });
    else if (draft.state === "published" || (alive !== null && !hasStopped(alive))) {
      const state = alive === null || alive.state === "sent" ? "out" : "released";
      change(row.draftId, { state, publicationId: alive?.id ?? null, goAt: null, why: null });
    } else if (row.damaged) {
      // What could be read of it takes the place of what could not, and people are asked.
      change(row.draftId, { ...ASKED, why: "damaged" });
    } else if (row.state === "waiting") {
      const due = fromWritten(row.written);
      if (due !== row.due) change(row.draftId, { due, checkedFor: null });
    }
  };

  const back = (row: Scheduled, at: number, outcome: string | null = row.outcome): void => {
    const waits = row.due > at;
    change(row.draftId, {
      state: waits ? "waiting" : "asked",
      why: waits ? null : "refused",
      goAt: null,
      publicationId: null,
      outcome,
    });
  };

  const editedOf = (channel: Channel): readonly Edited[] =>
    queueOf(channel.id).flatMap((row) => {
      const draft = row.state === "released" ? null : draftOf(row.draftId);
      return draft === null || draft.version === row.version ? [] : [{ row, draft }];
    });

  const judgeEdits = async (edited: readonly Edited[]): Promise<void> => {
    for (const { row, draft } of edited) {
      const mayPublish = await ports.mayPublish(draft.personId);
      if (mayPublish === null || schedule.find(row.draftId)?.revision !== row.revision) continue;
      if (mayPublish) {
        followEdit(row, draft);
      } else if (!row.problems.some(({ code }) => code === "edited")) {
        change(row.draftId, { problems: [...row.problems, { code: "edited" }] });
      }
    }
  };

  const followEdit = (row: Scheduled, draft: Draft): void => {
    const problems = row.problems.filter(({ code }) => code !== "edited");
    // What was asked because of the edit alone may wait on.
    const free = row.why === "edited" ? ({ state: "waiting", why: null } as const) : {};
    change(row.draftId, { ...free, version: draft.version, checkedFor: null, problems });
  };

  return { follow, back, editedOf, judgeEdits };
}

const ASKED = { state: "asked", goAt: null, publicationId: null } as const;

/** The channel took a part of it and no more: nothing is on its way. */
function hasStopped(publication: Publication): boolean {
  return publication.state === "intended" && publication.refusal !== null;
}

/// <reference lib="dom" />
import type { PeopleMethods, World, WorldEvent } from "../contract.ts";

type Parameters1<M extends keyof PeopleMethods> = Parameters<PeopleMethods[M]>[0];

/** The stand-in said no, in a sentence that a person may read. */
export class Refusal extends Error {}

/** The stand-in's side of the people. */
export interface People {
  world(): Promise<World>;
  /** Rejects with Refusal when the stand-in refuses, with TypeError when it cannot be reached. */
  call<M extends keyof PeopleMethods>(
    method: M,
    parameters: Parameters1<M>,
    /** Files by the name that `attach://NAME` has in the parameters. */
    files?: ReadonlyMap<string, File>,
  ): Promise<ReturnType<PeopleMethods[M]>>;
  /** `opened` is called at first and whenever the stream is back: the world is to be read then, nothing is sent again. */
  listen(on: { event(event: WorldEvent): void; lost(): void; opened(): void }): void;
}

/** The address of a file of a message. */
export function fileUrl(fileId: string): string {
  return `/people/file/${encodeURIComponent(fileId)}`;
}

export function createPeople(): People {
  return {
    async world() {
      const response = await fetch("/people/world");
      const body = await response.json();
      return result<World>(body);
    },
    async call(method, parameters, files = new Map()) {
      const body = files.size === 0 ? JSON.stringify(parameters) : form(parameters, files);
      const headers = files.size === 0 ? { "content-type": "application/json" } : undefined;
      const response = await fetch(`/people/${method}`, { method: "POST", body, ...(headers ? { headers } : {}) });
      return result(await response.json());
    },
    listen(on) {
      const source = new EventSource("/people/events");
      source.onmessage = (message) => on.event(JSON.parse(message.data) as WorldEvent);
      source.onerror = on.lost;
      source.onopen = on.opened;
    },
  };
}

function form(parameters: unknown, files: ReadonlyMap<string, File>): FormData {
  const data = new FormData();
  data.set("parameters", JSON.stringify(parameters));
  for (const [name, file] of files) data.set(name, file);
  return data;
}

/** Takes `{ ok, result }` apart; a bare world is taken as it is. */
function result<T>(body: unknown): T {
  if (typeof body === "object" && body !== null && "ok" in body) {
    const answer = body as { ok: boolean; result?: T; error?: string };
    if (!answer.ok) throw new Refusal(answer.error ?? "");
    return answer.result as T;
  }
  return body as T;
}

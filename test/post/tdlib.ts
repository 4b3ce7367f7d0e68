import { createRequire } from "node:module";
import * as tdl from "tdl";

const { getTdjson } = createRequire(import.meta.url)("prebuilt-tdlib") as typeof import("prebuilt-tdlib");
tdl.configure({ tdjson: getTdjson(), verbosityLevel: 0 });

export interface Place {
  readonly offset: number;
  readonly length: number;
}

/** Where Telegram's own library finds hashtags in a text. Null where it does not take the text. */
export function tdlibHashtags(text: string): Place[] | null {
  const answer = tdl.execute({ _: "getTextEntities", text });
  if (answer._ !== "textEntities") return null;
  return answer.entities
    .filter(({ type }) => type._ === "textEntityTypeHashtag")
    .map(({ offset, length }) => ({ offset, length }));
}

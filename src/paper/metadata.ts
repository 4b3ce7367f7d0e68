import { XMLParser } from "fast-xml-parser";
import { z } from "zod";
import { arxivAtStart } from "./arxiv.ts";
import { findIdentifiers, identifierUrl } from "./identifier.ts";

/** https://info.arxiv.org/help/api/user-manual.html */
export const ARXIV_API = "https://export.arxiv.org/api/query";

export interface PaperMetadata {
  readonly title: string;
  /** In the paper's order. */
  readonly authors: readonly string[];
  readonly year: number | null;
  /** The repository that the abstract or the comment names. */
  readonly code: string | null;
}

export type MetadataResult =
  | { readonly ok: true; readonly metadata: PaperMetadata }
  | {
      readonly ok: false;
      readonly reason: "not-found" | "not-reached" | "timeout" | "refused" | "unreadable";
      readonly status?: number;
    };

export type Fetch = (
  url: string,
  init: {
    readonly signal: AbortSignal;
    readonly redirect: "manual";
    readonly headers: Readonly<Record<string, string>>;
  },
) => Promise<Response>;

const TIMEOUT = 10_000;
const LARGEST = 1_000_000;
const MOST_REDIRECTS = 2;

/**
 * Asks arXiv what a paper is called and who wrote it. It gives up after ten seconds or a million bytes, follows a
 * redirect to arXiv's own hosts or the host of `api` only, and never throws for what the network or the answer do.
 *
 * @throws TypeError if `api` is neither arXiv's nor on this machine
 */
export async function fetchArxivMetadata(request: {
  readonly id: string;
  readonly fetch: Fetch;
  readonly api?: string;
  readonly signal?: AbortSignal;
  /** Milliseconds. */
  readonly timeout?: number;
}): Promise<MetadataResult> {
  const { id, fetch, api = ARXIV_API, timeout = TIMEOUT } = request;
  const home = new URL(api);
  if (!trusted(home, home)) throw new TypeError(`Papers are not asked for at ${home.host}.`);
  home.searchParams.set("id_list", id);
  home.searchParams.set("max_results", "1");
  const limit = AbortSignal.timeout(timeout);
  const signal = request.signal === undefined ? limit : AbortSignal.any([limit, request.signal]);
  try {
    const response = await follow(fetch, home, signal);
    if (response === null || response.status !== 200) {
      await response?.body?.cancel();
      return { ok: false, reason: "refused", ...(response === null ? {} : { status: response.status }) };
    }
    const body = await readBody(response);
    const metadata = body === null ? null : parseAtom(body, id);
    if (metadata === null) return { ok: false, reason: "unreadable" };
    return metadata === "not-found" ? { ok: false, reason: "not-found" } : { ok: true, metadata };
  } catch {
    // Whatever fetch throws, nobody was reached or the answer broke off: the caller hears so and may try again.
    return { ok: false, reason: limit.aborted ? "timeout" : "not-reached" };
  }
}

async function follow(fetch: Fetch, home: URL, signal: AbortSignal): Promise<Response | null> {
  const headers = { accept: "application/atom+xml", "user-agent": "Paperboy (paper reviews for Telegram channels)" };
  let url = home;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const response = await fetch(url.href, { signal, redirect: "manual", headers });
    const location = response.headers.get("location");
    if (response.status < 300 || response.status >= 400 || location === null) return response;
    await response.body?.cancel();
    const next = URL.parse(location, url.href);
    if (next === null || !trusted(next, home)) return null;
    url = next;
  }
  return null;
}

/** arXiv over https, or, for a stand-in, this machine where the whole API is there. */
function trusted(url: URL, home: URL): boolean {
  const local = (host: string) => host === "localhost" || host === "127.0.0.1" || host === "[::1]";
  if (local(home.hostname)) return url.host === home.host && /^https?:$/.test(url.protocol);
  return (
    url.protocol === "https:" &&
    (url.hostname === "arxiv.org" || url.hostname === "export.arxiv.org") &&
    url.port === ""
  );
}

async function readBody(response: Response): Promise<string | null> {
  const decoder = new TextDecoder();
  let [text, size] = ["", 0];
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > LARGEST) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  htmlEntities: true,
  removeNSPrefix: true,
  isArray: (name) => name === "entry" || name === "author",
});

const Feed = z.object({
  feed: z.looseObject({
    entry: z
      .array(
        z.looseObject({
          id: z.string(),
          title: z.string(),
          published: z.string().optional(),
          summary: z.string().optional(),
          comment: z.string().optional(),
          author: z.array(z.looseObject({ name: z.string() })).default([]),
        }),
      )
      .default([]),
  }),
});

function parseAtom(xml: string, id: string): PaperMetadata | "not-found" | null {
  // Atom needs no document type, and one could declare entities without end.
  if (/<!DOCTYPE/i.test(xml)) return null;
  const parsed = Feed.safeParse(parseXml(xml));
  if (!parsed.success) return null;
  const entry = parsed.data.feed.entry.find((candidate) => {
    const path = URL.parse(candidate.id)?.pathname.replace(/^\/abs\//, "");
    return path !== undefined && arxivAtStart(path)?.value === id;
  });
  if (entry === undefined) return "not-found";
  const title = line(entry.title);
  const year = /^(\d{4})-/.exec(entry.published ?? "")?.[1];
  if (title === "") return null;
  const code = findIdentifiers(`${entry.comment ?? ""}\n${entry.summary ?? ""}`).find(
    ({ identifier }) => identifier.scheme === "github",
  );
  return {
    title,
    authors: entry.author.map(({ name }) => line(name)).filter((name) => name !== ""),
    year: year === undefined ? null : Number(year),
    code: code === undefined ? null : identifierUrl(code.identifier),
  };
}

function parseXml(xml: string): unknown {
  try {
    return parser.parse(xml);
  } catch {
    return null; // not XML: the schema refuses it
  }
}

function line(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, 1000).toWellFormed();
}

import { escapeHtml } from "../../src/bot/words.ts";
import { famousPapers } from "./famous.ts";
import { type DemoPaper, reviewedPapers } from "./papers.ts";

/** An answer over HTTP, for whatever server mounts it. */
export interface ArxivAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

const PARAMETERS = new Set(["id_list", "search_query", "start", "max_results", "sortBy", "sortOrder"]);
const ID = /^(\d{4}\.\d{4,5})(v[1-9]\d*)?$/;

/**
 * Answers `GET …/api/query` as arXiv does, for the works that the playground knows: an Atom feed with an entry for each
 * known id of `id_list`, in its order, and none for an unknown one; for a malformed id or parameter 400 with an entry
 * "Error". A search is refused, since the playground cannot answer it truly.
 * https://info.arxiv.org/help/api/user-manual.html
 */
export function answerArxiv(url: URL, now: number): ArxivAnswer {
  const query = url.searchParams;
  for (const name of query.keys()) if (!PARAMETERS.has(name)) return refuse(`unknown parameter ${name}`, now);
  if (query.get("search_query")) return refuse("the playground answers id_list only", now);
  const ids = (query.get("id_list") ?? "").split(",").filter((id) => id !== "");
  const wrong = ids.find((id) => !ID.test(id));
  if (wrong !== undefined) return refuse(`incorrect id format for ${wrong}`, now);
  const start = count(query.get("start"), 0);
  const size = count(query.get("max_results"), 10);
  if (start === null) return refuse("start must be an integer", now);
  if (size === null) return refuse("max_results must be an integer", now);
  if (size > 2000) return refuse("max_results must be less than or equal to 2000", now);
  const found = ids.flatMap((id) => {
    const [, bare, version = "v1"] = ID.exec(id) ?? [];
    const paper = known.get(bare as string);
    return paper === undefined ? [] : [entry(paper, version)];
  });
  return feed(200, found.slice(start, start + size), { total: found.length, start, size }, now);
}

const known: ReadonlyMap<string, DemoPaper> = new Map(
  [...reviewedPapers, ...famousPapers]
    .filter((paper) => paper.identifier.scheme === "arxiv")
    .map((paper) => [paper.identifier.value, paper]),
);

function entry(paper: DemoPaper, version: string): string {
  const { value } = paper.identifier;
  const date = `${paper.year}-${value.slice(2, 4)}-01T00:00:00Z`;
  const comment =
    paper.code === undefined
      ? ""
      : `\n    <arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">Code: ${escapeHtml(paper.code)}</arxiv:comment>`;
  return `  <entry>
    <id>http://arxiv.org/abs/${value}${version}</id>
    <updated>${date}</updated>
    <published>${date}</published>
    <title>${escapeHtml(wrap(paper.title))}</title>
    <summary>  The playground knows no more of this work than its title, its authors and its year.
</summary>
${paper.authors.map((name) => `    <author>\n      <name>${escapeHtml(name)}</name>\n    </author>`).join("\n")}${comment}
    <link href="http://arxiv.org/abs/${value}${version}" rel="alternate" type="text/html"/>
    <link title="pdf" href="http://arxiv.org/pdf/${value}${version}" rel="related" type="application/pdf"/>
    <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.LG" scheme="http://arxiv.org/schemas/atom"/>
    <category term="cs.LG" scheme="http://arxiv.org/schemas/atom"/>
  </entry>`;
}

/** arXiv breaks a long title into lines. */
function wrap(title: string): string {
  return title.replace(/(.{50,70}) /g, "$1\n  ");
}

function refuse(reason: string, now: number): ArxivAnswer {
  const error = `  <entry>
    <id>http://arxiv.org/api/errors#${escapeHtml(reason.replaceAll(" ", "_"))}</id>
    <title>Error</title>
    <summary>${escapeHtml(reason)}</summary>
    <updated>${new Date(now).toISOString()}</updated>
    <author>
      <name>arXiv api core</name>
    </author>
  </entry>`;
  return feed(400, [error], { total: 1, start: 0, size: 1 }, now);
}

function feed(
  status: number,
  entries: readonly string[],
  page: { readonly total: number; readonly start: number; readonly size: number },
  now: number,
): ArxivAnswer {
  const search = 'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"';
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title type="html">ArXiv Query</title>
  <id>http://arxiv.org/api/playground</id>
  <updated>${new Date(now).toISOString()}</updated>
  <opensearch:totalResults ${search}>${page.total}</opensearch:totalResults>
  <opensearch:startIndex ${search}>${page.start}</opensearch:startIndex>
  <opensearch:itemsPerPage ${search}>${page.size}</opensearch:itemsPerPage>
${entries.join("\n")}
</feed>
`;
  return { status, contentType: "application/atom+xml; charset=utf-8", body };
}

/** A whole number from zero on, the default where there is none, or null for anything else. */
function count(value: string | null, otherwise: number): number | null {
  if (value === null) return otherwise;
  return /^\d{1,6}$/.test(value) ? Number(value) : null;
}

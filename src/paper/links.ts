import { aclAtStart } from "./acl.ts";
import { arxivAtStart } from "./arxiv.ts";
import { canonicalDoi, doiAt } from "./doi.ts";
import { githubRepository } from "./github.ts";
import type { Identifier, Scheme } from "./scheme.ts";

/** A link in parts: path segments as they are written, percent escapes decoded, and the query. */
interface Link {
  readonly host: string;
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
}

/**
 * The work or code that a link leads to, or null. Known are arXiv and its mirrors and readers, DOI resolvers and
 * publishers whose links hold the DOI, OpenReview, the proceedings of ACL, PMLR, NeurIPS, CVF and JMLR, PubMed, PMC,
 * Semantic Scholar and GitHub. Links to lists, people, searches and volumes are none.
 */
export function identifierOfLink(url: string): Identifier | null {
  const parsed = URL.parse(url);
  if (parsed === null || (parsed.protocol !== "https:" && parsed.protocol !== "http:")) return null;
  const link: Link = {
    host: parsed.hostname.replace(/^(?:www|m)\./, "").replace(/\.$/, ""),
    segments: parsed.pathname
      .split("/", 64)
      .slice(1)
      .map((segment) => decodeSegment(segment)),
    query: parsed.searchParams,
  };
  const known = HOSTS.get(link.host) ?? (link.host.endsWith(".arxiv.org") ? arxivPage : null);
  return (known ?? doiInLink)(link) ?? null;
}

/** Links that lead on to another: the link that they hold, for example t.me/iv?url=…; null for any other. */
export function linkInside(url: string): string | null {
  const parsed = URL.parse(url);
  if (parsed === null || !REDIRECTORS.test(parsed.hostname + parsed.pathname)) return null;
  return (
    ["url", "q", "to", "u", "target"].map((name) => parsed.searchParams.get(name)).find((to) => to !== null) ?? null
  );
}

const REDIRECTORS =
  /^(?:t\.me\/iv|(?:www\.)?google\.[a-z.]+\/url|(?:m\.|www\.)?vk\.com\/away|lm?\.facebook\.com\/l\.php|(?:www\.)?youtube\.com\/redirect|slack-redir\.net\/link|href\.li)/;

type Reader = (link: Link) => Identifier | null | undefined;

const identifier = (scheme: Scheme, value: string | undefined): Identifier | null =>
  value === undefined || value === "" ? null : { scheme, value };

const ARXIV_PAGES = new Set(
  "abs pdf html bibtex format src ps e-print dvi other tb cits refs show-email overview papers paper arxiv list-abs p docs preprint prevabs".split(
    " ",
  ),
);
const NO_ARXIV = new Set(["info", "blog", "status", "docs", "static", "search", "rss", "api", "labs", "groups"]);

/** `/abs/ID`, `/pdf/ID`, `/papers/ID`, `/arxiv/ID`, `/ftp/arxiv/papers/2407/ID.pdf` on arXiv and its readers. */
const arxivPage: Reader = ({ host, segments }) => {
  if (host.endsWith(".arxiv.org") && NO_ARXIV.has(host.split(".", 1)[0] ?? "")) return null;
  const page = segments.findLastIndex(
    (segment, index) => index < segments.length - 1 && ARXIV_PAGES.has(segment.toLowerCase()),
  );
  if (page === -1) return null;
  const rest = segments.slice(page + 1);
  return arxivIn(rest.join("/")) ?? (rest.length > 1 ? arxivIn(rest.slice(1).join("/")) : null);
};
const arxivIn = (text: string): Identifier | null => arxivAtStart(text.replace(/^arxiv[:.]\s?/i, ""));

const doiResolver: Reader = ({ segments }) => {
  const path = segments.join("/").replace(/^(?:doi:)\s?/i, "");
  const doi = doiAt(path, 0)?.identifier;
  if (doi !== undefined) return doi;
  const short = /^10\/([a-z0-9]{3,12})\/?$/i.exec(path)?.[1];
  return identifier("doi", short === undefined ? undefined : `10/${short.toLowerCase()}`);
};

/** A publisher's link that holds a DOI in its path or query: `/doi/full/10…`, `/article/10…/meta`, `?id=10…`. */
const doiInLink: Reader = ({ segments, query }) => {
  const at = segments.findIndex(
    (segment, index) =>
      index > 0 && /^10\.\d{4}/.test(segment) && (index < segments.length - 1 || segment.includes("/")),
  );
  if (at !== -1 && segments.slice(0, at).some((segment) => DOI_PAGES.test(segment))) {
    const path = segments.slice(at).join("/");
    const written = doiAt(path.replace(DOI_TAIL, ""), 0);
    if (written !== null) return written.identifier;
  }
  for (const name of ["doi", "id"]) {
    const value = query.get(name);
    if (value !== null && /^(?:doi:)?10\.\d{4}/i.test(value)) return doiAt(value.replace(/^doi:/i, ""), 0)?.identifier;
  }
  return null;
};
const DOI_PAGES =
  /^(?:doi|dois|doifinder|articles?|article-abstract|content|abs|abstract|chapter|book|books|pdf|entry|referenceworkentry|protocol|stable|full|fulltext|html|lookup)$/i;
const DOI_TAIL =
  /(?:\/(?:full|abstract|abs|pdf|epdf|pdfdirect|html|meta|fulltext|summary|references|figures|suppl_file|supplementary-material|tables|info|download|ful|epub|data)(?:\/.*)?|\.(?:full|abstract|short|pdf|html?|epdf|xml)(?:\.[a-z]+)?)+$/i;

const openreview: Reader = ({ segments, query }) => {
  if (
    !/^(?:forum|pdf|attachment|references\/(?:pdf|attachment)|revisions|notes\/edits\/attachment)$/.test(
      segments.join("/").replace(/\/$/, ""),
    )
  )
    return null;
  return identifier("openreview", /^[\w-]{6,24}(?![\w.~-])/.exec(query.get("id") ?? "")?.[0]);
};

const acl: Reader = ({ segments }) => {
  if (/^(?:volumes|venues|events|people|sigs|search|info|faq|posts)$/.test(segments[0] ?? "")) return null;
  for (const segment of segments.toReversed()) {
    const found = aclAtStart(segment);
    if (found !== null) return found;
  }
  return null;
};

const FILE_TAIL = /(?:-supp\w*|_supp\w*)?(?:\.(?:html?|pdf|bib|txt|zip|ris))?$/i;

const pmlr: Reader = ({ segments }) => volumeAndName("pmlr", segments[0], segments[1]);
function volumeAndName(scheme: Scheme, volume = "", file = ""): Identifier | null {
  const number = /^(?:v|volume)(\d{1,4})$/i.exec(volume)?.[1];
  const reissue = /^r\d{1,3}$/i.test(volume) ? volume.toLowerCase() : undefined;
  const name = file.replace(FILE_TAIL, "");
  if ((number ?? reissue) === undefined || !/^[a-z0-9][\w-]{2,}$/i.test(name) || name === "index") return null;
  return { scheme, value: `${reissue ?? `v${number}`}/${name}` };
}

const jmlr: Reader = ({ segments }) => {
  const papers = segments.indexOf("papers");
  const [volume, file] = segments.slice(papers + 1);
  if (papers === -1) return null;
  return volumeAndName(segments.includes("proceedings") ? "pmlr" : "jmlr", volume, file);
};

const neurips: Reader = ({ segments }) => {
  const paper = segments.lastIndexOf("paper");
  const rest = segments.slice(paper + 1);
  if (paper === -1) return null;
  const hash = /^\d{4}$/.test(rest[0] ?? "") ? /^([0-9a-f]{32})(?![0-9a-f])/i.exec(rest.at(2) ?? "")?.[1] : undefined;
  if (hash !== undefined) return { scheme: "neurips", value: hash.toLowerCase() };
  const early = /^\d{1,5}-[a-z0-9-]+/i.exec(
    (rest[0] ?? "").replace(/(?:-(?:supplemental|reviews|metadata))?(?:\.\w+)?$/, ""),
  );
  return identifier("neurips", early?.[0].toLowerCase());
};

const cvf: Reader = ({ segments }) => {
  const last = segments.at(-1)?.replace(/\.(?:html|pdf)$/i, "") ?? "";
  if (!/^\w[\w.-]*_paper$/i.test(last)) return null;
  const folders = segments.slice(0, -1).filter((segment) => !/^(?:html|papers|content)$/.test(segment));
  const value = [...folders, last].join("/").replace(/^content_/, "");
  return identifier(
    "cvf",
    folders.length > 0 && folders.every((folder) => /^[\w-]+$/.test(folder)) ? value : undefined,
  );
};

const digits = (text: string | null | undefined): string | undefined => /^0*(\d{1,9})(?!\w)/.exec(text ?? "")?.[1];
const after = (segments: readonly string[], ...names: string[]): string | undefined => {
  const at = segments.findIndex((segment) => names.includes(segment.toLowerCase()));
  return at === -1 ? undefined : segments[at + 1];
};
const pmcid = (text: string | undefined): Identifier | null => {
  const number = /^(?:pmc)?(\d{3,9})(?!\w)/i.exec(text ?? "")?.[1];
  return identifier("pmcid", number === undefined ? undefined : `PMC${number}`);
};

const pubmed: Reader = ({ segments, query }) => identifier("pmid", digits(segments[0]) ?? digits(query.get("term")));
const ncbi: Reader = ({ segments, query }) =>
  after(segments, "pubmed") !== undefined || segments.at(-1) === "pubmed"
    ? identifier("pmid", digits(after(segments, "pubmed")) ?? digits(query.get("term")))
    : pmcid(after(segments, "articles"));
const europepmc: Reader = ({ segments }) =>
  pmcid(after(segments, "pmc")) ??
  identifier("pmid", digits(after(segments, "med"))) ??
  pmcid(after(segments, "articles"));

const semanticScholar: Reader = ({ segments }) => {
  for (const segment of segments) {
    const corpus = /^corpusid:(\d{1,12})(?!\w)/i.exec(segment)?.[1];
    if (corpus !== undefined) return { scheme: "s2corpus", value: corpus };
    if (/^arxiv:/i.test(segment)) return arxivIn(segments.slice(segments.indexOf(segment)).join("/"));
    if (/^doi:/i.test(segment))
      return doiAt(segments.slice(segments.indexOf(segment)).join("/").slice(4), 0)?.identifier;
  }
  const arxiv = after(segments, "arxiv");
  if (arxiv !== undefined) return arxivIn(segments.slice(segments.indexOf("arxiv") + 1).join("/"));
  if (!/^(?:paper|reader|graph|v1)$/.test(segments[0] ?? "")) return null;
  return identifier("s2", segments.find((segment) => /^[0-9a-f]{40}$/i.test(segment))?.toLowerCase());
};
const semanticScholarPdf: Reader = ({ segments }) =>
  identifier("s2", /^[0-9a-f]{40}(?=\.pdf$)/i.exec(segments.join(""))?.[0].toLowerCase());
const connectedPapers: Reader = ({ segments }) =>
  identifier("s2", segments.find((segment) => /^[0-9a-f]{40}$/i.test(segment))?.toLowerCase());

const preprintServer: Reader = (link) => {
  const path = link.segments.join("/");
  const early =
    /(?:early\/\d{4}\/\d{2}\/\d{2}|cgi\/(?:content\/\w+|reprint))\/((?:\d{4}\.\d{2}\.\d{2}\.)?\d{6,8})(?!\d)/.exec(
      path,
    )?.[1];
  if (early !== undefined) return { scheme: "doi", value: `10.1101/${early}` };
  return doiInLink(link);
};

const nature: Reader = (link) => {
  const article =
    after(link.segments, "articles") ?? (link.segments.includes("journal") ? link.segments.at(-1) : undefined);
  const name = article?.replace(/(?:\.pdf|\.html?|_reference)+$/i, "").toLowerCase();
  if (name !== undefined && /^[a-z][a-z0-9.-]{4,40}$/.test(name) && /\d/.test(name))
    return canonicalDoi(`10.1038/${name}`);
  return doiInLink(link);
};

const ads: Reader = ({ segments }) => {
  const work = after(segments, "abs") ?? "";
  return arxivIn(work.replace(/^(\d{4})arXiv(\d{4})\.?(\d{4,5})[A-Z]$/, "$2.$3")) ?? doiAt(work, 0)?.identifier;
};
const dblp: Reader = ({ segments }) =>
  arxivIn(
    /^abs-(\d{4})-(\d{4,5})/
      .exec(segments.at(-1) ?? "")
      ?.slice(1)
      .join(".") ?? "",
  );
const ssrn: Reader = ({ segments, query }) => {
  const number =
    digits(query.get("abstract_id") ?? query.get("abstractid") ?? query.get("abstract")) ??
    /^abstract=(\d+)$/.exec(segments[0] ?? "")?.[1];
  return identifier("doi", number === undefined ? undefined : `10.2139/ssrn.${number}`);
};
const elife: Reader = ({ segments }) => {
  const number = /^\d{5,6}(?!\d)/.exec(after(segments, "articles", "reviewed-preprints") ?? "")?.[0];
  return identifier("doi", number === undefined ? undefined : `10.7554/elife.${number}`);
};

const huggingFace: Reader = ({ segments }) => {
  const at = segments[0] === "api" ? 1 : 0;
  return segments[at] === "papers" ? arxivIn(segments.slice(at + 1).join("/")) : null;
};

const github: Reader = ({ segments }) => identifier("github", githubRepository(segments[0], segments[1]));
const rawGithub: Reader = ({ segments }) =>
  segments[0] === "mlresearch"
    ? volumeAndName("pmlr", segments[1], segments.at(-1))
    : identifier("github", githubRepository(segments[0], segments[1]));

const HOSTS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ...(
    "arxiv.org xxx.lanl.gov xxx.itep.ru ar5iv.org alphaxiv.org scirate.com papers.cool emergentmind.com " +
    "arxiv-vanity.com arxiv-sanity-lite.com arxivsanity.com talk2arxiv.org tldr.takara.ai bytez.com inspirehep.net " +
    "chatpaper.com arxiv.gg arxivlens.com paperswithcode.com"
  )
    .split(" ")
    .map((host) => [host, arxivPage] as const),
  ["huggingface.co", huggingFace],
  ["hf.co", huggingFace],
  ["doi.org", doiResolver],
  ["dx.doi.org", doiResolver],
  ["doi.acm.org", doiResolver],
  ["sci-hub.se", doiResolver],
  ["openreview.net", openreview],
  ["api.openreview.net", openreview],
  ["api2.openreview.net", openreview],
  ["aclanthology.org", acl],
  ["aclanthology.info", acl],
  ["aclanthology.coli.uni-saarland.de", acl],
  ["aclweb.org", acl],
  ["proceedings.mlr.press", pmlr],
  ["jmlr.org", jmlr],
  ["jmlr.csail.mit.edu", jmlr],
  ["proceedings.neurips.cc", neurips],
  ["papers.neurips.cc", neurips],
  ["papers.nips.cc", neurips],
  ["books.nips.cc", neurips],
  ["openaccess.thecvf.com", cvf],
  ["pubmed.ncbi.nlm.nih.gov", pubmed],
  ["pubmed.gov", pubmed],
  ["ncbi.nlm.nih.gov", ncbi],
  ["pmc.ncbi.nlm.nih.gov", ncbi],
  ["europepmc.org", europepmc],
  ["semanticscholar.org", semanticScholar],
  ["api.semanticscholar.org", semanticScholar],
  ["pdfs.semanticscholar.org", semanticScholarPdf],
  ["connectedpapers.com", connectedPapers],
  ["biorxiv.org", preprintServer],
  ["medrxiv.org", preprintServer],
  ["nature.com", nature],
  ["ui.adsabs.harvard.edu", ads],
  ["adsabs.harvard.edu", ads],
  ["dblp.org", dblp],
  ["dblp.uni-trier.de", dblp],
  ["papers.ssrn.com", ssrn],
  ["ssrn.com", ssrn],
  ["elifesciences.org", elife],
  ["github.com", github],
  ["raw.githubusercontent.com", rawGithub],
]);

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // a lone "%" stands for itself
  }
}

import { arxivPage } from "./links/arxiv.ts";
import { HOSTS } from "./links/hosts.ts";
import type { Link } from "./links/link.ts";
import { doiInLink } from "./links/publishers.ts";
import type { Identifier } from "./scheme.ts";

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

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // a lone "%" stands for itself
  }
}

import { canonicalDoi, doiAt } from "../doi.ts";
import { after, digits, identifier, type Reader } from "./link.ts";

export const doiResolver: Reader = ({ segments }) => {
  const path = segments.join("/").replace(/^(?:doi:)\s?/i, "");
  const doi = doiAt(path, 0)?.identifier;
  if (doi !== undefined) return doi;
  const short = /^10\/([a-z0-9]{3,12})\/?$/i.exec(path)?.[1];
  return identifier("doi", short === undefined ? undefined : `10/${short.toLowerCase()}`);
};

/** A publisher's link that holds a DOI in its path or query: `/doi/full/10…`, `/article/10…/meta`, `?id=10…`. */
export const doiInLink: Reader = ({ segments, query }) => {
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

export const preprintServer: Reader = (link) => {
  const path = link.segments.join("/");
  const early =
    /(?:early\/\d{4}\/\d{2}\/\d{2}|cgi\/(?:content\/\w+|reprint))\/((?:\d{4}\.\d{2}\.\d{2}\.)?\d{6,8})(?!\d)/.exec(
      path,
    )?.[1];
  if (early !== undefined) return { scheme: "doi", value: `10.1101/${early}` };
  return doiInLink(link);
};

export const nature: Reader = (link) => {
  const article =
    after(link.segments, "articles") ?? (link.segments.includes("journal") ? link.segments.at(-1) : undefined);
  const name = article?.replace(/(?:\.pdf|\.html?|_reference)+$/i, "").toLowerCase();
  if (name !== undefined && /^[a-z][a-z0-9.-]{4,40}$/.test(name) && /\d/.test(name))
    return canonicalDoi(`10.1038/${name}`);
  return doiInLink(link);
};

export const ssrn: Reader = ({ segments, query }) => {
  const number =
    digits(query.get("abstract_id") ?? query.get("abstractid") ?? query.get("abstract")) ??
    /^abstract=(\d+)$/.exec(segments[0] ?? "")?.[1];
  return identifier("doi", number === undefined ? undefined : `10.2139/ssrn.${number}`);
};
export const elife: Reader = ({ segments }) => {
  const number = /^\d{5,6}(?!\d)/.exec(after(segments, "articles", "reviewed-preprints") ?? "")?.[0];
  return identifier("doi", number === undefined ? undefined : `10.7554/elife.${number}`);
};

import { aclAtStart } from "../acl.ts";
import type { Identifier, Scheme } from "../scheme.ts";
import { identifier, type Reader } from "./link.ts";

export const openreview: Reader = ({ segments, query }) => {
  if (
    !/^(?:forum|pdf|attachment|references\/(?:pdf|attachment)|revisions|notes\/edits\/attachment)$/.test(
      segments.join("/").replace(/\/$/, ""),
    )
  )
    return null;
  return identifier("openreview", /^[\w-]{6,24}(?![\w.~-])/.exec(query.get("id") ?? "")?.[0]);
};

export const acl: Reader = ({ segments }) => {
  if (/^(?:volumes|venues|events|people|sigs|search|info|faq|posts)$/.test(segments[0] ?? "")) return null;
  for (const segment of segments.toReversed()) {
    const found = aclAtStart(segment);
    if (found !== null) return found;
  }
  return null;
};

const FILE_TAIL = /(?:-supp\w*|_supp\w*)?(?:\.(?:html?|pdf|bib|txt|zip|ris))?$/i;

export const pmlr: Reader = ({ segments }) => volumeAndName("pmlr", segments[0], segments[1]);

/** `v139` and `name.html`, as PMLR and JMLR name their papers. */
export function volumeAndName(scheme: Scheme, volume = "", file = ""): Identifier | null {
  const number = /^(?:v|volume)(\d{1,4})$/i.exec(volume)?.[1];
  const reissue = /^r\d{1,3}$/i.test(volume) ? volume.toLowerCase() : undefined;
  const name = file.replace(FILE_TAIL, "");
  if ((number ?? reissue) === undefined || !/^[a-z0-9][\w-]{2,}$/i.test(name) || name === "index") return null;
  return { scheme, value: `${reissue ?? `v${number}`}/${name}` };
}

export const jmlr: Reader = ({ segments }) => {
  const papers = segments.indexOf("papers");
  const [volume, file] = segments.slice(papers + 1);
  if (papers === -1) return null;
  return volumeAndName(segments.includes("proceedings") ? "pmlr" : "jmlr", volume, file);
};

export const neurips: Reader = ({ segments }) => {
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

export const cvf: Reader = ({ segments }) => {
  const last = segments.at(-1)?.replace(/\.(?:html|pdf)$/i, "") ?? "";
  if (!/^\w[\w.-]*_paper$/i.test(last)) return null;
  const folders = segments.slice(0, -1).filter((segment) => !/^(?:html|papers|content)$/.test(segment));
  const value = [...folders, last].join("/").replace(/^content_/, "");
  return identifier(
    "cvf",
    folders.length > 0 && folders.every((folder) => /^[\w-]+$/.test(folder)) ? value : undefined,
  );
};

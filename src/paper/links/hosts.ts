import { arxivPage, huggingFace } from "./arxiv.ts";
import { github, rawGithub } from "./github.ts";
import { ads, connectedPapers, dblp, europepmc, ncbi, pubmed, semanticScholar, semanticScholarPdf } from "./indexes.ts";
import type { Reader } from "./link.ts";
import { acl, cvf, jmlr, neurips, openreview, pmlr } from "./proceedings.ts";
import { doiResolver, elife, nature, preprintServer, ssrn } from "./publishers.ts";

/** Who reads the links of a host, without its `www.` or `m.`. */
export const HOSTS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
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

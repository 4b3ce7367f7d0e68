import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { stripTypeScriptTypes } from "node:module";
import { dirname, extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".ts": "text/javascript; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

/** KaTeX as its package brings it; the page asks nothing of the network. */
const KATEX = dirname(fileURLToPath(import.meta.resolve("katex")));
const KATEX_ADDRESS = "/page/katex/";

/** Serves the page's index.html at / and its files under /page/, TypeScript as JavaScript, KaTeX under /page/katex/. */
export function createPageFiles(folder: string) {
  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const path = url.pathname === "/" ? "index.html" : inside(url.pathname);
    const type = path === null ? undefined : TYPES[extname(path)];
    const content = path === null || type === undefined ? null : await read(located(folder, path));
    if (content === null || type === undefined || !["GET", "HEAD"].includes(request.method ?? "")) {
      response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("Not found\n");
      return;
    }
    const body = path?.endsWith(".ts") === true ? asJavaScript(content.toString("utf8")) : content;
    response.writeHead(200, {
      "content-type": type,
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
    response.end(request.method === "HEAD" ? undefined : body);
  };
}

function located(folder: string, path: string): string {
  return path.startsWith(`katex${sep}`) ? join(KATEX, path.slice("katex".length)) : join(folder, path);
}

/** A browser knows no packages: the one that the page uses is named by its address. */
function asJavaScript(source: string): string {
  return stripTypeScriptTypes(source).replace(/from "katex"/, `from "${KATEX_ADDRESS}katex.mjs"`);
}

/** The path under /page/, or null when it leads elsewhere. */
function inside(pathname: string): string | null {
  if (!pathname.startsWith("/page/")) return null;
  let path: string;
  try {
    path = normalize(decodeURIComponent(pathname.slice("/page/".length)));
  } catch {
    return null;
  }
  return path.startsWith("..") || path.startsWith(sep) || path.includes("\0") ? null : path;
}

async function read(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (["ENOENT", "EISDIR", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return null;
    throw error;
  }
}

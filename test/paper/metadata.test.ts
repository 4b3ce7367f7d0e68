import assert from "node:assert/strict";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, it, type TestContext } from "node:test";
import { fetchArxivMetadata } from "../../src/paper/metadata.ts";

/** An API on loopback that answers as the test says. */
async function serve(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/query`;
}

const feed = (...entries: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query</title>${entries.join("")}</feed>`;
const entry = (id: string, title: string, more = "") =>
  `<entry><id>http://arxiv.org/abs/${id}</id><published>2024-07-01T15:43:25Z</published><title>${title}</title>${more}</entry>`;
const ask = (api: string, id = "2407.01392", timeout = 5000) => fetchArxivMetadata({ id, fetch, api, timeout });

describe("a paper's metadata from arXiv", () => {
  it("are its title on one line, its authors in order, its year and its code", async (t) => {
    let asked: string | undefined;
    const api = await serve(t, (request, response) => {
      asked = request.url;
      response.end(
        feed(
          entry(
            "2407.01392v4",
            "Diffusion Forcing:\n  Next-token &amp; &#8220;Full&#8221; 2024",
            `
            <author><name>Boyuan Chen</name></author><author><name>Diego Marti  Monso</name></author>
            <summary>See https://arxiv.org/abs/1706.03762 and more.</summary>
            <arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">Code: https://github.com/Buoyancy/Diffusion-Forcing.</arxiv:comment>`,
          ),
        ),
      );
    });
    assert.deepEqual(await ask(api), {
      ok: true,
      metadata: {
        title: "Diffusion Forcing: Next-token & “Full” 2024",
        authors: ["Boyuan Chen", "Diego Marti Monso"],
        year: 2024,
        code: "https://github.com/buoyancy/diffusion-forcing",
      },
    });
    assert.equal(asked, "/api/query?id_list=2407.01392&max_results=1");
  });

  it("are read for an id of before 2007, and for a title that is a number", async (t) => {
    const api = await serve(t, (_request, response) => void response.end(feed(entry("hep-th/9901001v3", "1984"))));
    const result = await ask(api, "hep-th/9901001");
    assert.deepEqual(result.ok && [result.metadata.title, result.metadata.authors], ["1984", []]);
  });

  it("are not found where arXiv has none or answers for another id", async (t) => {
    const api = await serve(
      t,
      (request, response) =>
        void response.end(request.url?.includes("0001") ? feed() : feed(entry("1706.03762v1", "Another"))),
    );
    assert.deepEqual(await ask(api, "2407.00001"), { ok: false, reason: "not-found" });
    assert.deepEqual(await ask(api), { ok: false, reason: "not-found" });
  });

  for (const [name, body] of [
    ["no XML", "{}"],
    ["half of it", "<feed><entry>"],
    ["HTML", "<html><body>Rate exceeded.</body></html>"],
    ["a document type", `<!DOCTYPE x [<!ENTITY a "b">]>${feed(entry("2407.01392", "&a;"))}`],
    ["an empty title", feed(entry("2407.01392", " \n "))],
    ["too much", feed(entry("2407.01392", "x".repeat(1_100_000)))],
    ["nothing", ""],
  ] as const) {
    it(`are unreadable in ${name}`, async (t) => {
      const api = await serve(t, (_request, response) => void response.end(body));
      assert.deepEqual(await ask(api), { ok: false, reason: "unreadable" });
    });
  }

  it("are refused with a status, and at a redirect to another host", async (t) => {
    const api = await serve(t, (request, response) => {
      if (request.url?.includes("01392")) return void response.writeHead(503).end();
      response.writeHead(302, { location: "https://evil.example/api/query" }).end();
    });
    assert.deepEqual(await ask(api), { ok: false, reason: "refused", status: 503 });
    assert.deepEqual(await ask(api, "2407.00001"), { ok: false, reason: "refused" });
  });

  it("come over a redirect on the same host, but not in a circle", async (t) => {
    const api = await serve(t, (request, response) => {
      if (request.url === "/there") return void response.end(feed(entry("2407.01392v1", "Title")));
      response.writeHead(301, { location: request.url?.includes("01392") ? "/there" : (request.url ?? "") }).end();
    });
    assert.equal((await ask(api)).ok, true);
    assert.deepEqual(await ask(api, "2407.00001"), { ok: false, reason: "refused" });
  });

  it("fail softly where nobody answers, answers break off, or time runs out", async (t) => {
    const broken = await serve(t, (_request, response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write("<feed>");
      setImmediate(() => response.destroy());
    });
    assert.deepEqual(await ask(broken), { ok: false, reason: "not-reached" });
    assert.deepEqual(await ask("http://127.0.0.1:1/api"), { ok: false, reason: "not-reached" });
    const silent = await serve(t, () => undefined);
    assert.deepEqual(await ask(silent, "2407.01392", 50), { ok: false, reason: "timeout" });
  });

  it("are asked for at arXiv or on this machine only", async () => {
    for (const api of [
      "https://evil.example/api",
      "http://export.arxiv.org/api/query",
      "https://arxiv.org.evil.example/",
    ]) {
      await assert.rejects(ask(api), TypeError);
    }
  });
});

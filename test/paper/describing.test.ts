import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { BETWEEN_REQUESTS, createPaperMetadata } from "../../src/paper/describing.ts";
import { openArchive } from "../archive/archive.ts";

/** A job over a real archive, whose time the test moves; `answer` tells what arXiv says of an id. */
function startJob(answer: (id: string) => string | number | Error) {
  const { papers } = openArchive();
  let time = 0;
  let waiting: { readonly at: number; readonly run: () => void }[] = [];
  const requests: { readonly id: string; readonly at: number }[] = [];
  const described: number[] = [];
  const errors: unknown[] = [];
  const job = createPaperMetadata({
    papers,
    now: () => time,
    timers: {
      after: (ms, run) => {
        const timer = { at: time + ms, run };
        waiting.push(timer);
        return () => {
          waiting = waiting.filter((other) => other !== timer);
        };
      },
    },
    log: { debug: () => undefined, error: (details) => void errors.push(details) },
    onDescribed: (id) => void described.push(id),
    fetch: async (url) => {
      const id = new URL(url).searchParams.get("id_list") ?? "";
      requests.push({ id, at: time });
      const said = answer(id);
      if (said instanceof Error) throw said;
      if (typeof said === "number") return new Response(null, { status: said });
      return new Response(`<feed><entry><id>http://arxiv.org/abs/${id}v1</id><title>${said}</title></entry></feed>`);
    },
  });
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
  };
  return {
    papers,
    job,
    requests,
    described,
    errors,
    pass: async (ms: number) => {
      const end = time + ms;
      for (;;) {
        await settle();
        const [next] = waiting.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        waiting = waiting.filter((timer) => timer !== next);
        time = Math.max(time, next.at);
        next.run();
      }
      time = end;
    },
    get waiting() {
      return waiting.length;
    },
  };
}

const arxiv = (value: string) => ({ scheme: "arxiv", value }) as const;

describe("learning what papers are called", () => {
  it("asks once in three seconds, the newest paper first, and tells of each", async () => {
    const { papers, job, requests, described, pass } = startJob((id) => `Title ${id}`);
    const ids = ["2401.00001", "2401.00002", "2401.00003"].map((id) => papers.ensure(arxiv(id)));
    papers.ensure({ scheme: "doi", value: "10.1/x" });
    job.start();
    await pass(60_000);
    assert.deepEqual(requests, [
      { id: "2401.00003", at: 0 },
      { id: "2401.00002", at: BETWEEN_REQUESTS },
      { id: "2401.00001", at: 2 * BETWEEN_REQUESTS },
    ]);
    assert.deepEqual(described, ids.toReversed());
    assert.equal(papers.get(ids[0] ?? 0)?.title, "Title 2401.00001");
  });

  it("looks at once when it is told of a paper, but not sooner than arXiv allows", async () => {
    const { papers, job, requests, pass } = startJob((id) => `Title ${id}`);
    job.start();
    await pass(1000);
    for (const id of ["2401.00001", "2401.00002"]) {
      papers.ensure(arxiv(id));
      job.wake();
      await pass(500);
    }
    await pass(5000);
    assert.deepEqual(
      requests.map(({ at }) => at),
      [1000, 1000 + BETWEEN_REQUESTS],
    );
  });

  it("tries again later what failed, and goes on with the others meanwhile", async () => {
    let up = false;
    const { papers, job, requests, described, pass } = startJob((id) =>
      id === "2401.00002" && !up ? 503 : `Title ${id}`,
    );
    const first = papers.ensure(arxiv("2401.00001"));
    const second = papers.ensure(arxiv("2401.00002"));
    job.start();
    await pass(30_000);
    assert.deepEqual(described, [first]);
    up = true;
    await pass(3 * 60_000);
    assert.deepEqual(described, [first, second]);
    assert.equal(requests.length, 3);
  });

  it("does not trouble arXiv for what it does not know", async () => {
    const { papers, job, requests, pass } = startJob(() => new Error("no network"));
    papers.ensure(arxiv("2401.00001"));
    job.start();
    await pass(24 * 3600 * 1000);
    assert.ok(requests.length >= 5 && requests.length <= 8, String(requests.length));
  });

  it("goes on after whoever is told fails", async () => {
    const { papers, job, described, errors, pass } = startJob((id) => `Title ${id}`);
    papers.ensure(arxiv("2401.00001"));
    papers.ensure(arxiv("2401.00002"));
    Object.assign(described, {
      push: () => {
        throw new Error("the listener fails");
      },
    });
    job.start();
    await pass(5 * 60_000);
    assert.equal(errors.length, 2);
    assert.deepEqual(papers.undescribed("arxiv", 5), []);
  });

  it("does nothing more once it is stopped", async () => {
    const state = startJob((id) => `Title ${id}`);
    state.papers.ensure(arxiv("2401.00001"));
    state.job.start();
    await state.job.stop();
    state.job.wake();
    await state.pass(60_000);
    assert.deepEqual([state.requests.length, state.waiting], [0, 0]);
  });
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parse, parseDocument } from "yaml";
import { z } from "zod";

const read = (name: string): string => readFileSync(join(import.meta.dirname, "..", name), "utf8");

const Service = z.strictObject({
  build: z.string().optional(),
  image: z.string().optional(),
  profiles: z.array(z.string()).optional(),
  restart: z.literal("unless-stopped"),
  user: z.string().optional(),
  env_file: z.string().optional(),
  environment: z.record(z.string(), z.string()),
  command: z.string().optional(),
  configs: z.array(z.strictObject({ source: z.string(), target: z.string() })).optional(),
  volumes: z.array(z.string()),
  depends_on: z.array(z.string()).optional(),
  stop_grace_period: z.string().optional(),
});
const Compose = z.strictObject({
  services: z.strictObject({ paperboy: Service, litestream: Service }),
  configs: z.strictObject({ litestream: z.strictObject({ content: z.string() }) }),
  volumes: z.strictObject({ data: z.null() }),
});

test("the Compose file is one, and each name in it leads somewhere", () => {
  const document = parseDocument(read("docker-compose.yml"));
  assert.deepEqual([...document.errors, ...document.warnings], []);
  const { services, configs, volumes } = Compose.parse(document.toJS());
  for (const [name, service] of Object.entries(services)) {
    assert.ok((service.build === undefined) !== (service.image === undefined), `${name} comes from one place`);
    for (const mount of service.volumes) assert.ok((mount.split(":")[0] as string) in volumes, mount);
    for (const { source } of service.configs ?? []) assert.ok(source in configs, source);
    for (const other of service.depends_on ?? []) assert.ok(other in services, other);
  }
  assert.deepEqual(services.litestream.profiles, ["litestream"], "without its profile nobody is bothered with it");
  assert.match(services.litestream.image ?? "", /:\d+\.\d+\.\d+$/, "a version of its own");
});

test("Litestream copies the very database that the bot writes, and knows none of the bot's secrets", () => {
  const { services, configs } = Compose.parse(parse(read("docker-compose.yml")));
  const { paperboy, litestream } = services;
  // What Compose hands on: two dollar signs are one.
  const { dbs } = parse(configs.litestream.content.replaceAll("$$", "$"));
  assert.equal(dbs.length, 1);
  assert.equal(dbs[0].path, `/app/${paperboy.environment.DATABASE}`);
  const volume = paperboy.volumes.find((mount) => mount.endsWith(":/app/data"));
  assert.ok(volume !== undefined && litestream.volumes.includes(volume));
  const [replica] = dbs[0].replicas;
  assert.equal(replica.type, "s3");
  for (const value of [replica.bucket, replica.endpoint]) {
    const name = /^\$\{(\w+)\}$/.exec(value)?.[1];
    assert.ok(name !== undefined && name in litestream.environment, value);
  }
  // Every secret comes from the environment: nothing is written into the file.
  for (const [name, value] of Object.entries(litestream.environment)) assert.equal(value, `\${${name}:-}`);
  assert.equal(litestream.env_file, undefined, "the bot's token is none of its business");
  assert.doesNotMatch(read("docker-compose.yml"), /\d{6,}:[\w-]{30,}/);
});

test("the stop has time for what is in hand, and the health check asks a path that is there", () => {
  const { services } = Compose.parse(parse(read("docker-compose.yml")));
  assert.ok(Number.parseInt(services.paperboy.stop_grace_period ?? "0", 10) > 10);
  const check = /fetch\(`http:\/\/127\.0\.0\.1:\$\{process\.env\.PORT \|\| 8080\}(\/[\w/]+)`\)/.exec(
    read("Dockerfile"),
  );
  assert.equal(check?.[1], "/health/live");
});

test("to restore by Litestream starts no bot beside it", () => {
  const { services } = Compose.parse(parse(read("docker-compose.yml")));
  assert.deepEqual(services.litestream.depends_on, ["paperboy"]);
  const runs = read("docs/backup.md").match(/docker compose .*run .*litestream restore.*/g) ?? [];
  assert.ok(runs.length > 0);
  // Compose starts what a service depends on, also for one run of it. https://docs.docker.com/reference/cli/docker/compose/run/
  for (const run of runs) assert.match(run, / --no-deps /);
});

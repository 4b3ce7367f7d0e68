#!/usr/bin/env node
// Plain JavaScript that any Node can read: it tells an older Node what is missing before that Node meets TypeScript.
const major = Number(process.versions.node.split(".")[0]);
if (major < 26) {
  process.stderr.write(
    `Paperboy needs Node 26 or newer, and this is ${process.version}: run "npm ci" (it brings a fitting Node for npm start, npm test and npx paperboy) or install Node 26.\n`,
  );
  process.exitCode = 1;
} else {
  const { run } = await import("../src/cli.ts");
  await run(process.argv);
}

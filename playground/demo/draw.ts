import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import chromium from "@sparticuz/chromium";
import { chromium as playwright } from "playwright-core";
import { attention } from "./drawings/attention.ts";
import { clip } from "./drawings/clip.ts";
import { diffusion } from "./drawings/diffusion.ts";
import { grokking } from "./drawings/grokking.ts";
import { lora } from "./drawings/lora.ts";
import { ppo } from "./drawings/ppo.ts";
import { resnet } from "./drawings/resnet.ts";
import { frontier, isoflop } from "./drawings/scaling.ts";
import { height, width } from "./drawings/style.ts";
import { superposition } from "./drawings/superposition.ts";

// Draws the figures of the demo channel: SVG made by drawings/, photographed by a browser.

const figures: Readonly<Record<string, () => string>> = {
  attention,
  clip,
  diffusion,
  frontier,
  grokking,
  isoflop,
  lora,
  ppo,
  resnet,
  superposition,
};

const help = `Draws the demo channel's figures into playground/demo/figures.

  node playground/demo/draw.ts [name …] [--svg]

name    ${Object.keys(figures).join(", ")}; all of them by default
--svg   write the SVG beside the PNG
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { svg: { type: "boolean", default: false }, help: { type: "boolean", short: "h", default: false } },
});
const unknown = positionals.find((name) => !Object.hasOwn(figures, name));
if (values.help) process.stdout.write(help);
else if (unknown !== undefined) {
  process.stderr.write(`There is no figure "${unknown}".\n\n${help}`);
  process.exitCode = 1;
} else await draw(positionals.length > 0 ? positionals : Object.keys(figures));

async function draw(names: readonly string[]): Promise<void> {
  const folder = join(import.meta.dirname, "figures");
  if (!existsSync(folder)) mkdirSync(folder);
  const browser = await playwright.launch({
    args: chromium.args,
    executablePath: await chromium.executablePath(),
  });
  try {
    const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: 0.8 });
    for (const name of names) {
      const svg = (figures[name] as () => string)();
      await page.setContent(`<body style="margin:0">${svg}</body>`);
      const file = join(folder, `${name}.png`);
      await page.screenshot({ path: file });
      if (values.svg) writeFileSync(file.replace(/png$/, "svg"), svg);
      process.stdout.write(`${name}.png ${Math.ceil(statSync(file).size / 1024)} KB\n`);
    }
  } finally {
    await browser.close();
  }
}

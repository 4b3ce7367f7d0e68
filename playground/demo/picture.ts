import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import chromium from "@sparticuz/chromium";
import { chromium as playwright } from "playwright-core";
import type { ChatView, PeopleMethods, World } from "../contract.ts";
import { formatText } from "../server/text-engine.ts";
import { demoAuthors, demoChannel } from "./channel.ts";

// Takes the picture of README: the bot and the playground are started in a folder of their own, the author pastes a
// review and publishes it, the subscriber searches.

const HELP = `Takes the playground's picture for README.

  node playground/demo/picture.ts [FILE]

FILE   docs/images/playground.png by default
`;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: "boolean", short: "h", default: false } },
});
const ROOT = join(import.meta.dirname, "..", "..");
const READER = 700000003;
const [vera, lev] = demoAuthors.map(({ id }) => id) as [number, number];

const review = formatText({
  mode: "HTML",
  text: `<b>World Models</b>

агент, который учится во сне. буквально: VAE сжимает кадр, RNN угадывает следующий сжатый кадр, а политика — линейный слой примерно в тысячу весов, и её ищет эволюция

самое красивое — <i>VizDoom</i>: политику учат целиком внутри придуманной моделью игры, а потом переносят в настоящую. чтобы она не научилась обманывать собственный сон, его делают чуть неопределённее: <b>поднимают температуру</b>

<a href="https://arxiv.org/abs/1803.10122">👀LINK</a>`,
});

const draft = formatText({
  mode: "HTML",
  text: `<b>Flow Matching for Generative Modeling</b>

диффузия учится идти из шума в данные кривой дорогой. а можно по прямой: берём точку шума, точку данных, соединяем отрезком и учим сеть предсказывать скорость. лосс — обычная регрессия, симулировать ОДУ при обучении не надо

диффузионные пути при этом остаются частным случаем. #flow-matching

<a href="https://arxiv.org/abs/2210.02747">👀LINK</a>`,
});

if (values.help) process.stdout.write(HELP);
else await take(positionals[0] ?? join(ROOT, "docs", "images", "playground.png"));

async function take(file: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-picture-"));
  const { BOT_TOKEN: _, ...environment } = process.env;
  const bot = spawn(process.execPath, [join(ROOT, "bin", "paperboy.js"), "start"], {
    cwd: folder,
    env: { ...environment, PORT: "" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => bot.once("exit", resolve));
  try {
    const url = await addressIn(bot.stdout);
    await play(url);
    await photograph(url, file);
    process.stdout.write(`${file} ${Math.ceil(readFileSync(file).length / 1024)} KB\n`);
  } finally {
    bot.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

async function addressIn(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const [url] = /http:\/\/\S+/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error("The playground printed no address.");
}

/** What the picture shows, done by the people's side of the stand-in. */
async function play(url: string): Promise<void> {
  const call = async <M extends keyof PeopleMethods>(
    method: M,
    p: Parameters<PeopleMethods[M]>[0],
  ): Promise<ReturnType<PeopleMethods[M]>> => {
    const response = await fetch(`${url}/people/${method}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(p),
    });
    const answer = (await response.json()) as { ok: boolean; result: ReturnType<PeopleMethods[M]>; error?: string };
    if (!answer.ok) throw new Error(`${method}: ${answer.error}`);
    return answer.result;
  };
  const { bot } = ((await (await fetch(`${url}/people/world`)).json()) as { result: World }).result;
  const look = async (person: number, chat = bot.id) => (await call("look", { person, chat })) as ChatView;
  /** Waits until the chat shows what is wanted. */
  const until = async <T>(what: string, find: () => Promise<T | undefined>): Promise<T> => {
    for (const end = Date.now() + 20_000; Date.now() < end; ) {
      const found = await find();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`Waited in vain for ${what}.`);
  };
  const answered = async (person: number, pattern: RegExp) =>
    await until(`${pattern}`, async () =>
      (await look(person)).messages.find(({ mine, message }) => !mine && pattern.test(message.text ?? "")),
    );

  for (const person of [vera, lev, READER]) await call("start", { person });
  await answered(READER, /\w/);
  await call("say", { person: vera, chat: bot.id, text: draft.text, entities: draft.entities });
  await call("say", { person: READER, chat: bot.id, text: "tokens" });
  await call("say", { person: lev, chat: bot.id, text: review.text, entities: review.entities });
  const card = await until("the card", async () =>
    (await look(lev)).messages.findLast(
      ({ mine, message }) => !mine && labels(message).some((label) => label.includes("🚀")),
    ),
  );
  await until("the paper's authors", async () =>
    (await look(lev)).messages.find(
      ({ message }) => message.message_id === card.message.message_id && /Ha/.test(message.text ?? ""),
    ),
  );
  await answered(vera, /Lipman/);
  const button = labels(card.message).find((label) => label.includes("🚀")) as string;
  await call("press", { person: lev, chat: bot.id, message: card.message.message_id, button });
  const post = await until("the post", async () =>
    (await look(READER, demoChannel.chatId)).messages.findLast(({ message }) =>
      message.text?.startsWith("World Models"),
    ),
  );
  const chat = demoChannel.chatId;
  await call("react", { person: READER, chat, message: post.message.message_id, emoji: "🔥" });
  await call("react", { person: vera, chat, message: post.message.message_id, emoji: "👍" });
  await answered(lev, /t\.me/);
  await answered(READER, /Chinchilla|Compute-Optimal/);
}

function labels(message: { reply_markup?: { inline_keyboard: { text: string }[][] } | undefined }): string[] {
  return (message.reply_markup?.inline_keyboard ?? []).flat().map(({ text }) => text);
}

async function photograph(url: string, file: string): Promise<void> {
  const browser = await playwright.launch({ args: chromium.args, executablePath: await chromium.executablePath() });
  try {
    const page = await browser.newPage({
      viewport: { width: 1600, height: 960 },
      locale: "ru-RU",
      colorScheme: "light",
      timezoneId: demoChannel.zone,
    });
    await page.goto(url);
    const understood = page.getByRole("button", { name: /Понятно|Got it/ });
    await understood.click();
    await understood.waitFor({ state: "hidden" });
    await page.waitForLoadState("networkidle", { timeout: 1500 }).catch((error: Error) => {
      // The page listens to events for as long as it is open.
      if (error.name !== "TimeoutError") throw error;
    });
    await page.screenshot({ path: file });
  } finally {
    await browser.close();
  }
}

/// <reference lib="dom" />
import type { WorldEvent } from "../contract.ts";
import { createPeople } from "./people.ts";
import { settings } from "./settings.ts";
import { createShell, type Shell } from "./shell.ts";
import { textsIn } from "./texts.ts";
import { apply, createScene, type Scene } from "./world.ts";

const people = createPeople();
let scene: Scene | null = null;
let shell: Shell | null = null;
/** Events that came while the world was being read, to be applied on top of it; null when it is not being read. */
let waiting: WorldEvent[] | null = null;

function draw(): void {
  if (!scene) return;
  const language = settings.language();
  document.documentElement.lang = language;
  document.documentElement.dataset.theme = settings.theme();
  const kept = shell?.place();
  shell = createShell({
    scene,
    people,
    language,
    now: () => Date.now(),
    redraw: draw,
    ...(kept ? { place: kept } : {}),
  });
  document.body.replaceChildren(shell.node);
  shell.begin();
}

/** Reads everything and draws it. The stand-in may still be starting: asks again until it answers. */
async function readWorld(): Promise<void> {
  if (waiting) return;
  waiting = [];
  try {
    scene = createScene(await people.world());
  } catch {
    setOffline(true);
    setTimeout(readWorld, 1000);
    return;
  } finally {
    const missed = waiting;
    waiting = null;
    if (missed.some((event) => scene === null || event.type === "reset" || !apply(scene, event))) void readWorld();
  }
  draw();
  setOffline(false);
}

function setOffline(offline: boolean): void {
  document.querySelector(".offline")?.remove();
  if (!offline) return;
  const notice = document.createElement("div");
  notice.className = "offline";
  notice.setAttribute("role", "status");
  notice.textContent = textsIn(settings.language())[scene ? "offline" : "loading"];
  document.body.append(notice);
}

document.documentElement.dataset.theme = settings.theme();
people.listen({
  event: (event) => {
    if (waiting) waiting.push(event);
    else if (scene && event.type !== "reset" && apply(scene, event)) shell?.changed(event);
    else void readWorld();
  },
  lost: () => setOffline(true),
  opened: () => void readWorld(),
});

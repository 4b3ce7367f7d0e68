/// <reference lib="dom" />
import { createPeople } from "./people.ts";
import { settings } from "./settings.ts";
import { createShell, type Shell } from "./shell.ts";
import { textsIn } from "./texts.ts";
import { apply, createScene, type Scene } from "./world.ts";

const people = createPeople();
let scene: Scene | null = null;
let shell: Shell | null = null;

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

async function readWorld(): Promise<void> {
  scene = createScene(await people.world());
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

/** The stand-in may still be starting: asks again until it answers. */
function readWorldSoon(): void {
  readWorld().catch(() => {
    setOffline(true);
    setTimeout(readWorldSoon, 1000);
  });
}

document.documentElement.dataset.theme = settings.theme();
people.listen({
  event: (event) => {
    if (!scene) return;
    if (event.type !== "reset" && apply(scene, event)) shell?.changed(event);
    else readWorldSoon();
  },
  lost: () => setOffline(true),
  back: readWorldSoon,
});
readWorldSoon();

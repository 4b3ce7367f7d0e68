import { arrow, box, colour, dot, figure, mix, randomFrom, text } from "./style.ts";

const captions = ["a cup of tea", "a sleeping cat", "a red bicycle", "a snowy street", "two old books"];

const label = { size: 20, anchor: "middle", fill: "#ffffff" } as const;

export function clip(): string {
  const size = 86;
  const left = 520;
  const top = 238;
  const random = randomFrom(7);
  const cells = captions.flatMap((_, i) =>
    captions.map((_, j) => {
      const value = i === j ? 0.86 + random() * 0.14 : random() * 0.28;
      return (
        box(left + j * size, top + i * size, size - 6, size - 6, mix(colour.soft, colour.teal, value), "none", 8) +
        (i === j ? text(left + j * size + 40, top + i * size + 49, `I${sub(i)}·T${sub(j)}`, label) : "")
      );
    }),
  );
  return figure("The diagonal has to win, in rows and in columns", [
    ...cells,
    ...captions.map((caption, j) =>
      text(left + j * size + 34, top - 24, caption, { size: 20, turn: -32, fill: colour.plum }),
    ),
    ...captions.map((_, i) => picture(i, 70, top + i * size)),
    box(196, top + 100, 178, 226, "#ffffff", colour.coral),
    text(285, top + 206, "image", { anchor: "middle", weight: 600, fill: colour.coral }),
    text(285, top + 238, "encoder", { anchor: "middle", weight: 600, fill: colour.coral }),
    ...captions.map((_, i) => arrow([160, top + i * size + 38], [190, top + 150 + i * 32], colour.faint, 3)),
    ...captions.map((_, i) => arrow([378, top + 150 + i * 32], [left - 62, top + i * size + 40], colour.coral, 3)),
    ...captions.map((_, i) =>
      text(left - 18, top + i * size + 48, `I${sub(i)}`, { anchor: "end", weight: 600, fill: colour.coral }),
    ),
    text(966, 300, "cosine similarity", { size: 21, fill: colour.grey }),
    text(966, 330, "of every picture", { size: 21, fill: colour.grey }),
    text(966, 360, "with every caption", { size: 21, fill: colour.grey }),
  ]);
}

function sub(i: number): string {
  return "₁₂₃₄₅"[i] as string;
}

/** Five little pictures for the five captions. */
function picture(i: number, x: number, y: number): string {
  const inside = [
    `<path d="M18 28h32v16a14 14 0 0 1-14 14h-4a14 14 0 0 1-14-14z" fill="${colour.coral}"/><path d="M50 32h6a7 7 0 0 1 0 14h-6" fill="none" stroke="${colour.coral}" stroke-width="4"/><path d="M28 22q-4-5 0-10M38 22q-4-5 0-10" fill="none" stroke="${colour.grey}" stroke-width="3"/>`,
    `<ellipse cx="42" cy="46" rx="22" ry="13" fill="${colour.ink}"/><circle cx="22" cy="40" r="11" fill="${colour.ink}"/><path d="M12 34l2-12 8 7zM32 34l-2-12-8 7z" fill="${colour.ink}"/>`,
    `<circle cx="22" cy="48" r="11" fill="none" stroke="${colour.coral}" stroke-width="4"/><circle cx="54" cy="48" r="11" fill="none" stroke="${colour.coral}" stroke-width="4"/><path d="M22 48l10-20h16l6 20M32 28l8 20 8-20" fill="none" stroke="${colour.coral}" stroke-width="4"/>`,
    `<path d="M12 62V34l12-12 12 12v28zM42 62V28l10-10 12 10v34z" fill="${colour.plum}"/>`,
    `<rect x="14" y="42" width="46" height="12" rx="3" fill="${colour.teal}"/><rect x="20" y="28" width="40" height="12" rx="3" fill="${colour.mustard}"/>`,
  ][i] as string;
  const snow =
    i === 3
      ? [
          [20, 20],
          [38, 14],
          [56, 10],
          [38, 44],
          [68, 40],
        ]
          .map(([a, b]) => dot(a as number, b as number, 3, colour.faint))
          .join("")
      : "";
  return `<g transform="translate(${x} ${y})">${box(0, 0, 78, 78, "#ffffff", colour.faint, 8)}${inside}${snow}</g>`;
}

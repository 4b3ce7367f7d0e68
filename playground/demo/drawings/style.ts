/** One hand for all figures: paper, ink and four colours. Sizes are px of the drawing, which is 1200 × 720. */
export const width = 1200;
export const height = 720;
export const colour = {
  paper: "#fbf6ec",
  ink: "#26313d",
  faint: "#c9c2b4",
  soft: "#eee7d8",
  grey: "#7d8590",
  teal: "#1d7a86",
  coral: "#e0553b",
  mustard: "#e9a23b",
  plum: "#7a4e8f",
} as const;

export interface TextStyle {
  readonly size?: number;
  readonly fill?: string;
  readonly anchor?: "start" | "middle" | "end";
  readonly weight?: 400 | 600 | 700;
  readonly italic?: boolean;
  readonly turn?: number;
}

/** A whole figure: its title above, its parts below, a line of small print at the bottom. */
export function figure(title: string, parts: readonly string[], note = ""): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Open Sans, sans-serif">
<defs><marker id="tip" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill="context-stroke"/></marker></defs>
<rect width="${width}" height="${height}" fill="${colour.paper}"/>
${text(60, 72, title, { size: 34, weight: 700 })}
${parts.join("\n")}
${note === "" ? "" : text(60, height - 28, note, { size: 19, fill: colour.grey })}
</svg>`;
}

export function text(x: number, y: number, content: string, style: TextStyle = {}): string {
  const { size = 24, fill = colour.ink, anchor = "start", weight = 400, italic = false, turn } = style;
  const rotate = turn === undefined ? "" : ` transform="rotate(${turn} ${x} ${y})"`;
  const slant = italic ? ' font-style="italic"' : "";
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${fill}" text-anchor="${anchor}" font-weight="${weight}"${slant}${rotate}>${escapeText(content)}</text>`;
}

export function line(points: readonly (readonly [number, number])[], stroke: string, thick = 4, dash = ""): string {
  const path = points.map(([x, y]) => `${round(x)},${round(y)}`).join(" ");
  const dashed = dash === "" ? "" : ` stroke-dasharray="${dash}"`;
  return `<polyline points="${path}" fill="none" stroke="${stroke}" stroke-width="${thick}" stroke-linejoin="round" stroke-linecap="round"${dashed}/>`;
}

export function arrow(
  from: readonly [number, number],
  to: readonly [number, number],
  stroke: string,
  thick = 4,
): string {
  return `<line x1="${round(from[0])}" y1="${round(from[1])}" x2="${round(to[0])}" y2="${round(to[1])}" stroke="${stroke}" stroke-width="${thick}" marker-end="url(#tip)"/>`;
}

export function box(x: number, y: number, w: number, h: number, fill: string, stroke = "none", corner = 12): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" rx="${corner}" fill="${fill}" stroke="${stroke}" stroke-width="3"/>`;
}

export function dot(x: number, y: number, r: number, fill: string, stroke = "none"): string {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${r}" fill="${fill}" stroke="${stroke}" stroke-width="3"/>`;
}

/** A colour between two, `share` of the way, as #rrggbb. */
export function mix(from: string, to: string, share: number): string {
  const part = (at: number): string => {
    const [a, b] = [from, to].map((hex) => Number.parseInt(hex.slice(at, at + 2), 16)) as [number, number];
    return Math.round(a + (b - a) * share)
      .toString(16)
      .padStart(2, "0");
  };
  return `#${part(1)}${part(3)}${part(5)}`;
}

/** Random numbers from 0 to 1, the same on every run (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escapeText(content: string): string {
  return content.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

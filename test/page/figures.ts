/** Small pictures drawn for the scenes, as SVG: a learning curve, bars, a grid. `ratio` is width / height. */
export function figure(kind: number, ratio = 1.6): { svg: string; width: number; height: number } {
  const height = 400;
  const width = Math.round(height * ratio);
  const hue = (kind * 67 + 205) % 360;
  const paint = (l: number, shift = 0) => `hsl(${(hue + shift) % 360} 62% ${l}%)`;
  const body = [curve, bars, grid][kind % 3]?.(width, height, paint) ?? "";
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="#fbfcfe"/>${body}</svg>`;
  return { svg, width, height };
}

type Paint = (lightness: number, shift?: number) => string;

function curve(width: number, height: number, paint: Paint): string {
  const line = (scale: number, colour: string) => {
    const points = Array.from({ length: 40 }, (_, i) => {
      const x = 50 + (i / 39) * (width - 90);
      const y = height - 50 - (height - 110) * scale * (1 - Math.exp(-i / 9)) - Math.sin(i * 1.7) * 4;
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    });
    return `<polyline points="${points.join(" ")}" fill="none" stroke="${colour}" stroke-width="6" stroke-linejoin="round"/>`;
  };
  const rules = [0.25, 0.5, 0.75].map(
    (y) => `<path d="M50 ${height * y}H${width - 40}" stroke="#dde4ec" stroke-width="2"/>`,
  );
  return `${rules.join("")}<path d="M50 40V${height - 50}H${width - 40}" fill="none" stroke="#5b6b7b" stroke-width="3"/>${line(0.95, paint(45))}${line(0.7, paint(55, 150))}${line(0.45, "#a9b6c3")}`;
}

function bars(width: number, height: number, paint: Paint): string {
  const values = [0.4, 0.62, 0.55, 0.83, 0.71];
  const step = (width - 100) / values.length;
  const rects = values.map((value, i) => {
    const tall = (height - 110) * value;
    return `<rect x="${60 + i * step}" y="${height - 50 - tall}" width="${step * 0.62}" height="${tall}" rx="6" fill="${paint(i === 3 ? 45 : 70, i === 3 ? 0 : 20)}"/>`;
  });
  return `<path d="M50 ${height - 50}H${width - 40}" stroke="#5b6b7b" stroke-width="3"/>${rects.join("")}`;
}

function grid(width: number, height: number, paint: Paint): string {
  const size = 8;
  const [w, h] = [(width - 80) / size, (height - 80) / size];
  return Array.from({ length: size * size }, (_, i) => {
    const [x, y] = [i % size, Math.floor(i / size)];
    const strength = Math.exp(-Math.abs(x - y) / 2.2) * 0.75 + ((x * 7 + y * 13) % 5) / 20;
    return `<rect x="${40 + x * w}" y="${40 + y * h}" width="${w - 3}" height="${h - 3}" rx="3" fill="${paint(95 - strength * 52)}"/>`;
  }).join("");
}

/** A row of an album: indices of its pictures and the row's width divided by its height. */
export interface MosaicRow {
  readonly items: readonly number[];
  readonly ratio: number;
}

/**
 * Lays 1–10 pictures out in rows of equal width. `ratios` are width / height; the extremes are cropped. Of all ways to
 * cut the sequence into rows of at most four, the one is taken whose rows are most alike and whose whole is nearest to
 * a square.
 */
export function mosaic(ratios: readonly number[]): MosaicRow[] {
  const cropped = ratios.map((ratio) => Math.min(2.2, Math.max(0.6, Number.isFinite(ratio) && ratio > 0 ? ratio : 1)));
  let best: { cost: number; rows: MosaicRow[] } | null = null;
  for (const lengths of partitions(cropped.length)) {
    let start = 0;
    const rows = lengths.map((length) => {
      const items = Array.from({ length }, (_, i) => start + i);
      start += length;
      return { items, ratio: items.reduce((sum, index) => sum + (cropped[index] ?? 1), 0) };
    });
    const heights = rows.map((row) => 1 / row.ratio);
    const whole = heights.reduce((sum, height) => sum + height, 0);
    const spread = Math.max(...heights) - Math.min(...heights);
    const cost = Math.abs(whole - 0.95) + spread * 0.6 + Math.max(0, Math.max(...lengths) - 3) * 0.25;
    if (!best || cost < best.cost) best = { cost, rows };
  }
  return best?.rows ?? [];
}

function* partitions(total: number): Generator<number[]> {
  if (total === 0) yield [];
  for (let first = 1; first <= Math.min(4, total); first++) {
    for (const rest of partitions(total - first)) yield [first, ...rest];
  }
}

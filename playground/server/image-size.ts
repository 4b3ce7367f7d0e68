/** What a picture's own header says: PNG, JPEG, GIF and WebP. Null for anything else or a broken header. */
export function imageSize(bytes: Uint8Array): { width: number; height: number; mime: string } | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = png(view) ?? gif(view) ?? webp(view) ?? jpeg(view);
  return found === null || found.width === 0 || found.height === 0 ? null : found;
}

function png(view: Buffer): { width: number; height: number; mime: string } | null {
  if (view.length < 24 || view.toString("latin1", 0, 8) !== "\x89PNG\r\n\x1a\n") return null;
  return { width: view.readUInt32BE(16), height: view.readUInt32BE(20), mime: "image/png" };
}

function gif(view: Buffer): { width: number; height: number; mime: string } | null {
  if (view.length < 10 || !/^GIF8[79]a$/.test(view.toString("latin1", 0, 6))) return null;
  return { width: view.readUInt16LE(6), height: view.readUInt16LE(8), mime: "image/gif" };
}

function webp(view: Buffer): { width: number; height: number; mime: string } | null {
  if (view.length < 30 || view.toString("latin1", 0, 4) !== "RIFF" || view.toString("latin1", 8, 12) !== "WEBP") {
    return null;
  }
  const mime = "image/webp";
  switch (view.toString("latin1", 12, 16)) {
    case "VP8 ":
      return { width: view.readUInt16LE(26) & 0x3fff, height: view.readUInt16LE(28) & 0x3fff, mime };
    case "VP8L": {
      const bits = view.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1, mime };
    }
    case "VP8X":
      return { width: view.readUIntLE(24, 3) + 1, height: view.readUIntLE(27, 3) + 1, mime };
    default:
      return null;
  }
}

function jpeg(view: Buffer): { width: number; height: number; mime: string } | null {
  if (view.length < 4 || view.readUInt16BE(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 9 < view.length) {
    if (view[at] !== 0xff) return null;
    const marker = view[at + 1] as number;
    // Start-of-frame markers, but not DHT, JPG and DAC.
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return { width: view.readUInt16BE(at + 7), height: view.readUInt16BE(at + 5), mime: "image/jpeg" };
    }
    at += 2 + view.readUInt16BE(at + 2);
  }
  return null;
}

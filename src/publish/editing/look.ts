import { lengthOf } from "../../document/document.ts";
import { CAPTION_LENGTH } from "../../document/limits.ts";
import type { FigurePart, PostPart, TextPart } from "../../post/standing.ts";
import { linksOf } from "./links.ts";
import { done, type Planned, problem, tooLong } from "./places.ts";

/** How a post can look otherwise with the same words: the preview of its link, or the place of its caption. */
export const LOOKS = [
  "preview-off",
  "preview-small",
  "preview-below",
  "preview-above",
  "caption-below",
  "caption-above",
] as const;
export type Look = (typeof LOOKS)[number];

/** The looks that the post can have, and the one that it has. Empty where Telegram offers none in place. */
export function looksOf(parts: readonly PostPart[]): { readonly offered: readonly Look[]; readonly now: Look | null } {
  const place = lookPlace(parts);
  if (place === null) return { offered: [], now: null };
  if (place.form === "figure") {
    return {
      offered: ["caption-below", "caption-above"],
      now: place.above === true ? "caption-above" : "caption-below",
    };
  }
  const { preview } = place;
  const offered: readonly Look[] = ["preview-off", "preview-small", "preview-below", "preview-above"];
  if (preview?.is_disabled === true) return { offered, now: "preview-off" };
  if (preview?.prefer_small_media === true) return { offered, now: "preview-small" };
  if (preview?.prefer_large_media !== true) return { offered, now: null };
  return { offered, now: preview.show_above_text === true ? "preview-above" : "preview-below" };
}

/** The post with another look: one call of editMessageText or editMessageCaption. */
export function withLook(parts: readonly PostPart[], look: Look): Planned {
  const place = lookPlace(parts);
  if (parts.some(({ forwarded }) => forwarded === true)) return problem({ code: "forwarded" });
  if (place === null || (place.form === "figure") !== look.startsWith("caption")) return problem({ code: "no-place" });
  if (place.form === "figure" && lengthOf(place.document) > CAPTION_LENGTH) {
    return problem(tooLong([place], place.document));
  }
  const next = place.form === "figure" ? turned(place, look === "caption-above") : previewed(place, look, parts);
  return done(parts.map((each) => (each === place ? next : each)));
}

/** The text with a link, or the picture with a caption, that can look otherwise; albums keep theirs. */
function lookPlace(parts: readonly PostPart[]): TextPart | FigurePart | null {
  if (parts.some(({ forwarded }) => forwarded === true)) return null;
  const captioned = parts.find((part) => part.form === "figure" && part.document.text !== "");
  if (captioned?.form === "figure") return captioned.album || captioned.figure.kind === "document" ? null : captioned;
  const text = parts.find((part) => part.form === "text" && (linksOf([part]).length > 0 || part.preview?.url));
  return text?.form === "text" ? text : null;
}

function turned({ above: _, ...part }: FigurePart, above: boolean): FigurePart {
  return above ? { ...part, above } : part;
}

function previewed(part: TextPart, look: Look, parts: readonly PostPart[]): TextPart {
  const own = part.preview?.url;
  // Which address was previewed is kept, so that it can be shown again.
  if (look === "preview-off")
    return { ...part, preview: { is_disabled: true, ...(own !== undefined && { url: own }) } };
  const url = own ?? linksOf(parts)[0]?.url;
  const small = look === "preview-small";
  const preview = {
    is_disabled: false,
    ...(url !== undefined && { url }),
    ...(small ? { prefer_small_media: true } : { prefer_large_media: true }),
    ...(look === "preview-above" && { show_above_text: true }),
  };
  return { ...part, preview };
}

import type { ChannelSettings } from "../../post/settings.ts";
import type { Press } from "./buttons.ts";

/** The press that takes a change back, given what was set before it; null for what sets nothing. */
export function inverseOf(pressed: Press, before: ChannelSettings): Press | null {
  switch (pressed.action) {
    case "tags-line":
      return { action: pressed.action, on: before.tagsLine };
    case "author-line":
      return { action: pressed.action, on: before.authorLine };
    case "rubric":
      return { action: pressed.action, on: before.rubric };
    case "paper-button":
      return { action: pressed.action, on: before.paperButton };
    case "discuss-button":
      return { action: pressed.action, on: before.discussButton !== "" };
    case "related-button":
      return { action: pressed.action, on: before.relatedButton !== "" };
    case "title-style":
      return { action: pressed.action, style: before.titleStyle };
    case "link-preview":
      return { action: pressed.action, preview: before.linkPreview };
    case "layout":
      return { action: pressed.action, layout: before.layout };
    case "publishers":
      return { action: pressed.action, publishers: before.publishers };
    case "footer-off":
    case "footer-back":
      return { action: "footer-back" };
    case "label-back":
      return { action: "label-back" };
    default:
      return null;
  }
}

/** What the words that a person typed before are set to, and what they stand in place of from then on. */
export function exchanged(
  action: "footer-back" | "label-back",
  { footer, formerFooter, linkLabel, formerLabel }: ChannelSettings,
): Partial<ChannelSettings> {
  if (action === "footer-back") return { footer: formerFooter, formerFooter: footer };
  return formerLabel === "" ? {} : { linkLabel: formerLabel, formerLabel: linkLabel };
}

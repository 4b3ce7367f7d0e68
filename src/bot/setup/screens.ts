import { InlineKeyboard } from "grammy";
import type { Channel } from "../../archive/channels.ts";
import type { ChannelSettings } from "../../post/settings.ts";
import { LINK_PREVIEWS, TITLE_STYLES } from "../../post/settings.ts";
import { encode as encodeAuthors } from "../authors/buttons.ts";
import type { Say } from "../words.ts";
import type { Notice } from "./announce.ts";
import { encode, type Menu, type Press } from "./buttons.ts";
import { CHOICE_NAMES, CHOICES, choiceWords } from "./choices.ts";
import { exampleHtml } from "./example.ts";

/** Layouts that a channel may want for all of its posts; where one does not fit a post, the most classic one does. */
export const CHANNEL_LAYOUTS = [
  "auto",
  "as-sent",
  "figures-then-text",
  "text-then-figures",
  "preview-below",
  "preview-above",
  "rich",
] as const;

/** A screen of `/settings`. All of them are one message, edited in place. */
export function settingsScreen(menu: Menu, say: Say, channel: Channel): Notice {
  return SCREENS[menu](say, channel);
}

const SCREENS: { readonly [M in Menu]: (say: Say, channel: Channel) => Notice } = {
  main: (say, channel) => {
    const { publishers, layout } = channel.settings;
    const lines = [
      say.html("settings-publishers", { publishers }),
      say.html("settings-layout", { layout: layoutName(say, layout) }),
      say.html("settings-template", { label: channel.settings.linkLabel }),
    ];
    const others = publishers === "admins" ? "channel-administrators" : "admins";
    const keyboard = new InlineKeyboard()
      .text(
        say.plain("settings-publishers-button", { publishers }),
        encode({ action: "publishers", publishers: others }),
      )
      .row()
      .text(say.plain("settings-layout-button"), encode({ action: "menu", menu: "layout" }))
      .text(say.plain("settings-template-button"), encode({ action: "menu", menu: "template" }))
      .row()
      .text(say.plain("settings-publication-button"), encode({ action: "menu", menu: "publication" }))
      .text(say.plain("settings-authors-button"), encodeAuthors({ action: "list" }));
    const title = say.html("settings-title", { channel: channel.title });
    return { html: `${title}\n\n${lines.join("\n")}`, keyboard };
  },

  template: (say, { settings }) => {
    const { titleStyle, linkLabel, linkPreview, authorLine, rubric, tagsLine, footer } = settings;
    const lines = [
      say.html("settings-title-style", { style: titleStyle }),
      say.html("settings-link-label", { label: linkLabel }),
      say.html("settings-link-preview", { preview: linkPreview }),
      say.html("settings-author-line", { on: onOrOff(authorLine) }),
      say.html("settings-rubric", { on: onOrOff(rubric) }),
      say.html("settings-tags-line", { on: onOrOff(tagsLine) }),
      footer === "" ? say.html("settings-footer-none") : say.html("settings-footer", { footer }),
    ];
    const [style, preview] = [after(TITLE_STYLES, titleStyle), after(LINK_PREVIEWS, linkPreview)];
    const keyboard = new InlineKeyboard()
      .text(say.plain("settings-title-style-button", { style }), encode({ action: "title-style", style }))
      .row()
      .text(say.plain("settings-link-label-button"), encode({ action: "link-label" }))
      .row()
      .text(say.plain("settings-link-preview-button", { preview }), encode({ action: "link-preview", preview }))
      .row();
    const lineButton = (action: "author-line" | "rubric" | "tags-line", on: boolean) =>
      keyboard.text(say.plain(`settings-${action}-button`, { on: onOrOff(on) }), encode({ action, on: !on }));
    lineButton("author-line", authorLine);
    lineButton("rubric", rubric).row();
    lineButton("tags-line", tagsLine);
    if (footer === "") keyboard.text(say.plain("settings-footer-button"), encode({ action: "footer" }));
    else keyboard.text(say.plain("settings-footer-off"), encode({ action: "footer-off" }));
    back(keyboard, say);
    const parts = [
      say.html("settings-template-title"),
      lines.join("\n"),
      `${say.html("settings-example")}\n${exampleHtml(say, settings)}`,
      say.html("settings-note"),
    ];
    return {
      html: parts.join("\n\n"),
      keyboard,
    };
  },

  layout: (say, { settings }) => {
    const { layout, longCaptions, paperButton, discussButton, relatedButton } = settings;
    const keyboard = new InlineKeyboard();
    for (const name of CHANNEL_LAYOUTS) {
      const mark = name === layout ? "✅ " : "";
      keyboard.text(`${mark}${layoutName(say, name)}`, encode({ action: "layout", layout: name })).row();
    }
    const under = [
      { action: "paper-button", on: paperButton },
      { action: "discuss-button", on: discussButton !== "" },
      { action: "related-button", on: relatedButton !== "" },
    ] as const;
    for (const { action, on } of under) {
      keyboard.text(say.plain(`settings-${action}-button`, { on: onOrOff(on) }), encode({ action, on: !on })).row();
    }
    const bounds = choices("layout", say, settings, keyboard);
    back(keyboard, say);
    const lines = [
      say.html("settings-layout", { layout: layoutName(say, layout) }),
      say.html("settings-layout-note"),
      say.html("settings-long-captions", { tried: longCaptions }),
      under.map(({ action, on }) => say.html(`settings-${action}`, { on: onOrOff(on) })).join("\n"),
      say.html("settings-under-note"),
      bounds.join("\n"),
    ];
    return { html: lines.join("\n\n"), keyboard };
  },

  publication: (say, { settings }) => {
    const keyboard = new InlineKeyboard();
    const lines = choices("publication", say, settings, keyboard);
    back(keyboard, say);
    const [title, note] = [say.html("settings-publication-title"), say.html("settings-publication-note")];
    return { html: `${title}\n\n${lines.join("\n")}\n\n${note}`, keyboard };
  },
};

/** A line and a button for each choice that stands on this screen. */
function choices(menu: Menu, say: Say, settings: ChannelSettings, keyboard: InlineKeyboard): string[] {
  return CHOICE_NAMES.filter((choice) => CHOICES[choice].menu === menu).map((choice) => {
    const now = CHOICES[choice].now(settings);
    const value = after<string>(CHOICES[choice].values, now);
    keyboard
      .text(
        say.plain(`settings-${choice}-button`, choiceWords(value)),
        encode({ action: "choice", choice, value, back: false }),
      )
      .row();
    return say.html(`settings-${choice}`, choiceWords(now));
  });
}

/** The same screen after a change, with a button that takes it back. */
export function withUndo(say: Say, { html, keyboard }: Notice, undo: Press): Notice {
  const first = new InlineKeyboard().text(say.plain("settings-undo"), encode(undo)).row();
  return { html, keyboard: keyboard === undefined ? first : first.append(keyboard) };
}

function back(keyboard: InlineKeyboard, say: Say): void {
  keyboard.row().text(say.plain("settings-back"), encode({ action: "menu", menu: "main" }));
}

/** The screen on which a setting stands. */
export function screenOf(pressed: Press): Menu {
  const { action } = pressed;
  if (action === "choice") return CHOICES[pressed.choice].menu;
  if (action === "layout" || action.endsWith("-button")) return "layout";
  return action === "publishers" || action === "serve" || action === "menu" ? "main" : "template";
}

function layoutName(say: Say, layout: ChannelSettings["layout"]): string {
  return say.plain(layout === "auto" ? "settings-layout-auto" : `layout-name-${layout}`);
}

/** What stands after this one, round and round. */
function after<T>(all: readonly [T, ...T[]], one: T): T {
  return all[(all.indexOf(one) + 1) % all.length] ?? all[0];
}

function onOrOff(on: boolean): "yes" | "no" {
  return on ? "yes" : "no";
}

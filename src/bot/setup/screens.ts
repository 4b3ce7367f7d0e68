import { InlineKeyboard } from "grammy";
import type { Channel } from "../../archive/channels.ts";
import type { ChannelSettings } from "../../post/settings.ts";
import { LINK_PREVIEWS, TITLE_STYLES } from "../../post/settings.ts";
import { encode as encodeAuthors } from "../authors/buttons.ts";
import type { Say } from "../words.ts";
import type { Notice } from "./announce.ts";
import { encode, type Menu, type Press } from "./buttons.ts";
import { CHOICE_NAMES, CHOICES, choiceWords } from "./choices.ts";

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
    return {
      html: `${say.html("settings-template-title")}\n\n${lines.join("\n")}\n\n${say.html("settings-note")}`,
      keyboard,
    };
  },

  layout: (say, { settings }) => {
    const { layout, paperButton } = settings;
    const keyboard = new InlineKeyboard();
    for (const name of CHANNEL_LAYOUTS) {
      const mark = name === layout ? "✅ " : "";
      keyboard.text(`${mark}${layoutName(say, name)}`, encode({ action: "layout", layout: name })).row();
    }
    const on = onOrOff(paperButton);
    keyboard.text(
      say.plain("settings-paper-button-button", { on }),
      encode({ action: "paper-button", on: !paperButton }),
    );
    back(keyboard, say);
    const lines = [
      say.html("settings-layout", { layout: layoutName(say, layout) }),
      say.html("settings-layout-note"),
      say.html("settings-paper-button", { on }),
    ];
    return { html: lines.join("\n\n"), keyboard };
  },

  publication: (say, { settings }) => {
    const keyboard = new InlineKeyboard();
    const lines = CHOICE_NAMES.map((choice) => {
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
    back(keyboard, say);
    const [title, note] = [say.html("settings-publication-title"), say.html("settings-publication-note")];
    return { html: `${title}\n\n${lines.join("\n")}\n\n${note}`, keyboard };
  },
};

/** The same screen after a change, with a button that takes it back. */
export function withUndo(say: Say, { html, keyboard }: Notice, undo: Press): Notice {
  const first = new InlineKeyboard().text(say.plain("settings-undo"), encode(undo)).row();
  return { html, keyboard: keyboard === undefined ? first : first.append(keyboard) };
}

function back(keyboard: InlineKeyboard, say: Say): void {
  keyboard.row().text(say.plain("settings-back"), encode({ action: "menu", menu: "main" }));
}

/** The screen on which a setting stands. */
export function screenOf(action: Press["action"]): Menu {
  if (action === "choice") return "publication";
  if (action === "layout" || action === "paper-button") return "layout";
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

/// <reference lib="dom" />
import type { InlineKeyboardButton } from "@grammyjs/types";
import type { PeopleMethods } from "../contract.ts";
import type { Presses } from "./keyboard.ts";
import { alertBox } from "./notice.ts";
import type { Texts } from "./texts.ts";

type Answer = ReturnType<PeopleMethods["press"]>;

/** What presses need of the column that they happen in. */
export interface PressDeeds {
  /** Tells the bot; `then` has its answer. Resolves also where the press was refused. */
  press(button: InlineKeyboardButton.CallbackButton, then: (answer: Answer) => void): Promise<void>;
  open(url: string): void;
  say(words: string): void;
  copy(text: string): void;
  inline(query: string): void;
}

/** What the buttons under a message do, as in Telegram's apps. */
export function pressesOf(texts: Texts, deeds: PressDeeds): Presses {
  return {
    callback: (button) =>
      deeds.press(button, (answer) => {
        if (answer.url) deeds.open(answer.url);
        else if (answer.text && answer.alert) alertBox(answer.text, texts);
        else if (answer.text) deeds.say(answer.text);
        else if (!answer.answered) deeds.say(texts.noAnswer);
      }),
    link: deeds.open,
    copy: deeds.copy,
    inline: deeds.inline,
    unknown: () => deeds.say(texts.cannotOpen),
  };
}

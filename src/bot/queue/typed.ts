import { type Composer, Composer as NewComposer } from "grammy";
import { namesNoDay } from "../../publish/schedule/no-such-day.ts";
import { parseTyped } from "../../publish/schedule/typed.ts";
import type { PaperboyContext } from "../context.ts";
import type { Screen } from "../draft/screen.ts";
import { neighbours } from "./beside.ts";
import { type QueueParts, readerOf } from "./parts.ts";
import { dayScreen, picker } from "./picker.ts";
import { mayChooseTime, plan } from "./planning.ts";
import { afterPlan, deleteQuietly, sendAgenda, sendPicker } from "./showing.ts";

/** What may be meant as a time although it was not understood. */
const VAGUE = new RegExp(
  [
    "следующ|недел|выходн|месяц|через|сегодня|завтра|сейчас|сразу|немедленно|утр|вечер|ноч|полдень|полдня|полчаса|час[аоуеы]?в?(?!\\p{L})|минут|половин|четверт|(?<!\\p{L})без (?:пяти|десяти|пятнадцати|двадцати)(?!\\p{L})",
    "понедельн|вторн|пятниц|суббот|воскрес|четверг|(?<!\\p{L})(?:сред[ауы]|янв|фев|март|апрел|ма[йя](?!\\p{L})|июн|июл|август|сентяб|октяб|нояб|декаб|год[ау]?(?!\\p{L}))|скорее",
    "week|month|year|tomorrow|today|tonight|morning|evening|night|noon|hour|minute|half past|quarter|\\b(?:now|asap|eod|soon|immediately|at once)\\b",
    "\\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\\b(?:january|february|march|april|june|july|august|september|october|november|december)\\b",
  ].join("|"),
  "iu",
);
/** Publishing at once is no time to choose: it has a button of its own. */
const AT_ONCE =
  /^(?:прямо )?(?:сейчас|сразу|немедленно|как можно скорее)[.!]*$|^(?:right )?now[.!]*$|^(?:asap|immediately|at once|as soon as possible)[.!]*$/iu;
const ABOUT_A_PAPER = /\d{4}\.\d{4,}|10\.\d{4}|:\/\/|\w\.\w+\//;
const SHORT = 40;

/**
 * A time that is typed while the choice of one is open. Anything else that is written passes on, and the choice is over
 * for words; its buttons stay.
 */
export function createTypedTimes(parts: QueueParts): Composer<PaperboyContext> {
  const { messages, drafts } = parts;
  const composer = new NewComposer<PaperboyContext>();
  composer.chatType("private").on("message", async (ctx, next) => {
    const question = messages.question(ctx.person.id);
    if (question === null) return await next();
    const { text } = ctx.message;
    const draft = drafts.load(question.draftId);
    const { channel } = ctx;
    const command = ctx.message.entities?.some(({ type, offset }) => type === "bot_command" && offset === 0) === true;
    const leave = async () => {
      messages.close(ctx.person.id);
      await next();
    };
    if (text === undefined || command || ctx.together.length > 1 || draft === null || channel === null)
      return await leave();
    // Said a while ago, it counts from then: "in 2 hours" is not two hours after the bot came back.
    const typed = parseTyped(text, { at: ctx.message.date * 1_000, zone: channel.zone });
    // It may have left the queue since, or the person may see it no longer: then nothing is asked any more.
    if (!(await mayChooseTime(parts, ctx, draft))) {
      if (typed === null) return await leave();
      messages.close(ctx.person.id);
      await ctx.reply(ctx.say.plain("queue-gone"));
      return;
    }
    const reader = readerOf(parts, ctx.person.id, ctx.say, channel);
    const show = async (screen: Screen): Promise<void> => await sendPicker(parts, ctx, draft.id, screen);
    if (typed === null) {
      const meant = text.length <= SHORT && (/\d/.test(text) || VAGUE.test(text)) && !ABOUT_A_PAPER.test(text);
      if (!meant) return await leave();
      const why = namesNoDay(text)
        ? "queue-no-such-day"
        : AT_ONCE.test(text)
          ? "queue-at-once"
          : "queue-not-understood";
      return await show(picker(parts, draft, channel, reader, { note: ctx.say.html(why) }));
    }
    switch (typed.kind) {
      case "choice":
        return await show(
          picker(parts, draft, channel, reader, {
            note: ctx.say.html(typed.times.length > 1 ? "queue-which" : "queue-meant"),
            times: typed.times.slice(0, 6),
          }),
        );
      case "day": {
        const date = Temporal.PlainDate.from(typed.date);
        return await show(dayScreen(parts, draft, channel, date, reader));
      }
      case "days": {
        const days = typed.dates.map((date) => Temporal.PlainDate.from(date));
        return await show(picker(parts, draft, channel, reader, { note: ctx.say.html("queue-which"), days }));
      }
      case "past":
      case "far":
        return await show(picker(parts, draft, channel, reader, { note: ctx.say.html(`queue-${typed.kind}`) }));
      case "time": {
        const before = neighbours(parts.schedule, channel.id, draft.id);
        const refused = await plan(parts, ctx, draft.id, typed.at, null);
        if (refused !== null) {
          return await show(picker(parts, draft, channel, reader, { note: ctx.say.html(refused) }));
        }
        if (question.messageId === null) {
          // It was asked in the agenda, which comes to the bottom.
          await afterPlan(parts, ctx, draft.id, before);
          await sendAgenda(parts, ctx, { picked: draft.id });
        } else {
          await deleteQuietly(parts, ctx.person.id, question.messageId);
          await parts.receipts.drop(draft.id, ctx.person.id);
          await afterPlan(parts, ctx, draft.id, before);
        }
        if (typed.shifted) await ctx.reply(ctx.say.plain("queue-shifted"));
        return;
      }
    }
  });
  return composer;
}

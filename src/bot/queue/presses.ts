import { Composer, InlineKeyboard } from "grammy";
import type { Channel } from "../../archive/channels.ts";
import { nameOf } from "../../post/title.ts";
import type { PaperboyContext } from "../context.ts";
import type { Screen } from "../draft/screen.ts";
import { toast } from "../setup/reply.ts";
import { pageWith, slotScreen } from "./agenda.ts";
import { neighbours } from "./beside.ts";
import { press as button, decode, fromMinutes, type Press, type Verb } from "./buttons.ts";
import { dateOf, monthOf } from "./calendar.ts";
import { apply } from "./changes.ts";
import { monthView } from "./month.ts";
import { type QueueParts, readerOf } from "./parts.ts";
import { dayScreen, hourScreen, monthScreen, picker } from "./picker.ts";
import { changeRow, isQueued, mayChooseTime, plan, type Refused, tellRefused } from "./planning.ts";
import { afterPlan, agendaFor, deleteQuietly, isOpenAgenda, sendPicker, showPressed } from "./showing.ts";
import { slotChange, slotDays, slotHours, slotMinutes, weekScreen } from "./slots.ts";
import { zonePress } from "./zone-presses.ts";

interface Before {
  readonly page: number;
  readonly beside: readonly number[];
}

/** Where a time may be typed as well, or is being given. */
const CHOOSING: ReadonlySet<Verb> = new Set(["plan", "open", "keep", "month", "day", "hour", "set"]);

/** Every button of the queue. Each press is answered; who pressed, and what they saw, is checked again. */
export function createQueuePresses(parts: QueueParts): Composer<PaperboyContext> {
  const { schedule, drafts, messages, slots } = parts;
  const composer = new Composer<PaperboyContext>();

  composer.on("callback_query:data", async (ctx, next) => {
    const press = decode(ctx.callbackQuery.data);
    if (press === null) {
      // Whoever turns to something else is asked for a time no longer.
      messages.close(ctx.person.id);
      return await next();
    }
    const { channel } = ctx;
    if (channel === null) return await toast(ctx, ctx.say.plain("draft-no-channel"), { alert: true });
    if (!(await ctx.standing()).author) return await toast(ctx, ctx.say.plain("queue-may-not"), { alert: true });
    // What it shows, and what others change meanwhile, come one after the other.
    await parts.agendas.during(ctx.person.id, () => handle(ctx, press, channel));
  });

  const show = async (ctx: PaperboyContext, screen: Screen | null): Promise<void> => {
    await toast(ctx);
    await bring(ctx, screen);
  };

  const bring = (ctx: PaperboyContext, screen: Screen | null): Promise<void> => showPressed(parts, ctx, screen);
  const isAgenda = (ctx: PaperboyContext): boolean => isOpenAgenda(parts, ctx);

  const handle = async (ctx: PaperboyContext, press: Press, channel: Channel): Promise<void> => {
    const reader = readerOf(parts, ctx.person.id, ctx.say, channel);
    // Whoever turns to another screen of the queue is asked for a time no longer.
    if (!CHOOSING.has(press.verb)) messages.close(ctx.person.id);
    switch (press.verb) {
      case "plan":
      case "open":
      case "keep":
      case "month":
      case "day":
      case "hour":
      case "slots":
      case "set":
        return await choose(ctx, press, channel);
      case "agenda":
        return await show(ctx, await agendaFor(parts, ctx, pageOf(press)));
      case "pick":
      case "swap":
        return await show(
          ctx,
          await agendaFor(parts, ctx, { picked: press.draftId, swap: press.verb === "swap", ...pageOf(press) }),
        );
      case "view":
        return await show(
          ctx,
          monthView(parts, channel, monthOf(press.arg) ?? monthNow(reader.now, channel.zone), null, reader),
        );
      case "days": {
        const date = dateOf(press.arg);
        return date === null
          ? await toast(ctx)
          : await show(ctx, monthView(parts, channel, date.toPlainYearMonth(), date, reader));
      }
      case "now":
        return await confirmNow(ctx, press, channel);
      case "week":
        return await show(ctx, weekScreen(slots.list(channel.id), ctx.say));
      case "wh":
        return await show(ctx, slotHours(ctx.say));
      case "wm":
        return await show(ctx, slotMinutes(Math.min(23, Number.parseInt(press.arg, 10) || 0), ctx.say));
      case "wt":
        return await show(
          ctx,
          slotDays(slots.list(channel.id), Math.min(1_439, Number.parseInt(press.arg, 10) || 0), ctx.say),
        );
      case "zone":
      case "zc":
        return await zonePress(parts, ctx, press, channel);
      default:
        return await change(ctx, press, channel);
    }
  };

  /** The choice of a time. */
  const choose = async (ctx: PaperboyContext, press: Press, channel: Channel): Promise<void> => {
    const draft = drafts.load(press.draftId);
    const planned = schedule.find(press.draftId);
    if (draft === null || !(await mayChooseTime(parts, ctx, draft))) return await refuse(ctx, press, "queue-gone");
    if (draft.state === "published") return await tellRefused(ctx, "queue-published");
    const reader = readerOf(parts, ctx.person.id, ctx.say, channel);
    const message = ctx.callbackQuery?.message?.message_id ?? null;
    const inAgenda = isAgenda(ctx);
    const asked = (screen: Screen): Promise<void> => {
      messages.ask(ctx.person.id, draft.id, inAgenda ? null : message);
      if (inAgenda && press.verb !== "open")
        screen.keyboard.text(ctx.say.plain("queue-to-agenda"), button("pick", planned ?? press));
      return show(ctx, screen);
    };
    switch (press.verb) {
      case "plan":
        await toast(ctx);
        return await sendPicker(parts, ctx, draft.id, picker(parts, draft, channel, reader));
      case "open":
        return await asked(picker(parts, draft, channel, reader, { inAgenda }));
      case "keep":
        messages.close(ctx.person.id);
        await toast(ctx);
        // Without a plan there is no receipt to become: the choice goes.
        if (!isQueued(planned)) {
          if (message !== null) await deleteQuietly(parts, ctx.person.id, message);
          return;
        }
        if (message !== null) await parts.receipts.take(draft.id, ctx.person.id, message);
        return await parts.receipts.show(draft.id);
      case "month":
        return await asked(
          monthScreen(draft, planned, monthOf(press.arg) ?? monthNow(reader.now, channel.zone), reader),
        );
      case "day": {
        const date = dateOf(press.arg);
        return date === null ? await toast(ctx) : await asked(dayScreen(parts, draft, channel, date, reader));
      }
      case "hour": {
        const date = dateOf(press.arg);
        const hour = Number.parseInt(press.arg.slice(8), 10);
        if (date === null || !(hour >= 0 && hour < 24)) return await toast(ctx);
        return await asked(hourScreen(draft, planned, date, hour, reader));
      }
      case "slots":
        return planned === null
          ? await toast(ctx)
          : await show(ctx, slotScreen(parts, draft, planned, channel, reader));
      default:
        return await set(ctx, press, channel);
    }
  };

  /** Where a post stood before it is changed: its page, and the posts whose receipts speak of it. */
  const standing = ({ id }: Channel, draftId: number): Before => ({
    page: pageWith(schedule, id, draftId),
    beside: neighbours(schedule, id, draftId),
  });

  const set = async (ctx: PaperboyContext, press: Press, channel: Channel): Promise<void> => {
    const before = standing(channel, press.draftId);
    const at = fromMinutes(press.arg);
    const refused = at === null ? "queue-changed" : await plan(parts, ctx, press.draftId, at, press.revision);
    if (refused !== null) return await refuse(ctx, press, refused);
    await toast(ctx, ctx.say.plain("queue-set"));
    await shown(ctx, press.draftId, before);
  };

  /** The message under which a change was made shows it: the agenda as the agenda, any other as the receipt. */
  const shown = async (ctx: PaperboyContext, draftId: number, before: Before, picked?: number): Promise<void> => {
    const message = ctx.callbackQuery?.message?.message_id;
    if (isAgenda(ctx)) {
      await bring(ctx, await agendaFor(parts, ctx, picked === undefined ? { page: before.page } : { picked }));
    } else if (message !== undefined) await parts.receipts.take(draftId, ctx.person.id, message);
    await afterPlan(parts, ctx, draftId, before.beside);
  };

  const refuse = async (ctx: PaperboyContext, press: Press, refused: Refused): Promise<void> => {
    await tellRefused(ctx, refused);
    const page = ctx.channel === null ? 0 : pageWith(schedule, ctx.channel.id, press.draftId);
    const screen = isAgenda(ctx) ? await agendaFor(parts, ctx, { page }) : null;
    if (screen !== null) await bring(ctx, screen);
    else if (schedule.find(press.draftId) !== null) await parts.receipts.show(press.draftId);
  };

  const confirmNow = async (ctx: PaperboyContext, press: Press, channel: Channel): Promise<void> => {
    const row = schedule.find(press.draftId);
    const draft = drafts.load(press.draftId);
    if (!(await ctx.standing()).publisher) return await refuse(ctx, press, "queue-may-not");
    if (draft === null || row?.channelId !== channel.id || !isQueued(row))
      return await refuse(ctx, press, "queue-gone");
    if (row.revision !== press.revision) return await refuse(ctx, press, "queue-changed");
    const keyboard = new InlineKeyboard()
      .text(ctx.say.plain("queue-now-sure"), button("out", row))
      .row()
      .text(ctx.say.plain("queue-to-agenda"), button("pick", row));
    await show(ctx, { html: ctx.say.html("queue-ask-now", { title: nameOf(draft.content) }), keyboard });
  };

  /** What changes rows of the queue or of the week. */
  const change = async (ctx: PaperboyContext, press: Press, channel: Channel): Promise<void> => {
    const picked = press.verb === "up" || press.verb === "down" || press.verb === "with" ? press.draftId : undefined;
    const touched = new Set<number>();
    const before = standing(channel, press.draftId);
    const refused = await changeRow(parts, ctx, press, () =>
      apply(parts, { personId: ctx.person.id, channel }, press, touched),
    );
    if (refused !== null) return await refuse(ctx, press, refused);
    await toast(ctx);
    if (press.verb === "wd" || press.verb === "wg") {
      const minute = slotChange(press.verb, press.arg)?.minute ?? 0;
      const screen =
        press.verb === "wg" && press.arg.endsWith("-none")
          ? weekScreen(slots.list(channel.id), ctx.say)
          : slotDays(slots.list(channel.id), minute, ctx.say);
      return await bring(ctx, screen);
    }
    if (press.draftId === 0) {
      await bring(ctx, await agendaFor(parts, ctx, pageOf(press)));
      return parts.scheduler.wake();
    }
    await shown(ctx, press.draftId, before, picked);
    for (const draftId of touched) {
      await parts.receipts.show(draftId);
      await parts.refreshCard(draftId);
    }
  };

  return composer;
}

/** The page of the agenda that a button leads to. */
function pageOf({ arg }: Press): { readonly page?: number } {
  return /^\d{1,4}$/.test(arg) ? { page: Number(arg) } : {};
}

function monthNow(now: number, zone: string): Temporal.PlainYearMonth {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().toPlainYearMonth();
}

import type { Methods } from "../calling.ts";
import { badRequest, QUERY_TOO_OLD } from "../errors.ts";

export const answering = {
  answerCallbackQuery(p, call) {
    if ((p.text?.length ?? 0) > 200) throw badRequest("MESSAGE_TOO_LONG");
    if (p.url !== undefined && !/^(https?:\/\/)?t\.me\//.test(p.url)) throw badRequest("URL_INVALID");
    call.queries.answerPress(p.callback_query_id ?? "", {
      text: p.text === undefined || p.text === "" ? null : p.text,
      alert: p.show_alert === true,
      url: p.url ?? null,
    });
    return true;
  },

  answerInlineQuery(p, call) {
    if (p.inline_query_id === undefined || p.inline_query_id === "") throw badRequest(QUERY_TOO_OLD);
    if (!Array.isArray(p.results)) throw badRequest("Expected an Array of inline query results");
    if (p.results.length > 50) throw badRequest("Too many inline query results specified");
    if (p.results.some((result) => typeof result !== "object" || result === null || Array.isArray(result)))
      throw badRequest("Can't parse inline query result: Inline query result must be an object");
    const ids = p.results.map((result) => String(result.id));
    if (ids.some((id) => Buffer.byteLength(id) < 1 || Buffer.byteLength(id) > 64))
      throw badRequest("RESULT_ID_INVALID");
    if (new Set(ids).size !== ids.length) throw badRequest("RESULT_ID_DUPLICATE");
    if (Buffer.byteLength(p.next_offset ?? "") > 64) throw badRequest("NEXT_OFFSET_INVALID");
    call.queries.answerInline(p.inline_query_id, {
      results: p.results,
      nextOffset: p.next_offset ?? null,
      button: p.button ?? null,
    });
    return true;
  },
} satisfies Partial<Methods>;

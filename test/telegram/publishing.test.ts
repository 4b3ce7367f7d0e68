import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import type { OutgoingMessage } from "../../src/post/outgoing.ts";
import type { Refusal } from "../../src/post/refusal.ts";
import { createSending } from "../../src/telegram/publishing.ts";
import { neverLeft, refusalOf } from "../../src/telegram/refusal.ts";
import { refusedWith, startTelegram, taken } from "./telegram-server.ts";

const CHANNEL = -1001234567890;
const bold = { type: "bold", offset: 0, length: 2 } as const;
const first = { replyToPrevious: false, disable_notification: false };
const then = { replyToPrevious: true, disable_notification: true };
const TEXT: OutgoingMessage = {
  ...first,
  method: "sendMessage",
  text: "да",
  entities: [bold],
  link_preview_options: { is_disabled: false },
};

test("a text goes out with its entities and without a parse mode", async () => {
  const telegram = await startTelegram(() => taken({ message_id: 7 }));
  assert.deepEqual(await createSending(telegram.api).send(CHANNEL, TEXT, null), { ok: true, messageIds: [7] });
  assert.deepEqual(telegram.calls, [
    {
      method: "sendMessage",
      payload: {
        chat_id: CHANNEL,
        disable_notification: false,
        text: "да",
        entities: [bold],
        link_preview_options: { is_disabled: false },
      },
    },
  ]);
  await telegram.stop();
});

for (const [method, field] of [
  ["sendPhoto", "photo"],
  ["sendVideo", "video"],
  ["sendAnimation", "animation"],
  ["sendDocument", "document"],
] as const) {
  test(`${method} names its file and its caption, and answers the first part`, async () => {
    const telegram = await startTelegram(() => taken({ message_id: 8 }));
    const outgoing = { ...then, method, file_id: "file", caption: "да", caption_entities: [bold] };
    assert.deepEqual(await createSending(telegram.api).send(CHANNEL, outgoing, 7), { ok: true, messageIds: [8] });
    assert.deepEqual(telegram.calls[0]?.payload, {
      chat_id: CHANNEL,
      disable_notification: true,
      reply_parameters: { message_id: 7, allow_sending_without_reply: true },
      caption: "да",
      caption_entities: [bold],
      [field]: "file",
    });
    await telegram.stop();
  });
}

test("an album is one call and gives all its messages", async () => {
  const telegram = await startTelegram(() => taken([{ message_id: 7 }, { message_id: 8 }]));
  const media = [
    { type: "photo", media: "a", caption: "да", caption_entities: [bold] },
    { type: "video", media: "b", caption: "", caption_entities: [] },
  ] as const;
  const sent = await createSending(telegram.api).send(CHANNEL, { ...first, method: "sendMediaGroup", media }, null);
  assert.deepEqual(sent, { ok: true, messageIds: [7, 8] });
  assert.deepEqual(telegram.calls[0]?.payload, { chat_id: CHANNEL, disable_notification: false, media });
  await telegram.stop();
});

const REFUSALS: [code: number, description: string, refusal: Refusal["code"]][] = [
  [403, "Forbidden: bot is not a member of the channel chat", "not-a-member"],
  [403, "Forbidden: bot was kicked from the channel chat", "not-a-member"],
  [400, "Bad Request: CHANNEL_PRIVATE", "not-a-member"],
  [400, "Bad Request: need administrator rights in the channel chat", "no-right-to-post"],
  [400, "Bad Request: not enough rights to send text messages to the chat", "no-right-to-post"],
  [400, "Bad Request: not enough rights to send photos to the chat", "no-right-to-post"],
  [400, "Bad Request: have no rights to send a message", "no-right-to-post"],
  [400, "Bad Request: CHAT_WRITE_FORBIDDEN", "no-right-to-post"],
  [400, "Bad Request: CHAT_ADMIN_REQUIRED", "no-right-to-post"],
  [400, "Bad Request: CHAT_SEND_PHOTOS_FORBIDDEN", "no-right-to-post"],
  [400, "Bad Request: chat not found", "channel-not-found"],
  [400, "Bad Request: PEER_ID_INVALID", "channel-not-found"],
  [401, "Unauthorized", "unauthorized"],
  [404, "Not Found", "unauthorized"],
  [400, "Bad Request: wrong file identifier/HTTP URL specified", "file-unusable"],
  [400, "Bad Request: wrong remote file identifier specified: can't unserialize it", "file-unusable"],
  [400, "Bad Request: wrong file_id or the file is temporarily unavailable", "file-unusable"],
  [400, "Bad Request: can't use file of type Video as Photo", "file-unusable"],
  [400, "Bad Request: PHOTO_INVALID_DIMENSIONS", "file-unusable"],
  [400, "Bad Request: IMAGE_PROCESS_FAILED", "file-unusable"],
  [400, "Bad Request: MEDIA_EMPTY", "file-unusable"],
  [400, "Bad Request: Can't use the media of the specified type in the album", "file-unusable"],
  [400, "Bad Request: message is too long", "text-refused"],
  [400, "Bad Request: MESSAGE_TOO_LONG", "text-refused"],
  [400, "Bad Request: message caption is too long", "text-refused"],
  [400, "Bad Request: MEDIA_CAPTION_TOO_LONG", "text-refused"],
  [400, "Bad Request: message text is empty", "text-refused"],
  [400, "Bad Request: can't parse entities: unsupported start tag", "text-refused"],
  [400, "Bad Request: ENTITY_BOUNDS_INVALID", "text-refused"],
  [400, "Bad Request: strings must be encoded in UTF-8", "text-refused"],
  [403, "Forbidden: the group chat was deleted", "not-a-member"],
  [400, "Bad Request: CHANNEL_PUBLIC_GROUP_NA", "not-a-member"],
  [400, "Bad Request: have no access to the chat", "not-a-member"],
  [400, "Bad Request: can't access the chat", "not-a-member"],
  [400, "Bad Request: have no write access to the chat", "no-right-to-post"],
  [400, "Bad Request: not enough rights to send the rich message to the chat", "no-right-to-post"],
  [400, "Bad Request: CHAT_GUEST_SEND_FORBIDDEN", "no-right-to-post"],
  [400, "Bad Request: CHAT_SEND_MEDIA_FORBIDDEN", "no-right-to-post"],
  [400, "Bad Request: USER_BANNED_IN_CHANNEL", "no-right-to-post"],
  [400, "Bad Request: chat_id is empty", "channel-not-found"],
  [400, "Bad Request: chat is deactivated", "channel-not-found"],
  [403, "Forbidden: PEER_ID_INVALID", "channel-not-found"],
  [400, "Bad Request: message to copy not found", "source-gone"],
  [400, "Bad Request: message can't be copied", "source-gone"],
  [400, "Bad Request: can't access the chat to copy message from", "source-gone"],
  [400, "Bad Request: message has protected content and can't be forwarded", "source-gone"],
  [400, "Bad Request: reply markup is too long", "buttons-refused"],
  [400, "Bad Request: BUTTON_URL_INVALID", "buttons-refused"],
  [400, "Bad Request: REPLY_MARKUP_INVALID", "buttons-refused"],
  [400, "Bad Request: inline keyboard button URL 'https://' is invalid: wrong HTTP URL", "buttons-refused"],
  [400, "Bad Request: can't parse inline keyboard button: text must be non-empty", "buttons-refused"],
  [400, "Bad Request: text is too long", "text-refused"],
  [400, "Bad Request: can't parse MessageEntity: offset must be of type Number", "text-refused"],
  [
    400,
    "Bad Request: photo has unsupported extension. Use one of .jpg, .jpeg, .gif, .png, .tif or .bmp",
    "file-unusable",
  ],
  [400, "Bad Request: failed to upload file", "file-unusable"],
  [400, "Bad Request: FILE_PART_1_MISSING", "file-unusable"],
  [400, "Bad Request: FILE_REFERENCE_EXPIRED", "file-unusable"],
  [400, 'Bad Request: failed to send message #2 with the error message "WEBPAGE_MEDIA_EMPTY"', "file-unusable"],
  [400, 'Bad Request: failed to send message #1 with the error message "CHAT_WRITE_FORBIDDEN"', "no-right-to-post"],
  [400, "Bad Request: group send failed", "file-unusable"],
  [400, "Bad Request: wrong HTTP URL specified", "file-unusable"],
  [400, "Bad Request: RICH_MESSAGE_CONTENT_REQUIRED", "text-refused"],
  [400, "Bad Request: can't parse PageBlockTableCell: unsupported rich text type", "text-refused"],
  [400, "Bad Request: FROZEN_METHOD_INVALID", "frozen"],
  [404, "Not Found: method not found", "unsupported"],
  [401, "Unauthorized: invalid token specified", "unauthorized"],
  [401, "Unauthorized: invalid api-id/api-hash", "unauthorized"],
  [421, "Misdirected Request: unallowed token specified", "unauthorized"],
  [400, "Logged out", "unauthorized"],
  [
    409,
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    "conflict",
  ],
  [400, "Bad Request: something that nobody has seen", "other"],
  [403, "Forbidden: something that nobody has seen", "other"],
  [413, "Request Entity Too Large", "other"],
  [409, "Conflict: terminated by other getUpdates request", "conflict"],
];
for (const [code, description, expected] of REFUSALS) {
  test(`${code} ${description} is ${expected}`, async () => {
    const telegram = await startTelegram(() => refusedWith(code, description));
    const sent = await createSending(telegram.api).send(CHANNEL, TEXT, null);
    assert.ok(!sent.ok && "refusal" in sent);
    assert.equal(sent.refusal.code, expected);
    if ("description" in sent.refusal) assert.equal(sent.refusal.description, description);
    await telegram.stop();
  });
}

const KNOWN = new URL("../../../shared/data/bot-api/error-descriptions.json", import.meta.url);
test("every error that the Bot API server names is a refusal, but for its own failures", (t) => {
  if (!existsSync(KNOWN)) return t.skip(`${KNOWN.pathname} is absent`);
  const { errors } = JSON.parse(readFileSync(KNOWN, "utf8")) as { errors: { code: number; text: string }[] };
  assert.ok(errors.length > 100);
  for (const { code, text } of errors) {
    const refusal = refusalOf({ error_code: code, description: text });
    assert.equal(refusal === null, code >= 500, text);
    if (/\bkicked\b|\bnot a member\b|\bchat not found\b/.test(text)) assert.notEqual(refusal?.code, "other", text);
  }
});

test("429 tells how long to wait, and is not tried again", async () => {
  const telegram = await startTelegram(() =>
    refusedWith(429, "Too Many Requests: retry after 14", { retry_after: 14 }),
  );
  assert.deepEqual(await createSending(telegram.api).send(CHANNEL, TEXT, null), {
    ok: false,
    refusal: { code: "too-many-requests", retryAfterSeconds: 14 },
  });
  assert.equal(telegram.calls.length, 1);
  await telegram.stop();
});

const UNKNOWN = { ok: false, unknown: true };

for (const [name, answer] of [
  ["an error of the server", () => refusedWith(500, "Internal Server Error")],
  ["a bad gateway that speaks JSON", () => refusedWith(502, "Bad Gateway")],
  ["an answer without an id", () => taken([])],
] as const) {
  test(`${name} leaves the outcome unknown`, async () => {
    const telegram = await startTelegram(answer);
    const album: OutgoingMessage = { ...first, method: "sendMediaGroup", media: [] };
    assert.deepEqual(await createSending(telegram.api).send(CHANNEL, album, null), UNKNOWN);
    assert.equal(telegram.calls.length, 1);
    await telegram.stop();
  });
}

test("a page of HTML from a gateway leaves the outcome unknown", async () => {
  const telegram = await startTelegram((_call, response) => void response.writeHead(502).end("<h1>502</h1>"));
  assert.deepEqual(await createSending(telegram.api).send(CHANNEL, TEXT, null), UNKNOWN);
  await telegram.stop();
});

test("a connection that breaks after the request leaves the outcome unknown", async () => {
  const telegram = await startTelegram((_call, response) => void response.socket?.destroy());
  assert.deepEqual(await createSending(telegram.api).send(CHANNEL, TEXT, null), UNKNOWN);
  assert.equal(telegram.calls.length, 1);
  await telegram.stop();
});

test("an answer that never comes leaves the outcome unknown", async () => {
  const telegram = await startTelegram(() => undefined);
  assert.deepEqual(await createSending(telegram.api).send(CHANNEL, TEXT, null), UNKNOWN);
  await telegram.stop();
});

test("a refused connection never left", async () => {
  const telegram = await startTelegram(() => undefined);
  await telegram.stop();
  assert.deepEqual(await createSending(telegram.api).send(CHANNEL, TEXT, null), {
    ok: false,
    refusal: { code: "not-reached" },
  });
});

test("only what comes before the request counts as never left", () => {
  const error = (code: string, message = code, syscall?: string) =>
    Object.assign(new Error(message), { code, syscall });
  for (const never of [
    error("ECONNREFUSED"),
    error("ENOTFOUND"),
    error("EAI_AGAIN"),
    error("ETIMEDOUT", "request failed, reason: connect ETIMEDOUT 149.154.167.220:443"),
    error("EHOSTUNREACH", "EHOSTUNREACH", "connect"),
    error("CERT_HAS_EXPIRED"),
    error("DEPTH_ZERO_SELF_SIGNED_CERT"),
    new TypeError("fetch failed", { cause: error("UND_ERR_CONNECT_TIMEOUT") }),
  ]) {
    assert.equal(neverLeft(never), true, never.message);
  }
  for (const perhaps of [
    error("ECONNRESET"),
    error("EPIPE"),
    error("ETIMEDOUT", "read ETIMEDOUT", "read"),
    error("EHOSTUNREACH", "read EHOSTUNREACH", "read"),
    new Error("Request to 'sendMessage' timed out after 60 seconds"),
    "ECONNREFUSED",
    undefined,
  ]) {
    assert.equal(neverLeft(perhaps), false, String(perhaps));
  }
});

for (const [answer, expected] of [
  [taken(true), "pinned"],
  [refusedWith(400, "Bad Request: CHAT_NOT_MODIFIED"), "pinned"],
  [
    refusedWith(400, "Bad Request: not enough rights to manage pinned messages in the chat"),
    { refusal: { code: "no-right-to-post" } },
  ],
  [
    refusedWith(400, "Bad Request: message to pin not found"),
    { refusal: { code: "other", description: "Bad Request: message to pin not found" } },
  ],
  [refusedWith(403, "Forbidden: bot is not a member of the channel chat"), { refusal: { code: "not-a-member" } }],
  [refusedWith(429, "Too Many Requests: retry after 3", { retry_after: 3 }), "unreachable"],
  [refusedWith(502, "Bad Gateway"), "unreachable"],
  [
    refusedWith(400, "Bad Request: group chat was upgraded to a supergroup chat", { migrate_to_chat_id: -1007 }),
    { movedTo: -1007 },
  ],
] as const) {
  test(`a pin that is answered ${JSON.stringify(answer)} is ${JSON.stringify(expected)}`, async () => {
    const telegram = await startTelegram(() => answer);
    assert.deepEqual(await createSending(telegram.api).pin(CHANNEL, 7), expected);
    assert.equal(telegram.calls.length, 1);
    await telegram.stop();
  });
}

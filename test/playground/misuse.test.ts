import assert from "node:assert/strict";
import { connect } from "node:net";
import { describe, it } from "node:test";
import { InputFile } from "grammy";
import { ADMIN, openScene, png, READER, refuses } from "./scene.ts";

describe("a bot that makes mistakes", () => {
  it("is told of each, and never brings the stand-in down", async (t) => {
    const { telegram } = await openScene(t);
    const root = `${telegram.apiRoot}/bot${telegram.token}`;
    const post = async (method: string, body: string, type = "application/json") => {
      const response = await fetch(`${root}/${method}`, { method: "POST", headers: { "content-type": type }, body });
      return ((await response.json()) as { description: string }).description;
    };
    const multipart = "multipart/form-data; boundary=x";
    const cases: readonly [string, string, string, string?][] = [
      ["sendMessage", "{", "Bad Request: can't parse JSON object"],
      ["sendMessage", "[]", "Bad Request: JSON object expected"],
      ["sendMessage", "null", "Bad Request: JSON object expected"],
      ["sendMessage", "x", "Bad Request: unsupported content type", "text/plain"],
      ["sendMessage", "{}", "Bad Request: message text is empty"],
      ["sendMessage", '{"text":"x"}', "Bad Request: chat_id is empty"],
      ["sendMessage", '{"text":["x"]}', 'Bad Request: parameter "text" must be of type String'],
      ["sendMessage", '{"text":"x","chat_id":{}}', "Bad Request: chat identifier must be a valid Integer"],
      ["sendMessage", '{"text":"x","entities":{}}', "Bad Request: expected an Array of MessageEntity"],
      ["sendMessage", '{"text":"x","entities":"["}', "Bad Request: can't parse entities JSON object"],
      ["sendMessage", '{"text":"x","reply_markup":5,"chat_id":1}', "Bad Request: object expected as reply markup"],
      ["sendMessage", '{"text":"\\ud83d"}', "Bad Request: strings must be encoded in UTF-8"],
      ["sendMessage", `{"text":"${"я".repeat(20_000)}"}`, "Bad Request: text is too long"],
      ["sendMessage", '{"__proto__":{"text":"x"},"text":"y"}', 'Bad Request: sendMessage has no parameter "__proto__"'],
      ["sendMessage", '{"constructor":1}', 'Bad Request: sendMessage has no parameter "constructor"'],
      ["sendMediaGroup", '{"chat_id":1,"media":"x"}', "Bad Request: can't parse media JSON object"],
      ["editMessageText", '{"text":"x","chat_id":1}', "Bad Request: chat not found"],
      ["toString", "{}", "Not Found: method not found"],
      ["sendPhoto", "--x\r\nbroken", "Bad Request: can't parse multipart data", multipart],
    ];
    for (const [method, body, description, type] of cases) {
      assert.equal(await post(method, body, type), description, `${method} ${body.slice(0, 40)}`);
    }
    assert.equal((await fetch(`${root}/getMe`)).status, 200);
  });

  it("can name a file that is not there, and one by a path that leads out", async (t) => {
    const { telegram, api, channel } = await openScene(t);
    await refuses(api.sendPhoto(channel, "attach://nothing"), 400, "Bad Request: there is no photo in the request");
    const root = `${telegram.apiRoot}/file/bot${telegram.token}`;
    for (const path of ["photos/file_x.png", "..%2f..%2fpackage.json", "%2fetc%2fpasswd"]) {
      assert.equal((await fetch(`${root}/${path}`)).status, 404);
    }
    const sent = await api.sendDocument(channel, new InputFile(png(8, 8), "../../../etc/passwd"));
    assert.equal(sent.document.file_name, "passwd");
  });

  it("sends at most 100 buttons and 100 ids at once", async (t) => {
    const { api, channel } = await openScene(t);
    const button = { text: "b", callback_data: "x" };
    const inline_keyboard = [Array.from({ length: 101 }, () => button)];
    await refuses(
      api.sendMessage(channel, "x", { reply_markup: { inline_keyboard } }),
      400,
      "Bad Request: reply markup is too long",
    );
    const ids = Array.from({ length: 101 }, (_, i) => i + 1);
    await refuses(api.deleteMessages(channel, ids), 400, "Bad Request: too many message identifiers specified");
  });
});

describe("a caller that breaks off", () => {
  it("in the middle of an upload leaves nothing behind", async (t) => {
    const { telegram, people, channel, api } = await openScene(t);
    const { port } = new URL(telegram.url);
    const socket = connect(Number(port), "127.0.0.1");
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.write(
      `POST /bot${telegram.token}/sendPhoto HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n` +
        'Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\ncontent-disposition:form-data;name="chat_id"\r\n',
      () => socket.destroy(),
    );
    await closed;
    await api.sendMessage(channel, "Still here");
    assert.equal((await people.look({ person: READER, chat: channel })).messages.length, 1);
  });
});

describe("people who try what is not theirs", () => {
  it("are told so", async (t) => {
    const { people, bot, channel } = await openScene(t);
    const nobody = 4242;
    await assert.rejects(people.say({ person: nobody, chat: bot, text: "x" }), /no person 4242/);
    await assert.rejects(people.forward({ person: READER, chat: bot, from: channel, messages: [1] }), /no message 1/);
    await assert.rejects(people.start({ person: READER, payload: "с пробелом" }), /start payload/);
    await assert.rejects(people.addPerson({ id: ADMIN, name: "Twin" }), /already/);
    await assert.rejects(people.advance({ ms: -1 }), /forward/);
    const kind = "photo" as const;
    const send = (file: string) => people.sendFiles({ person: READER, chat: bot, files: [{ kind, file }] });
    await assert.rejects(send("data:image/png"), /no comma/);
    await assert.rejects(send("data:image/png,x"), /IMAGE_PROCESS_FAILED/);
    await assert.rejects(send("attach://a"), /no photo in the request/);
    await assert.rejects(people.sendFiles({ person: READER, chat: bot, files: [] }), /one to ten/);
  });
});

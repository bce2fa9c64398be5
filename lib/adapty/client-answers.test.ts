import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { app } from "./call.fixture";
import { deleteProfile, getProfile } from "./calls";
import { good, header, limits, meet, notKnown, profile, to } from "./fault.fixture";
import { serve, serveRaw } from "./server.fixture";

describe("the outcome of a write is unknown", () => {
  test.each([500, 502, 503, 504])("when a proxy answers %i with a page", async (status) => {
    const origin = await serve((_, response) => {
      response.writeHead(status, { "content-type": "text/html" }).end("<html>CANARY</html>");
    });
    expect((await meet(origin)).write).toMatchObject({
      kind: "unknown",
      code: "server_error",
      status,
      message: notKnown,
    });
  });

  test("when Adapty itself reports a fault", async () => {
    const body = JSON.stringify({
      errors: [{ source: null, errors: ["Boom"] }],
      error_code: "internal",
      status_code: 500,
    });
    const origin = await serve((_, response) => {
      response.writeHead(500, { "content-type": "application/json", "request-id": "req-9" }).end(body);
    });
    expect((await meet(origin)).write).toMatchObject({ kind: "unknown", code: "server_error", requestId: "req-9" });
  });

  test.each([
    ["a page with status 200", 200, "text/html", "<html>Sign in to the hotel's network</html>"],
    ["a page with status 404", 404, "text/html", "<html>nginx</html>"],
    ["a page with status 403", 403, "text/html; charset=utf-8", "<html>blocked</html>"],
    ["JSON of somebody else with status 404", 404, "application/json", '{"message":"no route"}'],
    ["JSON of somebody else with status 200", 200, "application/json", '{"ok":true}'],
    ["a profile without its id", 200, "application/json", '{"data":{"customer_user_id":"x"}}'],
    ["JSON that is no object", 200, "application/json", "[]"],
  ])("when %s comes back, which is not from Adapty", async (_, status, type, body) => {
    const origin = await serve((_request, response) => response.writeHead(status, { "content-type": type }).end(body));
    const { read, write } = await meet(origin);
    expect(read).toMatchObject({ kind: "unknown", code: "not_from_adapty", status });
    expect(write).toMatchObject({ kind: "unknown", code: "not_from_adapty", message: notKnown });
  });

  test("when it is sent elsewhere, and the key does not follow", async () => {
    let followed = 0;
    const elsewhere = await serve((_, response) => {
      followed += 1;
      response.writeHead(200, { "content-type": "application/json" }).end(good);
    });
    for (const status of [301, 302, 307, 308]) {
      const origin = await serve((_, response) => response.writeHead(status, { location: elsewhere }).end());
      const { read, write } = await meet(origin);
      expect(read).toMatchObject({ code: "not_from_adapty", status });
      expect(write).toMatchObject({ kind: "unknown", code: "not_from_adapty" });
    }
    expect(followed).toBe(0);
  });

  test.each([
    ["empty", ""],
    ["malformed", '{"data":'],
    ["not UTF-8", Buffer.from([0x7b, 0x22, 0xe9, 0x22, 0x7d])],
  ])("when the JSON is %s", async (_, body) => {
    const origin = await serve((_request, response) =>
      response.writeHead(200, { "content-type": "application/json" }).end(body),
    );
    const { read, write } = await meet(origin);
    expect(read).toMatchObject({ kind: "unknown", code: "unreadable_answer" });
    expect(write).toMatchObject({ kind: "unknown", code: "unreadable_answer", message: notKnown });
  });

  test("when what says it is gzip is not", async () => {
    const origin = await serve((_, response) =>
      response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" }).end("no gzip at all"),
    );
    expect((await meet(origin)).write).toMatchObject({ kind: "unknown", code: "unreadable_answer" });
  });

  test("when the answer is too large, packed small or not", async () => {
    const giant = JSON.stringify({ data: { ...profile, filler: "x".repeat(limits.answerBytes) } });
    const plain = await serve((_, response) =>
      response.writeHead(200, { "content-type": "application/json" }).end(giant),
    );
    const packed = await serve((_, response) =>
      response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" }).end(gzipSync(giant)),
    );
    for (const origin of [plain, packed]) {
      const { read, write } = await meet(origin);
      expect(read).toMatchObject({ kind: "unknown", code: "too_large", message: expect.stringContaining("dashboard") });
      expect(write).toMatchObject({ kind: "unknown", code: "too_large", message: notKnown });
    }
  });
});

describe("what is odd but readable", () => {
  test.each([
    ["a byte order mark", "application/json", `\uFEFF${good}`],
    ["a charset", "application/json; charset=utf-8", good],
    ["a vendor's JSON", "application/vnd.api+json", good],
    [
      "__proto__ keys",
      "application/json",
      `{"__proto__":{"ok":false},"data":${JSON.stringify(profile).slice(0, -1)},"__proto__":{"x":1}}}`,
    ],
    ["a key twice", "application/json", `{"data":null,"data":${JSON.stringify(profile)}}`],
  ])("is read: %s", async (_, type, body) => {
    const origin = await serve((_request, response) => response.writeHead(200, { "content-type": type }).end(body));
    expect(await getProfile(app, to, { origin, limits })).toMatchObject({ ok: true, profile });
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  test("a strange request id is not kept", async () => {
    const origin = await serve((_, response) =>
      response.writeHead(200, { "content-type": "application/json", "request-id": "x".repeat(300) }).end(good),
    );
    expect(await getProfile(app, to, { origin, limits })).not.toHaveProperty("requestId");
  });

  test("a read is tried again after a broken connection", async () => {
    let connections = 0;
    const origin = await serveRaw((socket) => {
      connections += 1;
      if (connections < 3) socket.resetAndDestroy();
      else socket.once("data", () => socket.write(header("application/json", good.length) + good));
    });
    expect(await getProfile(app, to, { origin, limits, sleep: async () => {} })).toMatchObject({ ok: true });
    expect(connections).toBe(3);
  });

  test("a delete is done only by an empty 204", async () => {
    const answering = (status: number, body?: string) =>
      serve((_, response) => response.writeHead(status, { "content-type": "application/json" }).end(body));
    expect(await deleteProfile(app, to, { origin: await answering(204), limits })).toEqual({ ok: true });
    for (const [status, body] of [
      [200, good],
      [200, ""],
      [202, "{}"],
    ] as const) {
      const answer = await deleteProfile(app, to, { origin: await answering(status, body), limits });
      expect(answer).toMatchObject({ ok: false, error: { kind: "unknown", message: notKnown } });
    }
  });
});

import { describe, expect, test } from "vitest";
import { app } from "./call.fixture";
import { getProfile, updateProfile } from "./calls";
import { good, header, limits, meet, notKnown, once, short, to, unchanged } from "./fault.fixture";
import { freePort, serve, serveNobody, serveRaw } from "./server.fixture";

describe("Adapty is surely not reached", () => {
  test("when nothing listens there, after three tries of a read and one of a write", async () => {
    const port = await freePort();
    const tried: unknown[] = [];
    const counted: typeof fetch = (input, init) => {
      tried.push(init?.method);
      return fetch(input, init);
    };
    const { read, write } = await meet(`http://127.0.0.1:${port}`, { fetch: counted });
    expect(read).toMatchObject({ kind: "not_reached", code: "unreachable" });
    expect(write).toMatchObject({ kind: "not_reached", code: "unreachable", message: unchanged });
    expect(tried).toEqual(["GET", "GET", "GET", "PATCH"]);
  });

  test("when it lets nobody in within the time for connecting, however long the whole call may take", async () => {
    const tried: unknown[] = [];
    const counted: typeof fetch = (input, init) => {
      tried.push(init?.method);
      return fetch(input, init);
    };
    const { read, write } = await meet(await serveNobody(), { fetch: counted, limits: { ...limits, connectMs: 200 } });
    expect(read).toMatchObject({ kind: "not_reached", code: "unreachable" });
    expect(write).toMatchObject({ kind: "not_reached", code: "unreachable", message: unchanged });
    expect(tried).toEqual(["GET", "GET", "GET", "PATCH"]);
  });

  test("when the time for the whole call is over before anybody was let in", async () => {
    const { read, write } = await meet(await serveNobody(), { limits: short });
    expect(read).toMatchObject({ kind: "not_reached", code: "unreachable" });
    expect(write).toMatchObject({ kind: "not_reached", code: "unreachable", message: unchanged });
  });

  test("when no secure connection can be made", async () => {
    const origin = await serve((_, response) => response.end());
    const { read, write } = await meet(origin.replace("http:", "https:"));
    expect(read).toMatchObject({ kind: "not_reached", code: "tls_failed" });
    expect(write).toMatchObject({ kind: "not_reached", code: "tls_failed", message: unchanged });
  });
});

describe("the outcome of a write is unknown", () => {
  test("when the answer does not come in time", async () => {
    const { read, write } = await meet(await serve(() => {}), { limits: short });
    expect(read).toMatchObject({ kind: "unknown", code: "timed_out", message: unchanged });
    expect(write).toMatchObject({ kind: "unknown", code: "timed_out", message: notKnown });
  });

  test("when a connection is made within the time for it, and the answer takes longer than that but comes", async () => {
    const origin = await serve((_, response) => {
      setTimeout(() => response.writeHead(500).end(), 600);
    });
    const { write } = await meet(origin, { limits: { ...limits, connectMs: 200 } });
    expect(write).toMatchObject({ kind: "unknown", code: "server_error", message: notKnown });
  });

  test("when the answer's body drips in without end", async () => {
    const origin = await serve((_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const drip = setInterval(() => response.write(" "), 20);
      response.on("close", () => clearInterval(drip));
    });
    const { read, write } = await meet(origin, { limits: short });
    expect(read).toMatchObject({ kind: "unknown", code: "timed_out", message: unchanged });
    expect(write).toMatchObject({ kind: "unknown", code: "timed_out", message: notKnown });
  });

  test("when the connection is reset after sending", async () => {
    const { read, write } = await meet(await once((socket) => socket.resetAndDestroy()));
    expect(read).toMatchObject({ kind: "unknown", code: "connection_lost" });
    expect(write).toMatchObject({ kind: "unknown", code: "connection_lost", message: notKnown });
  });

  test("when the connection is closed without an answer", async () => {
    const { write } = await meet(await once((socket) => socket.end()));
    expect(write).toMatchObject({ kind: "unknown", code: "connection_lost", message: notKnown });
  });

  test.each([
    ["content-length", header("application/json", good.length) + good.slice(0, 20)],
    [
      "chunked",
      `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n${good.length.toString(16)}\r\n${good.slice(0, 20)}`,
    ],
  ])("when the body is cut (%s)", async (_, bytes) => {
    const { read, write } = await meet(await once((socket) => socket.end(bytes)));
    expect(read).toMatchObject({ kind: "unknown", code: "connection_lost", status: 200 });
    expect(write).toMatchObject({ kind: "unknown", code: "connection_lost", message: notKnown });
  });

  test("when a body without a length is cut, which only its JSON betrays", async () => {
    const bytes = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n${good.slice(0, 20)}`;
    const { write } = await meet(await once((socket) => socket.end(bytes)));
    expect(write).toMatchObject({ kind: "unknown", code: "unreadable_answer", message: notKnown });
  });

  test("when a kept connection is reset under the next request, which is not sent again", async () => {
    let [connections, requests] = [0, 0];
    const origin = await serveRaw((socket) => {
      connections += 1;
      socket.on("data", () => {
        requests += 1;
        if (requests === 1) socket.write(header("application/json", good.length) + good);
        else socket.resetAndDestroy();
      });
    });
    expect(await getProfile(app, to, { origin, limits })).toMatchObject({ ok: true });
    // Only then is the connection free for another request.
    await new Promise(setImmediate);
    const write = await updateProfile(app, to, { first_name: "Bob" }, { origin, limits });
    expect(write).toMatchObject({ ok: false, error: { kind: "unknown", code: "connection_lost" } });
    expect([connections, requests]).toEqual([1, 2]);
  });
});

import { once } from "node:events";
import { createServer, request as httpRequest, type IncomingHttpHeaders, type RequestOptions } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { readProxies } from "@/lib/auth/client-address";
import { guard } from "./guard-server";
import { LIMITS } from "./limits";

type Config = { publicUrl?: string; proxies?: string; checkEveryMs?: number };

/** A server with the guard before it; `seen` is what got past. */
async function open({ publicUrl = "https://support.acme.test", proxies = "", checkEveryMs = 30_000 }: Config = {}) {
  const seen: { method: string | undefined; url: string | undefined; headers: IncomingHttpHeaders; bytes: number }[] =
    [];
  const server = createServer({ connectionsCheckingInterval: checkEveryMs }, async (request, response) => {
    let bytes = 0;
    request.on("data", (chunk: Buffer) => (bytes += chunk.length));
    await new Promise((resolve) => request.once("end", resolve));
    const { method, url, headers } = request;
    seen.push({ method, url, headers: { ...headers }, bytes });
    response.setHeader("Cache-Control", "private");
    response.end("in");
  });
  let upgraded = 0;
  server.on("upgrade", () => (upgraded += 1));
  const isOurProxy = readProxies(proxies) as (address: string) => boolean;
  guard(server, { publicUrl, isOurProxy, development: false });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;

  const ask = async (options: RequestOptions, body?: Buffer) => {
    const sent = httpRequest({ port, host: "127.0.0.1", ...options });
    sent.end(body);
    const [answer] = await once(sent, "response");
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk);
    return { status: answer.statusCode, headers: answer.headers, text: Buffer.concat(chunks).toString() };
  };
  const say = async (text: string) => {
    const socket = connect(port, "127.0.0.1");
    socket.write(text);
    let heard = "";
    for await (const chunk of socket) heard += chunk;
    return heard;
  };
  return { server, seen, ask, say, countUpgrades: () => upgraded };
}

/** So many headers, the one that Node asks for first of all. */
const filler = (count: number) => {
  const more = Array.from({ length: count - 1 }, (_, at) => [`x-filler-${at}`, "1"]);
  return Object.fromEntries([["host", "support.acme.test"], ...more]);
};

test.each([
  ["TRACE", "/", {}, undefined, 405],
  ["OPTIONS", "/", {}, undefined, 405],
  ["PROPFIND", "/api/x", {}, undefined, 405],
  ["GET", "/api/apps/%", {}, undefined, 400],
  ["GET", "/_next/image?url=%2Ffavicon.svg&w=64&q=75", {}, undefined, 404],
  ["POST", "/_next/image/", {}, undefined, 404],
  ["GET", "/sign-in?next=%2Fteam", { rsc: "1" }, undefined, 400],
  ["GET", "/join", { "next-router-prefetch": "1" }, undefined, 400],
  ["GET", "/set-up/", { "next-router-state-tree": "%5B%22%22%5D" }, undefined, 400],
  ["GET", "/new-password", { "next-router-segment-prefetch": "/_tree" }, undefined, 400],
  ["GET", "/close-tab", { "next-hmr-refresh": "1" }, undefined, 400],
  ["GET", "/sign-in/code.rsc", {}, undefined, 400],
  ["GET", "/sign-in.segments/_tree.segment.rsc", {}, undefined, 400],
  ["GET", "/_next/data/x/sign-in.json", { "x-nextjs-data": "1" }, undefined, 400],
  ["GET", "/./sign-in?_rsc=x", { rsc: "1" }, undefined, 400],
  ["GET", "/", {}, 1, 413],
  ["POST", "/api/auth/sign-in", {}, 16 * 1024 + 1, 413],
  ["POST", "/api/apps/a/find", {}, 64 * 1024 + 1, 413],
  ["POST", "/a/customers/b", {}, 256 * 1024 + 1, 413],
  ["POST", "/a/customers/b", { "transfer-encoding": "chunked" }, 256 * 1024 + 1, 413],
  ["GET", "/api/x", { "transfer-encoding": "chunked" }, 1, 413],
  ["GET", "/", filler(110), undefined, 431],
  ["POST", "/a/customers/b", filler(110), 256 * 1024 + 1, 431],
  ["POST", "/api/x", { ...filler(110), "transfer-encoding": "chunked" }, 256 * 1024 + 1, 431],
])("%s %s is answered at the door", async (method, path, headers, bytes, status) => {
  const { ask, seen } = await open();
  const body = bytes === undefined ? undefined : Buffer.alloc(bytes, "x");
  const length = body && !("transfer-encoding" in headers) ? { "content-length": body.length } : {};
  const answer = await ask({ method, path, headers: { ...headers, ...length } }, body);
  expect([answer.status, seen]).toEqual([status, []]);
  const message = path.startsWith("/api/") ? JSON.parse(answer.text).error.message : answer.text;
  expect(message).toMatch(/^[A-Z][^.]+\.( |$)/);
  expect(answer.headers).toMatchObject({ "x-content-type-options": "nosniff", "cache-control": "no-store" });
});

test("a public page gets in whole, and the payload of another page as far as the gate", async () => {
  const { ask, seen } = await open();
  await ask({ path: "/sign-in?next=%2Fteam" });
  for (const path of ["/team", "/team.rsc"]) await ask({ path, headers: { rsc: "1", "next-router-prefetch": "1" } });
  expect(seen.map(({ url }) => url)).toEqual(["/sign-in?next=%2Fteam", "/team", "/team.rsc"]);
});

test.each([16, 64, 256])("a body of the very size that is allowed gets in whole: %i KB", async (size) => {
  const { ask, seen } = await open();
  const path = { 16: "/api/auth/x", 64: "/api/x", 256: "/x" }[size] as string;
  const body = Buffer.alloc(size * 1024, "x");
  const answer = await ask({ method: "POST", path, headers: { "content-length": body.length } }, body);
  expect([answer.status, seen[0]?.bytes]).toEqual([200, body.length]);
});

test("a body that does not say how long it is gets in as far as it is allowed", async () => {
  const { ask, seen } = await open();
  const headers = { "transfer-encoding": "chunked" };
  const answer = await ask({ method: "POST", path: "/api/x", headers }, Buffer.alloc(64 * 1024, "x"));
  expect([answer.status, seen[0]?.bytes]).toEqual([200, 64 * 1024]);
});

test("an answer keeps what it says itself, and gets what it does not", async () => {
  const { ask } = await open();
  const { headers } = await ask({ path: "/" });
  expect(headers).toMatchObject({
    "cache-control": "private",
    "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
    "strict-transport-security": expect.stringContaining("max-age=31536000"),
  });
});

const forged = {
  host: "evil.test",
  forwarded: "for=1.1.1.1;host=evil.test",
  "x-forwarded-for": "1.1.1.1",
  "x-forwarded-host": "evil.test",
  "x-forwarded-proto": "gopher",
  "x-forwarded-port": "1",
  "x-forwarded-prefix": "/evil",
  "x-real-ip": "1.1.1.1",
  "x-http-method-override": "DELETE",
};

test("what a stranger says of where they come from and whom they asked is replaced by what we know", async () => {
  const { ask, seen } = await open();
  await ask({ path: "/", headers: forged });
  expect(seen[0]?.headers).toEqual({
    host: "support.acme.test",
    "x-forwarded-for": "127.0.0.1",
    "x-forwarded-host": "support.acme.test",
    "x-forwarded-proto": "https",
    "x-forwarded-port": "443",
    connection: "keep-alive",
  });
});

test("our own proxy is believed who came to it, and nothing else", async () => {
  const { ask, seen } = await open({ proxies: "127.0.0.0/8" });
  await ask({ path: "/", headers: { ...forged, "x-forwarded-for": "1.1.1.1, 203.0.113.7" } });
  expect(seen[0]?.headers).toMatchObject({ "x-forwarded-for": "203.0.113.7", "x-forwarded-host": "support.acme.test" });
});

test("the last header of as many as are allowed counts like the first", async () => {
  const { ask, seen } = await open({ proxies: "127.0.0.0/8" });
  // Node's client adds one of its own.
  const most = filler(LIMITS.headerCount - 2);
  expect((await ask({ path: "/", headers: { ...most, "x-forwarded-for": "203.0.113.7" } })).status).toBe(200);
  const more = await ask({ path: "/", headers: { ...most, "x-one-more": "1", "x-forwarded-for": "203.0.113.7" } });
  expect(more.status).toBe(431);
  expect(seen.map(({ headers }) => headers["x-forwarded-for"])).toEqual(["203.0.113.7"]);
});

test("a console of this machine is asked by each of the machine's names, and by no other", async () => {
  const { ask, seen } = await open({ publicUrl: "http://127.0.0.1:3000" });
  for (const host of ["localhost:4321", "127.0.0.1:3000", "evil.test"]) await ask({ path: "/", headers: { host } });
  expect(seen.map(({ headers }) => headers.host)).toEqual(["localhost:4321", "127.0.0.1:3000", "127.0.0.1:3000"]);
});

test("no connection is handed over to be something else", async () => {
  const { say, countUpgrades, seen } = await open();
  const upgrade = "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
  expect(await say(upgrade)).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  expect(await say("CONNECT evil.test:443 HTTP/1.1\r\nHost: evil.test\r\n\r\n")).toBe("");
  expect([countUpgrades(), seen]).toEqual([0, []]);
});

test("what is no request, or has headers without end, is answered with our headers too", async () => {
  const { say, seen } = await open();
  expect(await say("NONSENSE\r\n\r\n")).toMatch(
    /^HTTP\/1\.1 400 Bad Request\r\n[\s\S]*X-Content-Type-Options: nosniff/,
  );
  const long = `GET / HTTP/1.1\r\nHost: x\r\nCookie: ${"x".repeat(LIMITS.headerBytes)}\r\n\r\n`;
  expect(await say(long)).toMatch(/^HTTP\/1\.1 431 [\s\S]*X-Content-Type-Options: nosniff/);
  expect(seen).toEqual([]);
});

test("a request that drips in is waited for so long and no longer", async () => {
  const { server, say, seen } = await open({ checkEveryMs: 20 });
  expect([server.headersTimeout, server.requestTimeout]).toEqual([LIMITS.headersMs, LIMITS.requestMs]);
  server.headersTimeout = 50;
  server.requestTimeout = 100;
  expect(await say("GET / HTTP/1.1\r\nHost: x\r\nX-Slow:")).toMatch(/^HTTP\/1\.1 408 /);
  expect(await say("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf")).toMatch(/^HTTP\/1\.1 408 /);
  expect(seen).toEqual([]);
});

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { readProxies } from "@/lib/auth/client-address";
import { log } from "@/lib/log/log";
import { watchLog } from "@/lib/log/log.fixture";
import { guard } from "./guard-server";

const MINTED = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A guarded server that logs a line while it answers, with the status that the query asks for. */
async function open(proxies = "") {
  const behind: (string | string[] | undefined)[] = [];
  const server = createServer(async (request, response) => {
    behind.push(request.headers["x-request-id"]);
    await new Promise((resolve) => setImmediate(resolve));
    log.info("Something was done.");
    response.statusCode = Number(new URL(request.url ?? "", "http://host").searchParams.get("status") ?? 200);
    response.end();
  });
  const isOurProxy = readProxies(proxies) as (address: string) => boolean;
  guard(server, { publicUrl: "https://support.acme.test", isOurProxy, development: false });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const ask = async (path: string, headers: Record<string, string> = {}, method = "GET") =>
    (await fetch(`http://127.0.0.1:${port}${path}`, { method, headers })).headers.get("x-request-id") ?? "";
  return { ask, behind };
}

test("each request has an id of its own, which its answer and every line of the log about it say", async () => {
  const lines = watchLog();
  const { ask } = await open();
  const ids = await Promise.all([ask("/settings"), ask("/settings")]);
  for (const id of ids) expect(id).toMatch(MINTED);
  expect(new Set(ids).size).toBe(2);
  await expect.poll(() => lines.length).toBe(4);
  for (const id of ids) {
    expect(lines.filter(({ request }) => request === id).map(({ msg }) => msg)).toEqual([
      "Something was done.",
      "A request was answered.",
    ]);
  }
});

test("what a stranger says of its id counts for nothing; what a proxy of ours says does, when it is one", async () => {
  const stranger = await open();
  expect(await stranger.ask("/", { "x-request-id": "from-outside" })).toMatch(MINTED);
  const proxied = await open("127.0.0.0/8");
  expect(await proxied.ask("/", { "x-request-id": "from-our-proxy" })).toBe("from-our-proxy");
  for (const id of ["short", "x".repeat(65), "jane@customer.example", 'a"b{}cdefgh'])
    expect(await proxied.ask("/", { "x-request-id": id })).toMatch(MINTED);
  expect([...stranger.behind, ...proxied.behind]).toEqual(Array(6).fill(undefined));
});

test("what is refused at the door has an id, too", async () => {
  const { ask, behind } = await open();
  expect(await ask("/", {}, "OPTIONS")).toMatch(MINTED);
  expect(behind).toEqual([]);
});

test("a line tells what was asked for and how it was answered, and not whose page or which link it was", async () => {
  const lines = watchLog("warn");
  const { ask } = await open();
  await ask("/acme-ios/customers/a0000000-0000-4000-8000-00000000cafe?status=200");
  await ask("/acme-ios/customers/a0000000-0000-4000-8000-00000000cafe?status=500");
  await ask("/set-up?token=CANARY&status=503");
  await ask("/jane@customer.example/x?status=502");
  await expect.poll(() => lines.length).toBe(3);
  expect(lines).toMatchObject([
    { level: "warn", method: "GET", route: "/[app]/customers/[profileId]", status: 500 },
    { level: "warn", method: "GET", route: "/set-up", status: 503 },
    { level: "warn", method: "GET", route: "other", status: 502 },
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/cafe|CANARY|jane/);
});

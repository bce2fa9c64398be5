import { once } from "node:events";
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createDoor } from "./door";
import { guard } from "./guard-server";

/** A server behind a door; what is asked of it waits in `waiting` for its answer. */
async function open() {
  const waiting: ServerResponse[] = [];
  const server = createServer((_, response) => waiting.push(response));
  const door = createDoor();
  guard(server, { publicUrl: "http://127.0.0.1:3000", isOurProxy: () => false, development: false, door });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const agent = new Agent({ keepAlive: true });
  const ask = async (path: string) => {
    const asked = request({ port: (server.address() as AddressInfo).port, path, agent }).end();
    const [answer] = (await once(asked, "response")) as [IncomingMessage];
    answer.setEncoding("utf8");
    return { status: answer.statusCode, headers: answer.headers, text: (await answer.toArray()).join("") };
  };
  return { door, waiting, ask, server };
}

test("a shut door turns away in a sentence whoever comes, and is told when the last one inside has left", async () => {
  const { door, waiting, ask, server } = await open();
  const inside = [ask("/one"), ask("/two")];
  await expect.poll(() => waiting.length).toBe(2);
  let isEmpty = false;
  const emptied = door.shut().then(() => {
    isEmpty = true;
  });

  expect(await ask("/api/health")).toMatchObject({
    status: 503,
    headers: { connection: "close", "retry-after": "5", "content-type": "application/json" },
    text: expect.stringContaining('"message":"Nothing was done: the console is being stopped'),
  });
  expect(await ask("/page")).toMatchObject({ status: 503, text: expect.stringMatching(/^Nothing was done/) });
  expect(waiting).toHaveLength(2);

  waiting[0]?.end("in");
  expect(await inside[0]).toMatchObject({ status: 200 });
  expect(isEmpty).toBe(false);
  server.closeAllConnections();
  await emptied;
  await expect(inside[1]).rejects.toThrow();
});

test("a door with nobody inside is empty at once", async () => {
  await createDoor().shut();
});

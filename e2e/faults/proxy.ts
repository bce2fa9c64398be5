import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { buffer } from "node:stream/consumers";

export type Answer = { status: number; headers: Record<string, string>; body: Buffer };

/** One call on its way: `pass` lets it through and has Adapty's whole answer, `bury` keeps it until `raise`. */
type Exchange = { response: ServerResponse; socket: Socket; pass: () => Promise<Answer>; bury: () => void };
/** What happens to a call in between. Once it resolves, nothing of it reaches Adapty any more, but for what it buried. */
export type Toxic = (exchange: Exchange) => Promise<void> | void;
/** A call as it came, from a console that was alive. */
type Passed = { method: string; body: string };

export const reply = (response: ServerResponse, { status, headers, body }: Answer): void => {
  response.writeHead(status, { ...headers, "content-length": body.length }).end(body);
};

const passOn: Toxic = async ({ response, pass }) => reply(response, await pass());

/** Sends the same call on, over a connection of its own, and waits for the whole answer. */
async function ask(upstream: string, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Answer> {
  const { host: _, connection: __, ...kept } = headers;
  const asked = request(new URL(url ?? "/", upstream), { method, headers: kept, agent: false });
  asked.end(body);
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  const text = (name: string) => [name, String(answer.headers[name] ?? "")] as const;
  const named = ["content-type", "request-id"].map(text).filter(([, value]) => value !== "");
  return { status: answer.statusCode ?? 0, headers: Object.fromEntries(named), body: await buffer(answer) };
}

type Poison = { customer: string; toxic: Toxic; on?: "read" | "write" };

/**
 * Stands between the consoles and Adapty, and does to the next call about a customer what it was told to; what is not
 * poisoned it passes on. It keeps every call as it came.
 */
export async function startProxy(upstream: string) {
  const poisons: Poison[] = [];
  const buried: (() => Promise<Answer>)[] = [];
  const passed = new Map<string, Passed[]>();
  let onTheirWay = 0;

  const server = createServer(async (incoming, response) => {
    const { method = "", socket } = incoming;
    onTheirWay += 1;
    try {
      const body = await buffer(incoming);
      const customer = String(incoming.headers["adapty-profile-id"]);
      const calls = passed.get(customer) ?? [];
      passed.set(customer, calls);
      calls.push({ method, body: body.toString() });
      const on = method === "GET" ? "read" : "write";
      const found = poisons.findIndex((poison) => poison.customer === customer && (poison.on ?? "write") === on);
      const [poison] = found < 0 ? [] : poisons.splice(found, 1);
      const pass = () => ask(upstream, incoming, body);
      await (poison?.toxic ?? passOn)({ response, socket, pass, bury: () => buried.push(pass) });
    } catch {
      socket.destroy();
    } finally {
      onTheirWay -= 1;
    }
  });
  // As the emulator does it: an idle connection is for the console to close.
  server.keepAliveTimeout = 0;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    poison: (poison: Poison) => void poisons.push(poison),
    /** The calls about a customer, oldest first. */
    callsAbout: (customer: string): Passed[] => passed.get(customer) ?? [],
    /** Whether nothing is on its way to Adapty. */
    isIdle: () => onTheirWay === 0,
    /** Lets what was buried take effect. */
    raise: async () => void (await Promise.all(buried.splice(0).map((pass) => pass()))),
    /** Nobody is listened to any more, until `open`; what is under way may end. */
    shut() {
      server.close();
      server.closeIdleConnections();
    },
    async open() {
      server.closeAllConnections();
      server.listen(port, "127.0.0.1");
      await once(server, "listening");
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

export type FaultProxy = Awaited<ReturnType<typeof startProxy>>;

import type { Chance } from "./chance";
import { type Answer, reply, type Toxic } from "./proxy";

const HTML = "<!doctype html><title>Gateway</title><h1>Something in between</h1>";

export const json = (status: number, value: unknown, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: Buffer.from(typeof value === "string" ? value : JSON.stringify(value)),
});
export const html = (status: number): Answer => ({
  status,
  headers: { "content-type": "text/html; charset=utf-8" },
  body: Buffer.from(HTML),
});

/** Lets it take effect, and answers something else. */
export const afterwards =
  (change: (real: Answer) => Answer): Toxic =>
  async ({ response, pass }) =>
    reply(response, change(await pass()));
/** Answers in Adapty's place. */
export const instead =
  (answer: Answer): Toxic =>
  ({ response }) =>
    reply(response, answer);

export const withText = (change: (text: string) => string) =>
  afterwards((real) => ({ ...real, body: Buffer.from(change(real.body.toString())) }));

export const reset: Toxic = ({ socket }) => void socket.resetAndDestroy();

/** The whole answer is promised, and less of it comes. */
export function cut(chance: Chance, framing: "content-length" | "chunked" | "close-delimited"): Toxic {
  return async ({ response, socket, pass }) => {
    const { body } = await pass();
    const part = body.subarray(0, chance.below(body.length));
    if (framing === "close-delimited") {
      socket.end(
        `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n${part.toString("latin1")}`,
        "latin1",
      );
      return;
    }
    const length = framing === "content-length" ? { "content-length": body.length } : {};
    response.writeHead(200, { "content-type": "application/json", ...length });
    response.flushHeaders();
    response.write(part.length > 0 ? part : " ", () => socket.destroy());
  };
}

/** One byte a second: never idle for long, never over. */
export const drip: Toxic = async ({ response, socket, pass }) => {
  const { body } = await pass();
  response.writeHead(200, { "content-type": "application/json", "content-length": body.length });
  let sent = 0;
  const timer = setInterval(() => response.write(body.subarray(sent, ++sent)), 1_000);
  socket.once("close", () => clearInterval(timer));
};

export const tooMany = (retryAfter: string | undefined) =>
  instead(json(429, { detail: "Slow down" }, retryAfter === undefined ? {} : { "retry-after": retryAfter }));

import { type IncomingMessage, Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { findClient, isFromProxy } from "@/lib/auth/client-address";
import { answerHeaders } from "@/lib/auth/content-security";
import { mintRequestId, REQUEST_ID, withRequestId } from "@/lib/log/request-id";
import type { Door } from "./door";
import { judgeRequest, METHODS, pathOf, type Refused, tooLarge } from "./judge-request";
import { bodyLimitOf, LIMITS } from "./limits";
import { watchAnswer } from "./watch-answer";

export type Guard = {
  publicUrl: string;
  isOurProxy: (address: string) => boolean;
  development: boolean;
  /** Counts who is let in; without one nobody is. */
  door?: Door;
};

const SHUT: Refused = {
  status: 503,
  code: "stops",
  message: "Nothing was done: the console is being stopped, such as for an update. Try again in a moment.",
};

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
/** What only a proxy of ours may say; Next and what stands on it would believe anybody. */
const FORWARDED =
  /^(forwarded|x-forwarded-.*|x-real-ip|x-client-ip|x-original-url|x-rewrite-url|x-http-method-override)$/;

/** From here on the request names its client as we know them, and the host and protocol that PUBLIC_URL says. */
export function settleOrigin({ headers, socket }: IncomingMessage, { publicUrl, isOurProxy }: Guard): void {
  const client = findClient(socket.remoteAddress, headers["x-forwarded-for"]?.toString(), isOurProxy);
  for (const name of Object.keys(headers)) if (FORWARDED.test(name)) delete headers[name];
  const { host, protocol, port } = new URL(publicUrl);
  // One machine has several names: a console on 127.0.0.1 also answers as localhost.
  if (!LOOPBACK.test(host) || !LOOPBACK.test(headers.host ?? "")) headers.host = host;
  headers["x-forwarded-for"] = client;
  headers["x-forwarded-host"] = headers.host;
  headers["x-forwarded-proto"] = protocol.slice(0, -1);
  headers["x-forwarded-port"] = port || (protocol === "https:" ? "443" : "80");
}

/** The request's own id, which nobody but a proxy of ours gives it; from here on no header says another. */
function settleId({ headers, socket }: IncomingMessage, { isOurProxy }: Guard): string {
  const given = isFromProxy(socket.remoteAddress, isOurProxy) ? headers[REQUEST_ID]?.toString() : undefined;
  delete headers[REQUEST_ID];
  return mintRequestId(given);
}

/** The answer gets these unless it says otherwise itself, whoever writes it. */
function addHeaders(response: ServerResponse, headers: Record<string, string>): void {
  const writeHead = response.writeHead;
  response.writeHead = ((...head: Parameters<typeof writeHead>) => {
    for (const [name, value] of Object.entries(headers)) if (!response.hasHeader(name)) response.setHeader(name, value);
    return writeHead.apply(response, head);
  }) as typeof writeHead;
}

function refuse(request: IncomingMessage, response: ServerResponse, { status, code, message }: Refused): void {
  const isApi = request.url?.startsWith("/api/");
  response.statusCode = status;
  response.setHeader("Connection", "close");
  if (status === 503) response.setHeader("Retry-After", "5");
  if (status === 405) response.setHeader("Allow", METHODS.join(", "));
  response.setHeader("Content-Type", isApi ? "application/json" : "text/plain; charset=utf-8");
  response.end(isApi ? JSON.stringify({ error: { code, message } }) : message);
}

/** For a body that does not say how long it is: whoever reads it gets no more than `most` bytes, and then an error instead of an end. */
function limitBody(request: IncomingMessage, response: ServerResponse, most: number): void {
  const push = request.push;
  let bytes = 0;
  request.push = (chunk: Buffer | null, encoding) => {
    bytes += chunk?.length ?? 0;
    if (bytes <= most) return push.call(request, chunk, encoding);
    if (!response.headersSent) refuse(request, response, tooLarge(most));
    response.once("close", () => request.destroy());
    request.push = () => true;
    return true;
  };
}

/** For what never became a request. */
function refuseConnection(socket: Duplex, status: number, headers: Record<string, string>): void {
  if (!socket.writable) return void socket.destroy();
  const lines = Object.entries({ ...headers, Connection: "close", "Content-Length": "0" });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`,
  );
}

const statusOf = ({ code }: NodeJS.ErrnoException): number =>
  code === "HPE_HEADER_OVERFLOW" ? 431 : code === "ERR_HTTP_REQUEST_TIMEOUT" ? 408 : 400;

/** Stands before everything that listens to `server`: what is refused here reaches nothing of Next's. */
export function guard(server: Server, config: Guard): void {
  const https = config.publicUrl.startsWith("https:");
  server.headersTimeout = LIMITS.headersMs;
  server.requestTimeout = LIMITS.requestMs;
  // Node would drop the headers beyond its count, and yet take the length of the body from them: they are all read, and counted by us.
  server.maxHeadersCount = 0;
  const handlers = server.listeners("request");
  server.removeAllListeners("request");
  server.on("request", (request, response) => {
    const id = settleId(request, config);
    response.setHeader(REQUEST_ID, id);
    watchAnswer(id, request, response);
    addHeaders(response, answerHeaders(request.url ?? "", https));
    const refused = config.door?.isShut() ? SHUT : judgeRequest(request);
    if (refused) return refuse(request, response, refused);
    config.door?.enter(response);
    if (request.headers["transfer-encoding"])
      limitBody(request, response, bodyLimitOf(request.method ?? "", pathOf(request.url ?? "")));
    settleOrigin(request, config);
    withRequestId(id, () => {
      for (const handle of handlers) handle.call(server, request, response);
    });
  });
  server.on("clientError", (error, socket) => refuseConnection(socket, statusOf(error), answerHeaders("", https)));
  // In development that is how a changed page reaches the browser.
  if (config.development) return;
  server.removeAllListeners("upgrade");
  server.on("upgrade", (_request, socket) => refuseConnection(socket, 400, answerHeaders("", https)));
}

/** The servers that listen in this very process. */
export function listServers(): Server[] {
  const { _getActiveHandles: handles } = process as unknown as { _getActiveHandles: () => unknown[] };
  return handles.call(process).filter((handle): handle is Server => handle instanceof Server);
}

import { createServer, request } from "node:http";

// Adapty at a distance: passes every request on after DELAY_MS. Run by the benchmarks as a process of its own.

const { PORT, UPSTREAM = "", DELAY_MS } = process.env;

const server = createServer((incoming, outgoing) => {
  setTimeout(() => {
    const onward = request(
      new URL(incoming.url ?? "/", UPSTREAM),
      { method: incoming.method, headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  }, Number(DELAY_MS));
});
// A connection kept for the next call must not be closed just as that call is sent.
server.keepAliveTimeout = 600_000;
server.listen(Number(PORT), "127.0.0.1");

import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/**
 * What becomes of the commit that follows an insert of an operation: "before" it reaches the server the connection is cut,
 * "after" it did only its answer is lost; "silent": the server has it, and nobody ever says so.
 */
type Cut = "before" | "after" | "silent";

/** A way to the PostgreSQL of `url` that can be cut for everybody, or at one commit. `url`: the same database by this way. */
export async function openProxy(url: string) {
  const { hostname, port } = new URL(url);
  const open = new Set<Socket>();
  let isClosed = false;
  let cut: Cut | undefined;
  let wasCut = false;

  const server = createServer((client) => {
    if (isClosed) return void client.destroy();
    const upstream = connect(Number(port || 5432), hostname);
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on("error", () => {});
      socket.once("close", () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    let inserts = false;
    let isSilent = false;
    upstream.on("data", (bytes) => void (isSilent || client.write(bytes)));
    client.on("data", (bytes: Buffer) => {
      inserts ||= bytes.includes('insert into "operation"');
      if (!cut || !inserts || !bytes.includes("commit\0")) return void upstream.write(bytes);
      const how = cut;
      cut = undefined;
      isSilent = true;
      wasCut = true;
      if (how === "before") return void client.destroy();
      upstream.write(bytes);
      if (how === "after") upstream.once("data", () => client.destroy());
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const through = new URL(url);
  through.hostname = "127.0.0.1";
  through.port = String((server.address() as AddressInfo).port);
  const close = () => {
    isClosed = true;
    for (const socket of open) socket.destroy();
  };
  onTestFinished(() => {
    close();
    server.close();
  });
  return {
    url: through.href,
    close,
    reopen: () => {
      isClosed = false;
    },
    wasCut: () => wasCut,
    cutAtCommit: (how: Cut) => {
      cut = how;
    },
  };
}

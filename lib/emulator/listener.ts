import "server-only";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { createEmulator, type EmulatorOptions } from "./emulator";

/**
 * Starts the emulator on 127.0.0.1; port 0 takes any free one. Rejects when the port is taken. Resolves with its address and
 * a `close` that drops open connections and closes the file.
 */
export async function startEmulator({ port, ...options }: EmulatorOptions & { port: number }) {
  const emulator = createEmulator(options);
  const server = createAdaptorServer({ fetch: emulator.app.fetch }) as Server;
  // Whoever asks lets an idle connection go: one closed here just as a request arrives would leave its outcome unknown.
  server.keepAliveTimeout = 0;
  const listening = new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  await Promise.all([listening, emulator.seeded]).catch((error) => {
    server.close();
    emulator.close();
    throw error;
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      emulator.close();
    },
  };
}

export type RunningEmulator = Awaited<ReturnType<typeof startEmulator>>;

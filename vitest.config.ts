import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  ssr: { resolve: { conditions: ["react-server", "node", "module"] } },
  test: { include: ["lib/**/*.test.ts", "components/**/*.test.ts", "app/**/*.test.ts"] },
});

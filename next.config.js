import { randomUUID } from "node:crypto";

/** @type {import("next").NextConfig} */
export default {
  output: process.env.NEXT_OUTPUT === "standalone" ? "standalone" : undefined,
  // Written into what is built, so that a page and the console it asks know each other: lib/env reads it.
  env: { CONSOLE_BUILD: randomUUID() },
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  serverExternalPackages: ["libsql", "pg", "prom-client"],
  turbopack: { root: import.meta.dirname },
};

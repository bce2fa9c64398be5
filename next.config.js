/** @type {import("next").NextConfig} */
export default {
  output: process.env.NEXT_OUTPUT === "standalone" ? "standalone" : undefined,
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  serverExternalPackages: ["libsql", "pg", "prom-client"],
  turbopack: { root: import.meta.dirname },
};

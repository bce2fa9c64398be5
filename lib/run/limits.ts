const KB = 1024;

/** How much of a request is waited for, how long, and of what size. What is larger is refused whole, never cut. */
export const LIMITS = {
  /** All headers together; Node's own limit, which it answers with 431. */
  headerBytes: 16 * KB,
  headerCount: 100,
  headersMs: 15_000,
  /** The whole request, body and all. */
  requestMs: 30_000,
};

/** The largest body an address takes, in bytes. */
export function bodyLimitOf(method: string, path: string): number {
  if (method === "GET" || method === "HEAD") return 0;
  if (path.startsWith("/api/auth/")) return 16 * KB;
  return path.startsWith("/api/") ? 64 * KB : 256 * KB;
}

export const sayBytes = (bytes: number): string => `${bytes / KB} KB`;

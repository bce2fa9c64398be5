const NEVER_CONNECTED = new Set([
  "UND_ERR_CONNECT_TIMEOUT",
  "ERR_SOCKET_CONNECTION_TIMEOUT",
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EAI_FAIL",
  "EAI_NODATA",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EHOSTDOWN",
  "ENETDOWN",
  "EADDRNOTAVAIL",
]);
/** Only what ends a TLS handshake: a TLS alert may also come after the request was sent. */
const NO_HANDSHAKE =
  /^(CERT_|ERR_TLS_(CERT_|HANDSHAKE_)|(DEPTH_ZERO_)?SELF_SIGNED_CERT|UNABLE_TO_(VERIFY|GET)_|HOSTNAME_MISMATCH|ERR_SSL_(WRONG_VERSION_NUMBER|UNSUPPORTED_PROTOCOL|TLSV1_ALERT_PROTOCOL_VERSION|.*HANDSHAKE_FAILURE))/;
const UNDECODABLE = /^(Z_|ERR_BROTLI|ERR__ERROR|ERR_ENCODING)/;
const DEPTH_MAX = 5;

export type Fault =
  | { kind: "not_reached"; code: "unreachable" | "tls_failed" }
  | { kind: "unknown"; code: "connection_lost" | "unreadable_answer" };

type Detailed = { code?: unknown; syscall?: unknown; cause?: unknown; errors?: unknown };

function judge(error: Detailed): Fault | null {
  if (Array.isArray(error.errors) && error.errors.length > 0) {
    const judged = error.errors.map((one) => faultOf(one));
    return judged.find((fault) => fault.kind === "unknown") ?? judged[0] ?? null;
  }
  const code = typeof error.code === "string" ? error.code : "";
  if (NEVER_CONNECTED.has(code) || (code !== "" && error.syscall === "connect")) {
    return { kind: "not_reached", code: "unreachable" };
  }
  if (NO_HANDSHAKE.test(code)) return { kind: "not_reached", code: "tls_failed" };
  return UNDECODABLE.test(code) ? { kind: "unknown", code: "unreadable_answer" } : null;
}

/**
 * What an error thrown by fetch, or while reading its body, says about the request. not_reached only where the connection
 * was surely never made, so not a byte was sent; everything else may have been applied.
 */
export function faultOf(thrown: unknown): Fault {
  let error = thrown;
  for (let depth = 0; depth < DEPTH_MAX && typeof error === "object" && error !== null; depth++) {
    const fault = judge(error as Detailed);
    if (fault) return fault;
    error = (error as Detailed).cause;
  }
  return { kind: "unknown", code: "connection_lost" };
}

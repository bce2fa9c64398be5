import { describe, expect, test } from "vitest";
import { faultOf } from "./fault";

/** As Node's fetch throws it. */
const failed = (cause: object) => Object.assign(new TypeError("fetch failed"), { cause });
const coded = (code: string, more: object = {}) => Object.assign(new Error(code), { code, ...more });

describe("an error of fetch", () => {
  test.each([
    coded("UND_ERR_CONNECT_TIMEOUT"),
    coded("ECONNREFUSED", { syscall: "connect" }),
    coded("ENOTFOUND", { syscall: "getaddrinfo" }),
    coded("EAI_AGAIN", { syscall: "getaddrinfo" }),
    coded("ETIMEDOUT", { syscall: "connect" }),
    coded("EHOSTUNREACH", { syscall: "connect" }),
    new AggregateError([coded("ETIMEDOUT", { syscall: "connect" }), coded("ENETUNREACH", { syscall: "connect" })]),
  ])("before there is a connection means not reached: %s", (cause) => {
    expect(faultOf(failed(cause))).toEqual({ kind: "not_reached", code: "unreachable" });
  });

  test.each([
    "CERT_HAS_EXPIRED",
    "CERT_NOT_YET_VALID",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "ERR_TLS_HANDSHAKE_TIMEOUT",
    "ERR_SSL_WRONG_VERSION_NUMBER",
    "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
  ])("of a refused certificate or handshake means not reached: %s", (code) => {
    expect(faultOf(failed(coded(code)))).toEqual({ kind: "not_reached", code: "tls_failed" });
  });

  test.each([
    coded("ECONNRESET", { syscall: "read" }),
    coded("ETIMEDOUT", { syscall: "read" }),
    coded("EPIPE", { syscall: "write" }),
    coded("UND_ERR_SOCKET"),
    coded("UND_ERR_HEADERS_TIMEOUT"),
    coded("UND_ERR_BODY_TIMEOUT"),
    coded("ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED"),
    coded("ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC"),
    coded("SOMETHING_NEW"),
    new AggregateError([coded("ETIMEDOUT", { syscall: "connect" }), coded("ECONNRESET", { syscall: "read" })]),
  ])("that may come after sending leaves the outcome unknown: %s", (cause) => {
    expect(faultOf(failed(cause))).toEqual({ kind: "unknown", code: "connection_lost" });
  });

  test("of unpacking means an unreadable answer", () => {
    expect(faultOf(failed(coded("Z_DATA_ERROR")))).toEqual({ kind: "unknown", code: "unreadable_answer" });
  });

  test.each([undefined, null, "text", 5, {}, new Error("no cause")])(
    "that is %o leaves the outcome unknown",
    (thrown) => {
      expect(faultOf(thrown).kind).toBe("unknown");
    },
  );

  test("that is its own cause is judged too", () => {
    const loop: { cause?: unknown } = {};
    loop.cause = loop;
    expect(faultOf(loop).kind).toBe("unknown");
  });
});

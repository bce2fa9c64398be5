import { expect, test } from "vitest";
import { isWholeAddress } from "./whole-address";

test.each([
  "postgres://console@127.0.0.1/console",
  "postgresql://console:pass%40word%2F%23@db.acme.test:5432/console?sslmode=require",
  "postgres://[::1]:5432/console",
  "postgres://console:secret@/console?host=/var/run/postgresql",
  "postgres:///console?host=/var/run/postgresql&user=console",
  "postgres://console:secret@%2Fvar%2Frun%2Fpostgresql/console",
])("%s tells its parts apart", (url) => {
  expect(isWholeAddress(url)).toBe(true);
});

test.each([
  "postgres://console@secret@host/console",
  "postgres://console:sec@ret@host/console",
  "postgres://host/console:secret@host/console",
  "postgres://console:1/secret@host/console",
  "postgres://console:1?secret@host/console",
  "postgres://console:1#secret@host/console",
  "postgres://console:secret/console",
  "postgres://console:secret@host:/port/console#secret",
])("%s does not, so a piece of its password might be taken for a name", (url) => {
  expect(isWholeAddress(url)).toBe(false);
});

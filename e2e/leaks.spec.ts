import { readFileSync } from "node:fs";
import { join } from "node:path";
import { canary } from "./fixtures/canary";
import { readFiles } from "./fixtures/read-all";
import { findSecrets } from "./fixtures/spellings";
import { PASSWORD } from "./fixtures/team";
import { expect, test } from "./fixtures/test";
import { logFile, readSessions } from "./fixtures/used-secrets";

const folder = process.env.E2E_FOLDER ?? "";

test("all journeys together: neither the log nor the database holds a secret, and the log no customer's e-mail", async ({
  as,
}) => {
  await as("viewer");
  const sessions = readSessions();
  expect(sessions.length).toBeGreaterThan(0);
  const secrets = {
    session_secret: canary.SESSION_SECRET,
    ios_key: "secret_practice_acme-ios",
    android_key: "secret_practice_acme-android",
    password: PASSWORD,
    ...Object.fromEntries(sessions.map((token, index) => [`session ${index}`, token])),
  };
  const kept = readFiles([logFile(folder), join(folder, "console.db"), join(folder, "console.db-wal")]);
  expect(kept.flatMap(({ where, bytes }) => findSecrets(bytes, secrets).map((found) => `${where}: ${found}`))).toEqual(
    [],
  );

  const log = readFileSync(logFile(folder), "utf8");
  expect(log).toContain("Support console: http");
  expect(log.match(/[\w.+-]+@(?!practice\.example)[\w-]+\.[\w.]+/g) ?? []).toEqual([]);
});

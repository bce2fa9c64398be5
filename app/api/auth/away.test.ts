import { expect, test } from "vitest";
import { openTestConsole } from "@/lib/auth/auth.fixture";
import { watchLog } from "@/lib/log/log.fixture";

const password = "a long password of nobody";

test.each([
  ["sign-in", `email=ada%40canary.example&password=${encodeURIComponent(password)}`],
  ["practice", "role=lead"],
])("who signs in by %s while the database is away is told so, and what to do", async (route, body) => {
  const { db } = await openTestConsole();
  for (const table of ["user", "session"] as const)
    await db.schema.alterTable(table).renameTo(`${table}_away`).execute();
  const lines = watchLog();
  const { POST } = (await import(`./${route}/route`)) as { POST: (request: Request) => Promise<Response> };
  const post = (accept: string) =>
    POST(
      new Request(`http://127.0.0.1:3000/api/auth/${route}`, {
        method: "POST",
        headers: { origin: "http://127.0.0.1:3000", "content-type": "application/x-www-form-urlencoded", accept },
        body,
      }),
    );
  const page = await post("text/html");
  expect([page.status, page.headers.get("retry-after")]).toEqual([503, "5"]);
  expect(page.headers.get("refresh")).toBe("0; url=/sign-in?error=away");
  const script = await post("application/json");
  expect([script.status, await script.json()]).toEqual([
    503,
    {
      error: {
        code: "away",
        message: expect.stringMatching(/^You were not signed in: the console cannot use its database/),
      },
    },
  ]);
  expect(lines).toContainEqual(expect.objectContaining({ level: "error", msg: "Somebody could not be signed in." }));
  expect(JSON.stringify(lines)).not.toMatch(/canary|nobody/);
});

test.each([
  ["join", "/join"],
  ["new-password", "/new-password"],
])("who posts the form of a one-time link to %s while the database is away comes back to it", async (route, page) => {
  const { db } = await openTestConsole();
  for (const table of ["invitation", "password_link"] as const)
    await db.schema.alterTable(table).renameTo(`${table}_away`).execute();
  const lines = watchLog();
  const { POST } = (await import(`./${route}/route`)) as { POST: (request: Request) => Promise<Response> };
  const answer = await POST(
    new Request(`http://127.0.0.1:3000/api/auth/${route}`, {
      method: "POST",
      headers: { origin: "http://127.0.0.1:3000", "content-type": "application/x-www-form-urlencoded" },
      body: `token=canary&name=Ada&password=${encodeURIComponent(password)}`,
    }),
  );
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
  expect(answer.headers.get("refresh")).toBe(`0; url=${page}?token=canary&error=away`);
  expect(lines).toContainEqual(expect.objectContaining({ level: "error", route: page }));
  expect(JSON.stringify(lines)).not.toMatch(/canary|nobody/);
});

import { expect, test } from "vitest";
import { answerSignIn } from "./sign-in-answer";

const console = { publicUrl: "https://a.example", sso: null };
const form = new Headers({ accept: "text/html" });
const script = new Headers({ accept: "application/json" });
const from = new Response(null, { headers: { "set-cookie": "session=1" } });

test("a plain form is led on, and a page's own script is told in words; both get the cookies", async () => {
  const done = { step: "done", to: "/activity", from } as const;
  const led = answerSignIn(form, done, console);
  expect([led.status, led.headers.get("location"), led.headers.getSetCookie()]).toEqual([
    303,
    "/activity",
    ["session=1"],
  ]);
  const told = answerSignIn(script, done, console);
  expect([told.status, await told.json(), told.headers.getSetCookie()]).toEqual([200, { step: "done" }, ["session=1"]]);
});

test("a refusal carries the sentence of the page of sign-in, and no cookie", async () => {
  const told = answerSignIn(script, { error: "refused", to: "/sign-in?error=refused" }, console);
  expect([told.status, told.headers.getSetCookie()]).toEqual([400, []]);
  expect(await told.json()).toEqual({ error: { code: "refused", message: expect.stringMatching(/do not match/) } });
  const busy = answerSignIn(script, { error: "busy", to: "/sign-in?error=busy" }, console);
  expect([busy.status, busy.headers.get("retry-after")]).toEqual([503, "5"]);
});

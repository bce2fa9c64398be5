import { expect, test, vi } from "vitest";
import { openTestConsole } from "@/lib/auth/auth.fixture";

vi.mock("@/lib/auth/sign-in", () => ({ signIn: async () => ({ ok: false, error: "busy" }) }));

test("who is told that the console is busy gets a 503 that says when to come back, and the page that says so", async () => {
  await openTestConsole();
  const { POST } = await import("./sign-in/route");
  const request = new Request("http://127.0.0.1:3000/api/auth/sign-in", {
    method: "POST",
    headers: { origin: "http://127.0.0.1:3000", "content-type": "application/x-www-form-urlencoded" },
    body: "email=a%40b.example&password=x&next=%2Factivity",
  });
  const answer = await POST(request);
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
  expect(answer.headers.get("refresh")).toBe("0; url=/sign-in?next=%2Factivity&error=busy");
});

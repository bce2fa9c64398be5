import { addPerson, newPerson, PASSWORD } from "../fixtures/team";
import { expect, test } from "../fixtures/test";

test("a POST without an Origin, or with a foreign one, is refused everywhere", async ({ as, baseURL, playwright }) => {
  const page = await as("agent");
  const person = newPerson("viewer");
  await addPerson(await as("admin"), await as(null), person);
  const forms: [string, Record<string, string>][] = [
    ["/api/auth/practice", { role: "admin" }],
    ["/api/auth/sign-in", { email: person.email, password: PASSWORD }],
    ["/api/auth/sign-out", {}],
  ];
  const foreign: Record<string, string>[] = [{}, { origin: "https://evil.example" }, { origin: "null" }];
  foreign.push({ origin: baseURL ?? "", "sec-fetch-site": "cross-site" }, { origin: "http://127.0.0.1:1" });
  for (const headers of foreign) {
    const found = await page.request.post("/api/apps/acme-ios/find", { data: { text: "anna.subscribed" }, headers });
    expect(found.status(), JSON.stringify(headers)).toBe(403);
    expect((await found.json()).error.code).toBe("wrong_origin");
    for (const [path, form] of forms) {
      const answer = await page.request.post(path, { form, headers, maxRedirects: 0 });
      const to = path.endsWith("out") ? "/" : "/sign-in?error=origin";
      expect([answer.status(), answer.headers().location], path).toEqual([303, to]);
      expect(answer.headers()["set-cookie"], path).toBeUndefined();
    }
  }
  // The same is right in all but where it comes from.
  const own = await playwright.request.newContext({ baseURL });
  for (const [path, form] of forms) {
    const answer = await own.post(path, { form, headers: { origin: baseURL ?? "" }, maxRedirects: 0 });
    expect(answer.headers()["set-cookie"], path).toBeDefined();
  }
  await own.dispose();
  await page.goto("/settings");
  await expect(page.getByRole("complementary", { name: "Console" }).getByText("agent", { exact: true })).toBeVisible();
});

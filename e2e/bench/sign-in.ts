/** The cookies of a practice agent of that role. */
export async function signIn(url: string, role: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/practice`, {
    method: "POST",
    body: new URLSearchParams({ role }),
    headers: { origin: url },
    redirect: "manual",
  });
  const cookies = answer.headers.getSetCookie().map((text) => text.split(";")[0] ?? "");
  if (answer.status !== 303 || cookies.length === 0) throw new Error(`Practice sign-in answered ${answer.status}`);
  return cookies.join("; ");
}

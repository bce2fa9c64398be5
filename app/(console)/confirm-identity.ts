/** A failure's `code` begins with `code_` when it is the second factor's. */
type Confirmed = { ok: true } | { ok: false; code: string; message: string };

/**
 * Enters the password again, null for a practice account, with a code of the second factor where there is one. Never throws:
 * every failure is a sentence.
 */
export async function confirmIdentity(given: { password: string | null; code?: string }): Promise<Confirmed> {
  try {
    const response = await fetch("/api/own/confirm", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(given),
    });
    const body = (await response.json()) as { ok: true } | { error: { code: string; message: string } };
    return "error" in body ? { ok: false, ...body.error } : body;
  } catch {
    return {
      ok: false,
      code: "no_answer",
      message: "The console could not be reached. Check your connection and try again.",
    };
  }
}

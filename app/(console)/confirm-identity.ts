type Confirmed = { ok: true } | { ok: false; message: string };

/** Enters the password again; null for a practice account. Never throws: every failure is a sentence. */
export async function confirmIdentity(password: string | null): Promise<Confirmed> {
  try {
    const response = await fetch("/api/own/confirm", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ password }),
    });
    const body = (await response.json()) as { ok: true } | { error: { message: string } };
    return "error" in body ? { ok: false, message: body.error.message } : body;
  } catch {
    return { ok: false, message: "The console could not be reached. Check your connection and try again." };
  }
}

import type { Found, Tried } from "@/lib/customers/find-customer";
import type { Known } from "@/lib/customers/find-known";
import { askConsole } from "./ask-console";

export type Unfound = {
  kind: "not_found";
  code: string;
  message: string;
  tried: Tried[];
  suggestion?: string;
  known?: Known;
};
export type Lookup = { kind: "found"; profileId: string } | Unfound;

const unreachable = (message: string): Lookup => ({
  kind: "not_found",
  code: "console_unreachable",
  message,
  tried: [],
});

/** Asks the console's own server to look an id up. Never throws: every failure is a sentence. */
export async function lookUp(app: string, text: string): Promise<Lookup> {
  try {
    const body = (await askConsole(`/api/apps/${encodeURIComponent(app)}/find`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ text }),
    })) as Found | { error: { code: string; message: string } };
    if ("error" in body) return { kind: "not_found", tried: [], ...body.error };
    return body.ok ? { kind: "found", profileId: body.profileId } : { kind: "not_found", ...body };
  } catch {
    return unreachable(
      "The console itself could not be reached, so nothing was looked up. Check your connection and try again.",
    );
  }
}

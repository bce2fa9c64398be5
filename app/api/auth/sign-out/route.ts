import { getAuth } from "@/lib/auth/auth";
import { sessionCookieName } from "@/lib/auth/cookies";
import { seeOther } from "@/lib/auth/form";
import { checkOrigin } from "@/lib/auth/origin";
import { endSession } from "@/lib/auth/read-session";
import { env } from "@/lib/env";

export async function POST(request: Request): Promise<Response> {
  if (!checkOrigin(request.headers)) return seeOther("/");
  await endSession(await getAuth(), request.headers);
  const response = seeOther("/sign-in");
  const secure = env.publicUrl.startsWith("https:") ? "; Secure" : "";
  response.headers.append(
    "set-cookie",
    `${sessionCookieName(env.publicUrl)}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure}`,
  );
  // A shared machine keeps nothing: neither what was cached nor what scripts stored. The theme's cookie may stay.
  response.headers.set("clear-site-data", '"cache", "storage"');
  return response;
}

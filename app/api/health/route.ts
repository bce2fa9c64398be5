import { sql } from "kysely";
import { getDatabase } from "@/lib/db/database";
import { log } from "@/lib/log/log";

export const dynamic = "force-dynamic";

/** For load balancers: 200 when the database answers, else 503. */
export async function GET(): Promise<Response> {
  const headers = { "cache-control": "no-store" };
  try {
    await sql`select 1`.execute(await getDatabase());
    return Response.json({ status: "ok" }, { headers });
  } catch (error) {
    log.error("The database does not answer.", { fault: error });
    return Response.json({ status: "unavailable" }, { status: 503, headers });
  }
}

export const dynamic = "force-dynamic";

/** 200 for as long as this process answers: what a new start would not mend, such as a database that is away, does not count. */
export const GET = async (): Promise<Response> =>
  Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } });

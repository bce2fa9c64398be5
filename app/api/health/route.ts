export const dynamic = "force-dynamic";

/** Answers as /api/health/ready. */
export { GET } from "./ready/route";

import type { ExpressionBuilder } from "kysely";
import type { Schema } from "@/lib/db/schema";
import type { JournalRow } from "./journal-row";

type Row = Pick<JournalRow, "mayLandUntil">;

/** Was it sent and left no trace at Adapty, so that it counts as not done? What was never sent is closed, not given up. */
export const isGivenUp = ({ mayLandUntil }: Row): boolean => mayLandUntil !== null;

/** Whether what was given up may land at that moment (ISO, UTC), or later. */
export const mayLand = ({ mayLandUntil }: Row, at: string): boolean => mayLandUntil !== null && mayLandUntil >= at;

/** The condition of a query that keeps what was given up and may land at that moment (ISO, UTC), or later. */
export const mayLandIn = ({ eb }: ExpressionBuilder<Schema, "operation">, at: string) => eb("may_land_until", ">=", at);

import { inFront } from "./rows-front";
import { underIt } from "./rows-under";
import { onTheWire } from "./rows-wire";

/** The forty faults that this console is held to, and where each is met. e2e/fault-rows.test.ts holds this table to the tests. */
export const rows = { ...onTheWire, ...inFront, ...underIt };

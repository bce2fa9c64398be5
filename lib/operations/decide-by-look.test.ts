import { describe, expect, test } from "vitest";
import { decideByLook, profileGone } from "./decide-by-look";

const outcome = { code: "no_answer", message: "" };
const unknown = { state: "unknown", attempts: 1, outcome } as const;
const looked = { arrival: "cannot_tell", quiet: true, isThere: true, last: false } as const;
const early = { quiet: false } as const;
const gone = { isThere: false } as const;
const last = { last: true } as const;
const [applied, notApplied] = [{ arrival: "applied" }, { arrival: "not_applied" }] as const;

type Row = Partial<Parameters<typeof decideByLook>[0]>;
type Found = Partial<Parameters<typeof decideByLook>[1]>;

const decide = (row: Row, found: Found) => decideByLook({ ...unknown, ...row }, { ...looked, ...found });

describe("a look at what was sent", () => {
  test.each<[string, Row, Found, ReturnType<typeof decide>]>([
    ["that shows it is done", {}, applied, "applied"],
    ["that shows it early is done", {}, { ...applied, ...early }, "applied"],
    ["that shows it is done, also of what a human was asked for", { state: "needs_human" }, applied, "applied"],
    ["that shows it is done, also of what was given up", { state: "not_applied" }, applied, "applied"],
    ["that shows it while another sending is under way waits", { attempts: 2 }, { ...applied, ...early }, "as_before"],
    ["that shows it once all sendings are quiet is done", { attempts: 2 }, applied, "applied"],
    [
      "that shows what was given up is done, though a sending that was refused is young",
      { state: "not_applied", attempts: 2 },
      { ...applied, ...early },
      "applied",
    ],
    ["that misses it early waits", {}, { ...notApplied, ...early }, "as_before"],
    ["that misses it gives it up", {}, notApplied, "not_applied"],
    ["that misses it gives it up, also at the last", {}, { ...notApplied, ...last }, "not_applied"],
    ["that misses what a human was asked for gives it up", { state: "needs_human" }, notApplied, "not_applied"],
    ["that misses what was given up changes nothing", { state: "not_applied" }, notApplied, "as_before"],
    ["that tells nothing early waits, also at the last", {}, { ...early, ...last }, "as_before"],
    ["that tells nothing leaves it open", {}, {}, "as_before"],
    ["that tells nothing says so of what was never answered", { state: "sent" }, {}, "unknown"],
    ["that tells nothing asks a human at the last", {}, last, "needs_human"],
    ["that tells nothing asks a human once", { state: "needs_human" }, last, "as_before"],
    ["that tells nothing says once that the customer is gone", {}, gone, "unknown"],
    ["that tells nothing says no more of a customer who is gone", { outcome: profileGone }, gone, "as_before"],
    ["that tells nothing leaves what was given up", { state: "not_applied" }, { ...gone, ...last }, "as_before"],
  ])("%s", (_, row, found, due) => {
    expect(decide(row, found)).toBe(due);
  });
});

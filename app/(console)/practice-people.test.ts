import { expect, test } from "vitest";
import { createCast } from "@/lib/emulator/cast/cast";
import { parseEnv } from "@/lib/env";
import { practicePeople } from "./practice-people";

test("each practice app suggests people that its emulator knows", () => {
  const cast = createCast(Date.parse("2027-03-02T12:00:00Z"));
  for (const { id: app } of parseEnv({}).apps) {
    const known = cast.filter((member) => member.app === app).map((member) => member.seed.customer_user_id);
    expect(practicePeople[app]?.length, app).toBe(3);
    for (const { id } of practicePeople[app] ?? []) expect(known, app).toContain(id);
  }
});

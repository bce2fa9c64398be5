import { describe, expect, test } from "vitest";
import { agentOf, fillForm, lead, newCustomer, openWorld, passTime, writeOperation } from "./world.fixture";

const { listRepeated } = await import("./list-repeated");

const DAY = 86_400_000;

describe("access given again and again", () => {
  test("is told by agent and customer, from the third time on, most often first", async () => {
    const { db } = await openWorld();
    const [zoe, max, ida] = [
      await newCustomer({ customer_user_id: "zoe" }),
      await newCustomer({ customer_user_id: "max" }),
      await newCustomer({ customer_user_id: "ida" }),
    ];
    const grant = async (customer: typeof zoe, agent = lead) => {
      const written = await writeOperation("access.grant", agent, await fillForm("access.grant", customer));
      expect(written).toMatchObject({ ok: true });
    };
    const began = new Date(Date.now()).toISOString();
    for (const _ of [1, 2, 3]) await grant(zoe);
    for (const _ of [1, 2, 3, 4]) await grant(max);
    for (const _ of [1, 2]) await grant(ida);
    await grant(ida, agentOf("admin"));
    await writeOperation("profile.update", lead, await fillForm("profile.update", ida));

    const told = await listRepeated(db, began);
    expect(told.map(({ customerUserId, times, agentId }) => [customerUserId, times, agentId])).toEqual([
      ["max", 4, lead.id],
      ["zoe", 3, lead.id],
    ]);
    passTime(DAY);
    expect(await listRepeated(db, new Date(Date.now()).toISOString())).toEqual([]);
  });
});

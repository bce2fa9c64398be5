import { expect, it } from "vitest";
import { sayOutcome } from "./say-outcome";

it("confirms by name only the attributes that Adapty's answer shows", () => {
  const body = {
    custom_attributes: [
      { key: "plan", value: "gold" },
      { key: "old", value: "" },
    ],
  };
  expect(sayOutcome(body, [{ key: "plan", value: "gold" }])).toEqual({
    confirmed: "plan is gold and old is deleted.",
    reply: "On your profile plan is gold and old is deleted.",
  });
});

it("says of fields that Adapty never reports only that it took them", () => {
  const { confirmed, reply } = sayOutcome({ email: "m@new.example", birthday: null }, []);
  expect(confirmed).toBe("it accepted the update of e-mail and birthday, which it does not report back.");
  expect(reply).toBe("The update of your e-mail and birthday was accepted.");
});

it("confirms nothing that the answer contradicts or leaves out", () => {
  const body = { custom_attributes: [{ key: "plan", value: "gold" }] };
  for (const answered of [undefined, [], [{ key: "plan", value: "silver" }]]) {
    const { confirmed, reply } = sayOutcome(body, answered);
    expect(confirmed).toBe("the update was accepted, but its answer does not show the change of plan.");
    expect(reply).toBe("The update of your profile was accepted.");
  }
});

it("does not take attributes that were not provided for deleted ones", () => {
  expect(sayOutcome({ custom_attributes: [{ key: "plan", value: "" }] }, undefined).confirmed).toMatch(/does not show/);
});

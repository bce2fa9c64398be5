import type { Story } from "./commands";

/** Those of the stored stories in which clocks are set. */
export const clockRegressions: Record<string, Story> = {
  "called a revoke done for what a colleague did by way of a console whose clock was behind": {
    seed: 1354241272,
    commands: [
      { does: "fault", wait: 40, fault: "server_error_before", of: "write", times: 1 },
      { does: "submit", wait: 40, wish: "revoke_later", agent: "mia", customer: 0, console: 0, thinks: 0 },
      { does: "set_clock", wait: 0, console: 1, ms: 7200000 },
      { does: "set_clock", wait: 40, console: 2, ms: -40000 },
      { does: "submit", wait: 960, wish: "revoke_later", agent: "mia", customer: 0, console: 2, thinks: 0 },
      { does: "stand_still", wait: 40, console: 0, ms: 500 },
      { does: "submit", wait: 40, wish: "comp", agent: "mia", customer: 0, console: 0, thinks: 0 },
      { does: "submit", wait: 40, wish: "comp", agent: "mia", customer: 0, console: 0, thinks: 9849 },
      { does: "approve", wait: 0, request: 0, by: "lena", console: 0 },
    ],
  },
  "called a grant done, after a day, for what an earlier one had brought about that landed late": {
    seed: 30,
    commands: [
      { does: "fault", wait: 3000, fault: "zombie", of: "write", times: 2 },
      { does: "submit", wait: 0, wish: "for_life", agent: "lena", customer: 1, console: 0, thinks: 0 },
      { does: "set_clocks", wait: 3000, ms: 7200000 },
      { does: "fault", wait: 0, fault: "stall_before", of: "write", times: 1 },
      { does: "submit", wait: 0, wish: "comp", agent: "mia", customer: 0, console: 0, thinks: 0 },
      { does: "submit", wait: 0, wish: "for_life", agent: "una", customer: 1, console: 0, thinks: 0 },
      { does: "fault", wait: 0, fault: "refused", of: "write", times: 1 },
      { does: "approve", wait: 40, request: 0, by: "lena", console: 0 },
      { does: "again", wait: 40, form: 0, console: 0 },
      { does: "crash", wait: 40, console: 0, awaits: 1 },
    ],
  },
  "said that nothing was sent, for its clock was off, of a form that another console had sent meanwhile": {
    seed: 1,
    commands: [
      { does: "set_clock", wait: 40, console: 2, ms: -7200000 },
      { does: "submit", wait: 0, wish: "comp", agent: "mia", customer: 0, console: 0, thinks: 0 },
      { does: "submit", wait: 0, wish: "email", agent: "mia", customer: 0, console: 0, thinks: 0 },
      { does: "tick", wait: 40, ms: 60000 },
      { does: "submit", wait: 0, wish: "email", agent: "mia", customer: 0, console: 0, thinks: 0 },
      { does: "restart", wait: 8, console: 0 },
      { does: "again", wait: 0, form: 4, console: 0 },
      { does: "again", wait: 0, form: 4, console: 2 },
      { does: "crash", wait: 0, console: 0, awaits: 31 },
      { does: "approve", wait: 0, request: 0, by: "lena", console: 0 },
      { does: "ask", wait: 3000, agent: "mia", customer: 0, console: 0 },
      { does: "crash", wait: 0, console: 0, awaits: 1 },
    ],
  },
  "sent once more what was still on its way, by a console whose clock is as far from the first one's as it may be": {
    seed: 4,
    commands: [
      { does: "set_clock", wait: 0, console: 0, ms: -2000 },
      { does: "set_clock", wait: 0, console: 1, ms: 2000 },
      { does: "fault", wait: 0, fault: "stall_before", of: "write", times: 1 },
      { does: "submit", wait: 0, wish: "for_life", agent: "lena", customer: 0, console: 0, thinks: 0 },
      { does: "stand_still", wait: 98, console: 0, ms: 3900 },
    ],
  },
};

import type { Story } from "./commands";

/** Stories in which a console once went wrong, and what it did. */
export const regressions: Record<string, Story> = {
  "said that nothing was sent, and sent it by itself, when the answer to the commit was lost": {
    seed: 1361682023,
    commands: [
      { does: "restart", wait: 40, console: 0 },
      { does: "restart", wait: 40, console: 0 },
      { does: "submit", wait: 40, wish: "comp", agent: "mia", customer: 1, console: 0, thinks: 0 },
      { does: "tick", wait: 0, ms: 1000 },
      { does: "lose_commit", wait: 0, console: 0 },
      { does: "submit", wait: 3000, wish: "comp", agent: "mia", customer: 0, console: 0, thinks: 0 },
      { does: "submit", wait: 40, wish: "comp", agent: "mia", customer: 0, console: 0, thinks: 0 },
    ],
  },
  "said that nothing was sent in the second tab, whose disk was full, while the first tab's had gone through": {
    seed: 1822071332,
    commands: [
      { does: "submit", wait: 0, wish: "comp", agent: "mia", customer: 0, console: 0, thinks: 0 },
      { does: "again", wait: 1, form: 0, console: 2 },
      { does: "fill_disk", wait: 0, console: 2, ms: 100 },
      { does: "tick", wait: 40, ms: 3600000 },
      { does: "submit", wait: 40, wish: "comp", agent: "mia", customer: 0, console: 0, thinks: 0 },
      { does: "tick", wait: 0, ms: 3600000 },
      { does: "tick", wait: 0, ms: 1000 },
    ],
  },
  "said that it did not arrive when it had just been sent once more": {
    seed: 1971888425,
    commands: [
      { does: "lose_commit", wait: 0, console: 2 },
      { does: "submit", wait: 40, wish: "comp", agent: "mia", customer: 0, console: 0, thinks: 0 },
      { does: "submit", wait: 0, wish: "comp", agent: "mia", customer: 1, console: 2, thinks: 0 },
      { does: "submit", wait: 5, wish: "enter", agent: "mia", customer: 0, console: 0, thinks: 1 },
      { does: "submit", wait: 0, wish: "comp", agent: "mia", customer: 0, console: 0, thinks: 0 },
      { does: "fault", wait: 40, fault: "empty", of: "write", times: 2 },
      { does: "settle", wait: 2998, form: 0, console: 0 },
      { does: "submit", wait: 11941, wish: "comp", agent: "mia", customer: 0, console: 0, thinks: 0 },
    ],
  },
  "lost a comp that landed late, after its second sending had found no connection": {
    seed: 25,
    commands: [
      { does: "fault", wait: 0, fault: "zombie", of: "write", times: 1 },
      { does: "submit", wait: 0, wish: "comp", agent: "mia", customer: 0, console: 0, thinks: 0 },
      { does: "submit", wait: 0, wish: "comp", agent: "mia", customer: 0, console: 0, thinks: 0 },
      { does: "fault", wait: 0, fault: "refused", of: "write", times: 1 },
      { does: "fault", wait: 40, fault: "refused", of: "write", times: 1 },
    ],
  },
  "called a grant done that had found no connection, for what a colleague gave meanwhile": {
    seed: 6,
    commands: [
      { does: "ask", wait: 0, agent: "mia", customer: 0, console: 0 },
      { does: "fault", wait: 3000, fault: "refused", of: "write", times: 1 },
      { does: "submit", wait: 0, wish: "for_life", agent: "una", customer: 0, console: 0, thinks: 0 },
      { does: "tick", wait: 0, ms: 3600000 },
      { does: "approve", wait: 0, request: 0, by: "lena", console: 0 },
      { does: "again", wait: 0, form: 0, console: 0 },
      { does: "again", wait: 40, form: 1, console: 0 },
    ],
  },
  "said that nothing was sent, having stood still while another console sent it once more": {
    seed: 2066,
    commands: [
      { does: "fault", wait: 40, fault: "refused", of: "write", times: 1 },
      { does: "submit", wait: 0, wish: "comp", agent: "mia", customer: 0, console: 0, thinks: 9 },
      { does: "submit", wait: 0, wish: "comp", agent: "mia", customer: 0, console: 0, thinks: 0 },
      { does: "stand_still", wait: 113, console: 0, ms: 21014 },
      { does: "submit", wait: 0, wish: "comp", agent: "mia", customer: 0, console: 0, thinks: 0 },
      { does: "submit", wait: 40, wish: "comp", agent: "mia", customer: 0, console: 1, thinks: 0 },
      { does: "tick", wait: 0, ms: 3600000 },
    ],
  },
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
  "set an agent's own newer e-mail address back when the form before it, not confirmed, was sent again": {
    seed: 2147483623,
    commands: [
      { does: "submit", wait: 40, wish: "comp", agent: "mia", customer: 0, console: 0, thinks: 0 },
      { does: "submit", wait: 3000, wish: "comp", agent: "mia", customer: 0, console: 0, thinks: 0 },
      { does: "fault", wait: 3000, fault: "short_body", of: "write", times: 1 },
      { does: "submit", wait: 0, wish: "email", agent: "max", customer: 0, console: 0, thinks: 0 },
      { does: "check", wait: 19977, form: 0, console: 0 },
      { does: "submit", wait: 19, wish: "attributes", agent: "mia", customer: 0, console: 0, thinks: 8 },
      { does: "approve", wait: 39, request: 0, by: "lena", console: 0 },
      { does: "submit", wait: 29, wish: "comp", agent: "mia", customer: 0, console: 0, thinks: 0 },
      { does: "submit", wait: 2, wish: "email", agent: "max", customer: 0, console: 0, thinks: 0 },
      { does: "submit", wait: 7, wish: "comp", agent: "mia", customer: 0, console: 0, thinks: 0 },
      { does: "again", wait: 3000, form: 16, console: 0 },
    ],
  },
};

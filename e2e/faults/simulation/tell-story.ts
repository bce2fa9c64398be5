import type { Command, Story } from "./commands";
import { faults } from "./faults";
import { wishes } from "./forms";

const counts = { read: "reads", write: "writes", any: "calls" };

function tell(command: Command): string {
  const at = "console" in command ? `on console ${command.console + 1} ` : "";
  switch (command.does) {
    case "submit":
      return `${at}${command.agent} ${wishes[command.wish]} for customer ${command.customer + 1}${command.thinks ? `, ${command.thinks} ms after opening the form` : ""}`;
    case "again":
      return `${at}form ${command.form} is sent again`;
    case "undo": {
      const { agent, entry, thinks, beside } = command;
      const also = beside ? `; so does ${beside.agent} on console ${beside.console + 1}` : "";
      return `${at}${agent} undoes the change ${entry} before the last, ${thinks} ms after opening the form${also}`;
    }
    case "ask":
      return `${at}${command.agent} asks for access for life for customer ${command.customer + 1}`;
    case "ask_deletion":
      return `${at}${command.agent} asks for the deletion of customer ${command.customer + 1}`;
    case "approve":
      return `${at}${command.by} approves request ${command.request}`;
    case "cancel":
      return `${at}request ${command.request}: ${command.verb}`;
    case "check":
      return `${at}form ${command.form} is checked again`;
    case "settle":
      return `${at}a lead says what became of form ${command.form}`;
    case "crash":
      return `console ${command.console + 1} dies at its ${command.awaits}th await from now`;
    case "restart":
      return `console ${command.console + 1} is started again`;
    case "stop": {
      const amid = command.amid && ` when its next write leaves, which ${faults[command.amid]}`;
      return `console ${command.console + 1} is told to stop${amid ?? ""}, and started again ${command.away} ms after it has ended`;
    }
    case "stand_still":
      return `console ${command.console + 1} stands still for ${command.ms} ms`;
    case "set_clock":
      return `the clock of console ${command.console + 1} is set ${command.ms} ms off`;
    case "set_clocks":
      return `the clock of all consoles and their database is set ${command.ms} ms off`;
    case "fill_disk":
      return `${at}the disk is full for ${command.ms} ms`;
    case "lose_commit":
      return `${at}the next commit is done, and its answer lost`;
    case "fault":
      return `the next ${command.times} of the ${counts[command.of]}: each ${faults[command.fault]}`;
    case "calm":
      return "the network is well again";
    case "tick":
      return `${command.ms} ms pass`;
  }
}

/** The story in words, one line for each thing that happens. */
export const tellStory = ({ commands }: Story): string =>
  commands.map((command) => `  ${command.wait} ms later: ${tell(command)}`).join("\n");

import { approveRequest } from "../../../lib/approvals/approve";
import { rejectRequest, withdrawRequest } from "../../../lib/approvals/close-request";
import { findByOperation } from "../../../lib/approvals/find-approvals";
import { requestApproval } from "../../../lib/approvals/request-approval";
import { settleByHand } from "../../../lib/approvals/settle-by-hand";
import { findOperation } from "../../../lib/operations/journal";
import { recheckOperation } from "../../../lib/operations/recheck";
import { writeOperation } from "../../../lib/operations/write";
import { dateNow, sleep } from "../../../lib/world/world";
import type { Operation } from "./book";
import type { Command } from "./commands";
import type { Console } from "./console";
import { type Form, openForm, type Wish } from "./forms";
import { type Name, team } from "./office";
import type { Stage } from "./stage";
import { openUndoForm } from "./undo-form";

/** What there is to go on with. */
export type Scene = { operations: Operation[]; requests: Operation[] };

type Undoing = { entry: number; thinks: number; agent: Name };

const idOf = ({ form }: Operation): string => form.input.target.operationId;

/** Begins what a command says; what comes of it the stage's book and ledger hold. */
export async function perform(stage: Stage, scene: Scene, command: Command): Promise<void> {
  const { book, network, chance, ledger } = stage;
  const { operations, requests } = scene;
  const console = "console" in command ? stage.consoleAt(command.console) : stage.consoleAt(0);

  /** Bugs throw, and only bugs. */
  const go = (step: () => Promise<unknown>): void => {
    step().catch((error: unknown) => ledger.wrong.push(`${command.does} failed: ${String(error)}`));
  };
  const keep = (form: Form | undefined): Operation | undefined => {
    const operation = form && book.open(form);
    if (operation) operations.push(operation);
    return operation;
  };
  const open = async (
    on: Console,
    { wish, agent, customer }: { wish: Wish | "deletion"; agent: Name; customer: number },
  ) => {
    const number = operations.length + 1;
    const opening = { wish, agent: team[agent], customer, number, operationId: chance.id() };
    return keep(await on.run(() => openForm(stage.adapty, opening)));
  };
  const undo = async (on: Console, { entry, thinks, agent }: Undoing) => {
    const number = operations.length + 1;
    const opening = { entry, agent: team[agent], number, operationId: chance.id() };
    const operation = keep(await on.run(() => openUndoForm(stage.adapty, opening)));
    if (!operation) return;
    if (thinks) await on.run(() => sleep(thinks));
    await write(operation, on);
  };
  const write = (operation: Operation, on: Console) => {
    const { name, agent, input }: Form = operation.form;
    return book.send(operation, on, () => writeOperation(name, agent, input));
  };

  const formAt = (at: number) => operations[at % operations.length];
  const requestAt = (at: number) => requests[at % requests.length];

  switch (command.does) {
    case "submit":
      go(async () => {
        const operation = await open(console, command);
        if (!operation) return;
        if (command.thinks) await console.run(() => sleep(command.thinks));
        await write(operation, console);
      });
      return;
    case "undo": {
      const { beside } = command;
      go(() => undo(console, command));
      if (beside) go(() => undo(stage.consoleAt(beside.console), { ...command, agent: beside.agent }));
      return;
    }
    case "again": {
      const operation = formAt(command.form);
      if (operation) go(() => write(operation, console));
      return;
    }
    case "ask":
    case "ask_deletion":
      go(async () => {
        const wish = command.does === "ask" ? "for_life" : "deletion";
        const operation = await open(console, { ...command, wish });
        if (!operation) return;
        requests.push(operation);
        const { name, agent, input } = operation.form;
        await console.run(() => requestApproval(name, agent, input));
      });
      return;
    case "approve": {
      const operation = requestAt(command.request);
      if (!operation) return;
      go(async () => {
        const found = await console.run(() => findByOperation(idOf(operation)));
        if (!found) return;
        const shown = { id: found.id, payloadHash: found.payloadHash, operation: found.name };
        await book.send(operation, console, () => approveRequest(team[command.by], shown));
      });
      return;
    }
    case "cancel": {
      const operation = requestAt(command.request);
      if (!operation) return;
      go(async () => {
        const found = await console.run(() => findByOperation(idOf(operation)));
        if (!found) return;
        const { id } = found;
        await console.run(() =>
          command.verb === "reject"
            ? rejectRequest(team.lena, { id, note: "No." })
            : withdrawRequest(operation.form.agent, { id }),
        );
      });
      return;
    }
    case "check": {
      const operation = formAt(command.form);
      if (operation) go(() => console.run(() => recheckOperation(idOf(operation))));
      return;
    }
    case "settle": {
      const operation = formAt(command.form);
      if (!operation) return;
      go(() =>
        console.run(async () => {
          const row = await findOperation(idOf(operation));
          if (row?.state !== "needs_human") return;
          // Whoever looks elsewhere, as at the store's own console, finds the truth.
          const verdict = ledger.of(row.id).some(({ landed }) => landed !== undefined) ? "applied" : "not_applied";
          const input = { operationId: row.id, attempts: row.attempts, verdict, note: "I looked it up." } as const;
          await settleByHand(team.una, input, dateNow());
        }),
      );
      return;
    }
    case "crash":
      return console.dieIn(command.awaits);
    case "restart":
      return void stage.start(command.console);
    case "stop":
      return stage.stop(command.console, command);
    case "stand_still":
      return console.standStill(command.ms);
    case "set_clock":
      return console.setClock(command.ms);
    case "set_clocks":
      return stage.setClocks(command.ms);
    case "fill_disk":
      return console.fillDisk(command.ms);
    case "lose_commit":
      return console.loseCommits(1);
    case "fault":
      return network.plan({ fault: command.fault, of: command.of, times: command.times });
    case "calm":
      return network.calm();
    case "tick":
      return stage.pass(command.ms);
  }
}

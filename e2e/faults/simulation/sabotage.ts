import type { BrokenStorage, Statement } from "./storage";

/** What a console works with, broken on purpose. */
export type Sabotage = { network?: (through: typeof fetch) => typeof fetch; storage?: BrokenStorage };

const isWrite = (init: RequestInit | undefined) => init?.method !== "GET";

/** Another answer to a write, for the ones that say no more than that something went wrong. */
const answerInstead =
  (instead: (init: RequestInit) => Response) =>
  (through: typeof fetch): typeof fetch =>
  async (input, init = {}) => {
    const response = await through(input, init);
    return isWrite(init) && response.status >= 500 ? instead(init) : response;
  };

const refusal = () =>
  Response.json({ errors: [{ source: null, errors: ["No."] }], error_code: "no", status_code: 400 }, { status: 400 });

const confirmation = ({ headers }: RequestInit) => {
  const profile_id = (headers as Record<string, string>)["adapty-profile-id"];
  return Response.json({ data: { profile_id, customer_user_id: null } });
};

const rowsOf = ({ parameters }: Statement) => String(parameters[0]);
const forgotten = { numAffectedRows: 1n, rows: [] };
const recordsSending = (statement: Statement) =>
  /^insert into "audit_event"/.test(statement.sql) && /"outcome":"sent"/.test(rowsOf(statement));
/** By the operation's own id: the same story comes to the same. */
const isOneInThree = (statement: Statement) =>
  Number.parseInt(/"operation_id":"([0-9a-f]{4})/.exec(rowsOf(statement))?.[1] ?? "1", 16) % 3 === 0;

/**
 * Ways to spoil what the consoles rest on, each of them a mistake that a console could make by itself. A fault run that does not
 * notice one of them proves nothing.
 */
export const sabotages = {
  /** What went wrong is sent again at once, as a client does that retries. */
  resend_blindly: {
    network: (through) => async (input, init) => {
      try {
        const response = await through(input, init);
        return isWrite(init) && response.status >= 500 ? through(input, init) : response;
      } catch (error) {
        if (!isWrite(init) || init?.signal?.aborted) throw error;
        return through(input, init);
      }
    },
  },
  /** A server's error counts as done. */
  believe_anything: { network: answerInstead(confirmation) },
  /** A server's error counts as refused. */
  trust_a_500: { network: answerInstead(refusal) },
  /** Whoever claims a write believes to have it, also where another was faster. */
  forget_the_lease: {
    storage: {
      run: (statement, run) => {
        const result = run(statement);
        return /^update "operation"/.test(statement.sql) ? { ...result, numAffectedRows: 1n } : result;
      },
    },
  },
  /** A write leaves before the journal holds it. */
  skip_the_journal: { storage: { forgetsCommits: true } },
  /** The record misses every sending, with whatever is recorded in the same step. */
  forget_the_record: { storage: { run: (statement, run) => (recordsSending(statement) ? forgotten : run(statement)) } },
  /** The record misses about every third sending. */
  forget_a_third_of_the_record: {
    storage: {
      run: (statement, run) => (recordsSending(statement) && isOneInThree(statement) ? forgotten : run(statement)),
    },
  },
} as const satisfies Record<string, Sabotage>;

export type SabotageName = keyof typeof sabotages;

import "server-only";
import type { Part } from "@/lib/access/parts";
import { type CustomerView, toCustomerView } from "@/lib/access/view";
import type { AdaptyFailure } from "@/lib/adapty/errors";
import { checkProfileId } from "@/lib/adapty/identity";
import type { Profile } from "@/lib/adapty/profile";
import { type Answer, listAnswers } from "@/lib/approvals/list-answers";
import { listWaitingFor } from "@/lib/approvals/list-approvals";
import type { Agent } from "@/lib/auth/session";
import type { App } from "@/lib/env";
import { ACTIVITY_SHOWN, type LastSet, listActivity, readLastSet } from "@/lib/operations/activity";
import type { ActivityEntry } from "@/lib/operations/activity-entry";
import { type ToldEntry, tellEntry } from "@/lib/operations/describe-request";
import { type PlannedComp, sayPlannedComps } from "@/lib/operations/planned-comps";
import { hideFields, hideMessage } from "./hide-fields";
import { readCustomer } from "./read-customer";

/** Everything the customer page shows to a role: one read of Adapty, and what our own journal knows. */
export type CustomerPage = {
  /** The role that it was read for. */
  role: string;
  view: CustomerView;
  activity: ToldEntry[];
  lastSet: LastSet;
  planned: PlannedComp[];
  waiting: WaitingRequest[];
  /** What the reader asked for and was answered lately. */
  answered: Answer[];
};

/** What was asked for and waits for a second person; `at` is ISO. */
export type WaitingRequest = { id: string; title: string; said: Part[]; by: string; at: string };

type Journal = { entries: ActivityEntry[]; lastSet: LastSet; waiting: WaitingRequest[]; answers: Answers };
type Answers = Awaited<ReturnType<typeof listAnswers>>;
type Reader = Pick<Agent, "id" | "role">;

const NOTHING: Journal = { entries: [], lastSet: {}, waiting: [], answers: { answered: [], rejected: [] } };

async function readJournal(app: string, profileId: string, reader: Reader): Promise<Journal> {
  const now = new Date();
  const [entries, lastSet, requests, answers] = await Promise.all([
    listActivity(app, profileId),
    readLastSet(app, profileId),
    listWaitingFor(app, profileId, now),
    listAnswers({ app, profileId }, reader, now),
  ]);
  return {
    entries: entries.map((entry) => hideMessage(entry, reader.role)),
    lastSet: hideFields(lastSet, reader.role),
    waiting: requests.map(({ id, title, said, requester, requestedAt }) => ({
      id,
      title,
      said,
      by: requester.email,
      at: requestedAt,
    })),
    answers,
  };
}

/** What was done from here, and what a colleague would not let pass, newest first. */
const mergeActivity = (entries: ActivityEntry[], rejected: ToldEntry[]): ToldEntry[] =>
  [...entries.map(tellEntry), ...rejected]
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
    .slice(0, ACTIVITY_SHOWN);

function assemble(
  profile: Profile,
  app: string,
  { role }: Reader,
  { entries, lastSet, waiting, answers }: Journal,
): CustomerPage {
  const now = Date.now();
  const view = toCustomerView(profile, app, now);
  const { answered, rejected } = answers;
  const planned = sayPlannedComps(entries, view, now);
  return { role, view, activity: mergeActivity(entries, rejected), lastSet, planned, waiting, answered };
}

/** The page of a profile already in hand, after a write: costs no further call to Adapty. */
export async function assembleCustomerPage(profile: Profile, app: string, reader: Reader): Promise<CustomerPage> {
  return assemble(profile, app, reader, await readJournal(app, profile.profile_id, reader));
}

/** Reads the customer by profile id: exactly one call to Adapty, and the journal while that is under way. For an agent: that they looked is recorded. */
export async function readCustomerPage(
  app: App,
  profileId: string,
  agent: Agent,
): Promise<{ ok: true; page: CustomerPage } | { ok: false; error: AdaptyFailure }> {
  const { ok: isId } = checkProfileId(profileId);
  const [read, journal] = await Promise.all([
    readCustomer(app, profileId, agent),
    isId ? readJournal(app.id, profileId, agent) : NOTHING,
  ]);
  return read.ok ? { ok: true, page: assemble(read.profile, app.id, agent, journal) } : read;
}

import type { Metadata } from "next";
import { AuthCard } from "@/components/auth-card";
import { buttonClass } from "@/components/button-class";
import { readNextPath } from "@/lib/auth/next-path";
import { aRole } from "@/lib/auth/permissions";
import { isOneClick } from "@/lib/auth/practice-agents";
import { requireAgent } from "@/lib/auth/session";
import { getDatabase } from "@/lib/db/database";
import { waysIn } from "@/lib/sso/ways-in";
import { RequiredFactor } from "./required-factor";
import { SignOut } from "./sign-out";

export const metadata: Metadata = { title: "Second factor" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Where somebody is led who must have a second factor and has none: the one page that is open to them. */
export default async function SecondFactorPage({ searchParams }: Props) {
  const { next: asked } = await searchParams;
  const next = readNextPath(asked);
  const seen = await requireAgent("own.secure");
  if (!seen.ok)
    return (
      <AuthCard title="Second factor" intro={seen.message}>
        {null}
      </AuthCard>
    );
  const { id, email, role, factor } = seen.agent;
  if (factor !== "owed") {
    return (
      <AuthCard
        title="Second factor"
        intro={factor === "on" ? "Yours is on. Nothing else is asked of you." : "None is asked of your account."}
      >
        <a href={next} className={buttonClass("primary")}>
          Go on
        </a>
      </AuthCard>
    );
  }
  const ways = await waysIn(await getDatabase(), { id, email }, new Date());
  return (
    <AuthCard
      title="Set up your second factor"
      intro={
        <>
          This console asks {aRole(role)} for one: a code from an app on your phone, after the password. Until it is on,{" "}
          <bdi>{email}</bdi> can do nothing else here.
        </>
      }
    >
      <RequiredFactor account={{ id, email, oneClick: isOneClick(id), factor: false, ways }} next={next} />
      <SignOut />
    </AuthCard>
  );
}

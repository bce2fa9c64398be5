import { AuthCard } from "./auth-card";

type DeadLinkProps = { intro: string; question: string; otherwise: string };

/** Instead of the form, for a one-time link that opens nothing: what such a link is, and the two ways on from here. */
export function DeadLink({ intro, question, otherwise }: DeadLinkProps) {
  return (
    <AuthCard title="This link no longer works" intro={intro}>
      <p>
        {question}{" "}
        <a href="/sign-in" className="link">
          Sign in
        </a>
        . If not, {otherwise}
      </p>
    </AuthCard>
  );
}

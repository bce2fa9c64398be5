import { buttonClass } from "@/components/button-class";
import { Notice } from "@/components/notice";
import { PageLink } from "@/components/page-link";
import { isMissingProfile } from "@/lib/adapty/errors";
import { TryAgain } from "./try-again";

type ReadFailedProps = { code: string; message: string; app?: string; id?: string };

/** Instead of a customer: what was asked, what came back, what to do. */
export function ReadFailed({ code, message, app, id }: ReadFailedProps) {
  const missing = isMissingProfile(code);
  return (
    <div className="max-w-160 space-y-4">
      <h1 className="text-lg">{missing ? "No such customer" : "This customer cannot be shown"}</h1>
      <Notice
        tone={missing || code === "unknown_app" ? "info" : "wrong"}
        title={missing ? `Adapty has no profile with this id in ${app}` : "Nothing was read, and nothing was changed"}
        actions={
          <>
            {!missing && code !== "unknown_app" && <TryAgain />}
            <PageLink href="/" className={buttonClass("plain", "sm")}>
              Find another customer
            </PageLink>
          </>
        }
      >
        <p>{missing ? "It may have been deleted, or it belongs to another app." : message}</p>
        {id && (
          <p className="break-all font-mono text-sm text-ink-soft">
            <bdi>{id}</bdi>
          </p>
        )}
      </Notice>
    </div>
  );
}

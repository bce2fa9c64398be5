import { buttonClass } from "@/components/button-class";
import { Notice } from "@/components/notice";
import { PageLink } from "@/components/page-link";
import { TryAgain } from "./try-again";

type ReadFailedProps = { code: string; message: string; id?: string };

/** Instead of a customer: what came back, what to do. */
export function ReadFailed({ code, message, id }: ReadFailedProps) {
  const unknownApp = code === "unknown_app";
  return (
    <div className="max-w-160 space-y-4">
      <h1 className="text-lg">This customer cannot be shown</h1>
      <Notice
        tone={unknownApp ? "info" : "wrong"}
        title="Nothing was read, and nothing was changed"
        actions={
          <>
            {!unknownApp && <TryAgain />}
            <PageLink href="/" className={buttonClass("plain", "sm")}>
              Find another customer
            </PageLink>
          </>
        }
      >
        <p>{message}</p>
        {id && (
          <p className="break-all font-mono text-sm text-ink-soft">
            <bdi>{id}</bdi>
          </p>
        )}
      </Notice>
    </div>
  );
}

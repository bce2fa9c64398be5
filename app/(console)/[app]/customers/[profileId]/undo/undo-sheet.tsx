"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button } from "@/components/button";
import { CancelButton } from "@/components/cancel-button";
import { Notice } from "@/components/notice";
import { Sentence } from "@/components/sentence";
import { FooterRow, Sheet } from "@/components/sheet";
import { Skeleton } from "@/components/skeleton";
import { Time } from "@/components/time";
import type { UndoAnswer } from "@/lib/customers/preview-undo";
import { FailureNotice } from "../../../../failure-notice";
import { CustomerReadError } from "../customer-query";
import type { SheetProps } from "../sheet-props";
import { UndoForm } from "./undo-form";
import { undoQuery } from "./undo-query";

type UndoSheetProps = SheetProps & { operationId: string };

/** Undoes one thing that was done from here: reads what that would do, shows it, and sends it; or says why it cannot be. */
export function UndoSheet({ operationId, ...props }: UndoSheetProps) {
  const { app, page, onClose } = props;
  const { customerUserId, profileId } = page.view;
  const { data, error, refetch, isFetching } = useQuery(undoQuery(app.id, profileId, operationId));
  const about = data?.about && <About {...data.about} />;
  const title = data?.about ? `Undo: ${data.about.title}` : "Undo";
  const subtitle = (
    <>
      <bdi className="break-all">{customerUserId ?? profileId}</bdi> in {app.name}
    </>
  );
  if (data && "preview" in data) {
    const read = async () => {
      const again = await refetch();
      return again.isSuccess ? again.data.page : undefined;
    };
    return (
      <UndoForm
        {...props}
        {...{ title, subtitle, about, operationId }}
        page={data.page}
        current={page}
        preview={data.preview}
        onReadAgain={read}
      />
    );
  }
  const failure = error && {
    ...(error instanceof CustomerReadError ? error.failure : unread),
    outcome: "not_sent" as const,
  };
  return (
    <Sheet
      title={title}
      subtitle={subtitle}
      onClose={onClose}
      footer={
        <FooterRow>
          <CancelButton busy={false} onClose={onClose}>
            Close
          </CancelButton>
        </FooterRow>
      }
    >
      {about}
      {isFetching && <Skeleton lines={4} label="Looking at what it would change" />}
      {data && <NotUndone>{data.why}</NotUndone>}
      <FailureNotice
        failure={isFetching ? null : failure}
        title="Not known yet what an undo would do"
        actions={<Button onClick={() => void refetch()}>Try again</Button>}
      />
    </Sheet>
  );
}

const unread = { code: "unread", message: "The console did not answer. Nothing was changed." };

const NotUndone = ({ children }: { children: ReactNode }) => (
  <Notice live tone="info" title="This cannot be undone from here">
    <p>{children}</p>
  </Notice>
);

const About = ({ said, by, at }: NonNullable<UndoAnswer["about"]>) => (
  <div>
    <p className="break-words">
      <Sentence parts={said} />
    </p>
    <p className="text-sm text-ink-soft">
      <bdi>{by}</bdi>, <Time at={at} />
    </p>
  </div>
);

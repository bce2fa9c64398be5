"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { TextArea } from "@/components/text-area";
import { useToast } from "@/components/toast";
import { FailureNotice } from "../../failure-notice";
import { useRefreshingAction } from "../../use-refreshing-action";
import { reject } from "../actions";

/** A no comes with its reason: the one who asked reads it. */
export function RejectForm({ id, asker, onClose }: { id: string; asker: string; onClose: () => void }) {
  const toast = useToast();
  const { busy, failure, send } = useRefreshingAction(reject);
  const [note, setNote] = useState("");
  const [missing, setMissing] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setMissing(note.trim() === "");
    if (note.trim() === "") return;
    const { ok } = await send({ id, note });
    if (!ok) return;
    toast({ outcome: "done", title: "Rejected.", text: `Nothing was sent. ${asker} reads why.` });
    onClose();
  };
  return (
    <form onSubmit={submit} noValidate className="max-w-160 space-y-3">
      <fieldset disabled={busy} className="min-w-0">
        <Field label="Why not" error={missing ? "Say why, for the one who asked." : undefined}>
          <TextArea
            autoFocus
            value={note}
            maxLength={1000}
            onChange={({ target }) => {
              setNote(target.value);
              setMissing(false);
            }}
          />
        </Field>
      </fieldset>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind="danger" busy={busy}>
          Reject it
        </Button>
        <Button kind="quiet" onClick={onClose}>
          Do not reject
        </Button>
      </div>
      <FailureNotice failure={failure} />
    </form>
  );
}

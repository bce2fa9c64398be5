"use client";

import { useId, useState } from "react";
import { Button } from "@/components/button";
import { NowAfter } from "@/components/now-after";
import { useToast } from "@/components/toast";
import { duties } from "@/lib/auth/duties";
import { aRole, isRole, type Role } from "@/lib/auth/permissions";
import type { Account } from "@/lib/auth/team";
import { useRefreshingAction } from "../use-refreshing-action";
import { AccountSheet } from "./account-sheet";
import { changeAgentRole } from "./actions";
import { RoleChoices } from "./role-choices";

const say = (role: string) => (isRole(role) ? `${aRole(role)}: ${duties[role]}` : "no role, may do nothing");

export function RoleSheet({ account, onClose }: { account: Account; onClose: () => void }) {
  const formId = useId();
  const toast = useToast();
  const { busy, failure, send } = useRefreshingAction(changeAgentRole);
  const [role, setRole] = useState<Role | null>(null);
  const { id, name, role: held } = account;
  const chosen = role === held ? null : role;
  const submit = async () => {
    if (!chosen) return;
    const result = await send({ id, seen: held, role: chosen });
    if (!result.ok) return;
    toast({ outcome: "done", title: "Role changed.", text: `${name} is ${aRole(chosen)} from the next request on.` });
    onClose();
  };
  return (
    <AccountSheet
      about="Change the role of"
      account={account}
      busy={busy}
      dirty={chosen !== null}
      failure={failure}
      onClose={onClose}
      action={
        <Button
          type="submit"
          form={formId}
          kind="primary"
          busy={busy}
          disabledReason={chosen ? undefined : "Choose another role first"}
        >
          {chosen ? `Make ${name} ${aRole(chosen)}` : "Change role"}
        </Button>
      }
    >
      <form
        id={formId}
        className="space-y-5"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <fieldset disabled={busy} className="min-w-0">
          <RoleChoices role={role ?? held} onChoose={setRole} />
        </fieldset>
        {chosen && <NowAfter changes={[{ now: say(held), after: say(chosen) }]} />}
        <p className="text-ink-soft">It counts from their next request on, also in a form that is already open.</p>
      </form>
    </AccountSheet>
  );
}

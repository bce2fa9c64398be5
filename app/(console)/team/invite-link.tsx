"use client";

import { aRole, type Role } from "@/lib/auth/permissions";
import { OneTimeLink } from "./one-time-link";

export type Made = { email: string; role: Role; link: string; expiresAt: string };

export function InviteLink({ made: { email, role, link, expiresAt }, onClose }: { made: Made; onClose: () => void }) {
  return (
    <OneTimeLink
      subtitle={
        <>
          For <bdi>{email}</bdi> as {aRole(role)}
        </>
      }
      link={link}
      expiresAt={expiresAt}
      what="the invitation link"
      gets="gets the account"
      lost="Lost it? Invite the same e-mail again: the new link replaces this one."
      onClose={onClose}
    />
  );
}

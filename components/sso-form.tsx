import type { ReactNode } from "react";
import { Button } from "./button";

type SsoFormProps = {
  fields: Record<string, string>;
  /** What is asked for besides, above the button. */
  asked?: ReactNode;
  disabledReason?: string | undefined;
  newTab?: boolean;
  primary?: boolean;
  children: ReactNode;
};

/** One press that goes to the provider of single sign-on. A plain form: it works before any script does. */
export function SsoForm({ fields, asked, disabledReason, newTab, primary, children }: SsoFormProps) {
  return (
    <form
      method="post"
      action="/api/auth/oidc/start"
      target={newTab ? "_blank" : undefined}
      rel={newTab ? "noopener" : undefined}
    >
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {asked}
      <Button type="submit" kind={primary ? "primary" : "plain"} className="w-full" disabledReason={disabledReason}>
        {children}
      </Button>
    </form>
  );
}

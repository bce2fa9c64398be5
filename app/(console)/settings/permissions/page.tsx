import { PageHeader } from "@/components/page-header";
import { aRole } from "@/lib/auth/permissions";
import { requireAgent } from "@/lib/auth/session";
import { readSettings } from "@/lib/settings/store";
import { Refusal } from "../../refusal";
import { listMatrix } from "./matrix";
import { MatrixTable } from "./matrix-table";

export const metadata = { title: "Permissions" };

export default async function PermissionsPage() {
  const seen = await requireAgent("console.open");
  if (!seen.ok) return <Refusal title="Permissions" why={seen.message} />;
  const { role } = seen.agent;
  const { limits } = await readSettings();
  return (
    <div className="max-w-184 pb-10">
      <PageHeader
        title="Permissions"
        crumbs={[{ href: "/settings", label: "Settings" }]}
        facts={`You are ${aRole(role)}. The server asks this table at every request.`}
      />
      <MatrixTable own={role} {...listMatrix(limits)} />
    </div>
  );
}

import { AuthCard } from "@/components/auth-card";
import { buttonClass } from "@/components/button-class";
import { PageLink } from "@/components/page-link";

export const metadata = { title: "No such page" };

export default function NotFound() {
  return (
    <AuthCard title="There is no such page" intro="The address may be mistyped, or the page has moved.">
      <PageLink href="/" className={buttonClass()}>
        Go to the first page
      </PageLink>
    </AuthCard>
  );
}

import { buttonClass } from "@/components/button-class";
import { Notice } from "@/components/notice";
import { PageLink } from "@/components/page-link";

type RefusalProps = {
  title: string;
  why: string;
  /** What the page is, where neither its title nor why it is closed says it. */
  about?: string;
};

/** Instead of a page that the role may not see: why, and who can. Nothing of the page was read. */
export function Refusal({ title, why, about }: RefusalProps) {
  return (
    <div className="max-w-160 space-y-4">
      <h1 className="text-lg">{title}</h1>
      <Notice
        tone="info"
        title={why}
        actions={
          <PageLink href="/settings/permissions" className={buttonClass("plain", "sm")}>
            See who may do what
          </PageLink>
        }
      >
        {about}
      </Notice>
    </div>
  );
}

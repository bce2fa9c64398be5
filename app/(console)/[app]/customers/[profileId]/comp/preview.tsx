import { NowAfter } from "@/components/now-after";
import { Sentence } from "@/components/sentence";
import { levelStanding } from "@/lib/access/comp";
import { standingWords } from "@/lib/access/parts";
import type { CustomerView } from "@/lib/access/view";
import { levelTitle } from "@/lib/access/words";
import type { Planned } from "./planned";

type PreviewProps = { planned: Planned; levelId: string; view: CustomerView; now: number };

/** Now and after in words, or why there is no after yet; read out whenever it changes. */
export function Preview({ planned, levelId, view, now }: PreviewProps) {
  const current = standingWords(levelTitle(levelId), levelStanding(view, levelId, now));
  return (
    <div aria-live="polite">
      <NowAfter
        changes={[
          {
            now: <Sentence parts={planned.ok ? planned.plan.words.now : current} />,
            after: planned.ok ? (
              <Sentence parts={planned.plan.words.after} />
            ) : (
              <span className="font-normal text-ink-soft">{planned.why}</span>
            ),
          },
        ]}
      />
    </div>
  );
}

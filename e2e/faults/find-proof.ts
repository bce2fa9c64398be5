/** The calls that make a test which runs, also on one of the databases or with a console of its own. */
const MAKES_TEST = /(?:^|[^\w.])(?:test|it|testLive|onSqlite)(?:\.each|\.runIf)?$/;

/** Of `test.each(…)`, what stands before the last pair of brackets; a text without one is answered as it is. */
function beforeBrackets(text: string): string {
  if (!text.endsWith(")")) return text;
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    if (text[at] === ")") depth += 1;
    if (text[at] === "(") depth -= 1;
    if (depth === 0) return text.slice(0, at);
  }
  return text;
}

const withoutComments = (text: string) => text.replace(/^\s*\/\/.*$/gm, "");

/** Whether a test of just this title runs in the text of a file; a mention, a part of that name or one that is skipped is none. */
export function hasTest(text: string, title: string): boolean {
  const code = withoutComments(text);
  return [`"${title}"`, `\`${title}\``].some((quoted) =>
    code
      .split(quoted)
      .slice(0, -1)
      .some((_, at, pieces) => {
        const before = pieces
          .slice(0, at + 1)
          .join(quoted)
          .trimEnd();
        return before.endsWith("(") && MAKES_TEST.test(beforeBrackets(before.slice(0, -1)));
      }),
  );
}

/** Whether `npm run faults:real` lists a part of just this name. */
export const hasPart = (text: string, name: string): boolean =>
  new RegExp(`\\[\\s*"${name}",\\s*(?:async )?\\(\\)`).test(withoutComments(text));

/** Whether a test, or a part, of this text is never run, or keeps the others from it. */
export const leavesOut = (text: string): boolean =>
  /\b(?:test|it|testLive|onSqlite|describe)\.(?:skip|todo|fixme|only|fails?)\b/.test(withoutComments(text));

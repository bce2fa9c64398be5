/** After a recovery code was used. */
export function sayCodesLeft(left: number): string {
  const are = left === 0 ? "none is" : left === 1 ? "one is" : `${left} are`;
  return `It works no more: ${are} left. Make new ones under Your account before they run out.`;
}

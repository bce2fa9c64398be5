let pressed = false;
const waiting: (() => void)[] = [];

/** The click that ends a press is dispatched before any timer runs. */
function release() {
  setTimeout(() => {
    pressed = false;
    for (const act of waiting.splice(0)) act();
  });
}

if (typeof window !== "undefined") {
  window.addEventListener("pointerdown", () => (pressed = true), true);
  for (const end of ["pointerup", "pointercancel", "keydown"]) window.addEventListener(end, release, true);
}

/**
 * Makes a blur handler wait until a pointer that is pressed is released: an error that appears below the box just left would
 * move what is being pressed away from under the pointer, and the click would be lost.
 */
export const afterPress =
  <Event>(handle: ((event: Event) => void) | undefined) =>
  (event: Event) => {
    if (!handle) return;
    if (pressed) waiting.push(() => handle(event));
    else handle(event);
  };

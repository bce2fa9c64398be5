import "server-only";
import { icons } from "@iconify-json/lucide";
import { iconNames } from "@/components/icon";

/** What Lucide says of every stroke, and the class "icon" says once. */
const STROKE = ' fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round" stroke-width="2"';

const symbols = iconNames.map((name) => {
  const icon = icons.icons[name];
  if (!icon) throw new Error(`Lucide has no icon called ${name}.`);
  return `<symbol id="icon-${name}" viewBox="0 0 24 24">${icon.body.replaceAll(STROKE, "")}</symbol>`;
});

/**
 * The icons of the console, once in every page: they cost no script, and no document of their own each, as an image or a mask
 * does in every browser.
 */
export function IconSprite() {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: markup of an installed package, nothing that anybody typed
  return <svg aria-hidden="true" className="hidden" dangerouslySetInnerHTML={{ __html: symbols.join("") }} />;
}

// @ts-check
/** Tells the server whether anybody can see this page, and keeps the layout above an on-screen keyboard. */
import { connected, live } from "./live.js";
import { mention } from "./queue.js";

const tell = () => mention("page/visible", { visible: String(!document.hidden) });
const root = document.documentElement;

document.addEventListener("visibilitychange", tell);
live.addEventListener("state", () => connected() && tell());

/** Where the keyboard covers the page instead of shrinking it, the visible height is what there is. */
function fit() {
  const seen = visualViewport;
  if (!seen || seen.scale > 1.01) return;
  const covered = innerHeight - seen.height > 1;
  if (covered) root.style.setProperty("--visible-height", `${seen.height}px`);
  else root.style.removeProperty("--visible-height");
  if (covered) scrollTo(0, 0);
}

visualViewport?.addEventListener("resize", fit);

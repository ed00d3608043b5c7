// @ts-check
/** What waits, in number: on the tab's icon, and on the application's where it is installed. The title has it from the server. */
import { behave } from "../base/patch.js";
import { live } from "../base/live.js";

const icon = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=icon]"));
const calm = icon?.href ?? "";
let shown = 0;

/** @returns {number} of all entries of the rail */
function waiting() {
  const counts = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#rail .nav .badge > [aria-hidden]"));
  return [...counts].reduce((sum, count) => sum + (Number(count.textContent) || 0), 0);
}

function show() {
  const now = waiting();
  if (now === shown) return;
  if (icon && !now !== !shown) icon.href = now ? (icon.dataset.waiting ?? calm) : calm;
  shown = now;
  // Not everywhere there is one, and not everywhere it may be set.
  if ("setAppBadge" in navigator) (now ? navigator.setAppBadge(now) : navigator.clearAppBadge()).catch(() => {});
}

behave("#rail", show);
live.addEventListener("frame", show);

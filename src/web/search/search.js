// @ts-check
/** The search box: `/` goes to it, and it folds up again once it has been used. */
import { base } from "../base/live.js";
import { go } from "../base/places.js";

const BOXES = "#search-box, #find-box";

/** @param {KeyboardEvent} event */
function press(event) {
  if (event.key !== "/" || event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.closest("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(BOXES));
  const box = [...boxes].find((each) => each.offsetParent);
  if (!box) return go(`${base}/search`);
  box.focus();
  box.select();
}

/** What it asked for is on the page by then. @param {SubmitEvent} event */
function used(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.id === "find") setTimeout(() => form.reset());
}

document.addEventListener("keydown", press);
document.addEventListener("submit", used);

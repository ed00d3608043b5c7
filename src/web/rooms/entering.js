// @ts-check
/** The way into rooms: what is there to choose from when one wants in, and the focus where one speaks once one is. */
import { behave } from "../base/patch.js";

const WAYS_IN = "#new-room-form, #join-form, #explored form, #room-enter, #room-unlock";
const PATIENCE = 10_000;

let entered = -PATIENCE;

/** @param {Event} event */
function open(event) {
  const opener = /** @type {Element} */ (event.target).closest("[data-opens=join-room]");
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById("explore-form"));
  if (opener && form && !document.getElementById("explored")?.childElementCount) form.requestSubmit();
}

/** @param {Event} event */
function accepted(event) {
  if (/** @type {Element} */ (event.target).matches(WAYS_IN)) entered = performance.now();
}

/** @param {HTMLTextAreaElement} box of a room that has just been drawn */
function speak(box) {
  if (performance.now() - entered > PATIENCE) return;
  entered = -PATIENCE;
  // After the patch has given the focus back to what had it.
  setTimeout(() => box.focus({ preventScroll: true }));
}

/** The room asks for something before it lets one in. @param {HTMLElement} box */
function ask(box) {
  if (performance.now() - entered < PATIENCE) setTimeout(() => box.focus({ preventScroll: true }));
}

document.addEventListener("click", open);
document.addEventListener("accepted", accepted, true);
behave(".room .composer textarea", speak);
behave("#room-password", ask);

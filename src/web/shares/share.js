// @ts-check
/** Sharing a post: the dialog that asks where to, and the filter over people in it, which the server answers. */
import { openDialog } from "../base/dialogs.js";
import { connected } from "../base/live.js";
import { go } from "../base/places.js";
import { act, mention } from "../base/queue.js";

const ASK_AFTER = 150;
let asking = 0;

/** @param {SubmitEvent} event */
function submit(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const dialog = /** @type {HTMLDialogElement | null} */ (form.closest("dialog#share"));
  if (dialog && form.matches("[data-go]")) return dialog.close();
  const post = form.dataset.share;
  if (event.defaultPrevented || !post || !connected()) return;
  event.preventDefault();
  // What is not there any more says so at its place.
  act("shares/open", { post }).then(() => openDialog("share"), () => go(new URL(form.action).pathname));
}

/** @param {Event} event */
function input(event) {
  const box = /** @type {HTMLInputElement} */ (event.target);
  if (!box.matches("[data-share-filter]")) return;
  clearTimeout(asking);
  asking = setTimeout(() => mention("shares/find", { name: box.value }), ASK_AFTER);
}

/** From the box down into the people. @param {KeyboardEvent} event */
function press(event) {
  const box = /** @type {HTMLElement} */ (event.target);
  if (event.key !== "ArrowDown" || !box.matches("[data-share-filter]")) return;
  event.preventDefault();
  /** @type {HTMLElement | null} */ (document.querySelector("#share-people .row-link"))?.focus();
}

document.addEventListener("submit", submit);
document.addEventListener("input", input);
document.addEventListener("keydown", press);

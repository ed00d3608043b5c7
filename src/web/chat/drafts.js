// @ts-check
/** What was typed and not sent waits in its chat, in this tab, until it is sent or the person logs out. */
import { behave } from "../base/patch.js";

const mine = `draft ${document.body.dataset.me} `;

/** @param {HTMLTextAreaElement} box */
function enter(box) {
  const kept = sessionStorage.getItem(mine + box.id);
  if (kept && !box.value) box.value = kept;
  box.addEventListener("input", () => {
    if (box.value) sessionStorage.setItem(mine + box.id, box.value);
    else forget(box);
  });
}

/** @param {HTMLTextAreaElement} box whose text is sent */
export function forget(box) {
  sessionStorage.removeItem(mine + box.id);
}

behave(".composer textarea", enter);
document.addEventListener("submit", (event) => {
  if (/** @type {Element} */ (event.target).matches("[data-leave]")) sessionStorage.clear();
});

// @ts-check
/** Of a long message the beginning is shown; the rest is asked for when somebody wants it. */
import { act } from "../base/queue.js";

document.addEventListener("click", async (event) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-show-all]"));
  const message = /** @type {HTMLElement | null} */ (button?.closest(".message"));
  const chat = /** @type {HTMLElement | null} */ (button?.closest("[data-whole]"));
  if (!button || !message || !chat || button.ariaBusy === "true") return;
  button.ariaBusy = "true";
  try {
    await act(chat.dataset.whole ?? "", { to: chat.dataset.chat ?? "", cursor: message.dataset.cursor ?? "" });
    shown(message, button);
  } catch (refusal) {
    button.ariaBusy = null;
    button.after(words(refusal));
  }
});

/** @param {HTMLElement} message @param {HTMLElement} button that has nothing more to show */
function shown(message, button) {
  const body = /** @type {HTMLElement | null} */ (message.querySelector(".body"));
  body?.classList.remove("cut");
  body?.focus({ preventScroll: true });
  button.remove();
}

/** @param {unknown} refusal @returns {Element} */
function words(refusal) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("refusal"));
  const drawn = /** @type {Element} */ (template.content.firstElementChild?.cloneNode(true));
  drawn.querySelector(".refusal-text")?.append(refusal instanceof Error ? refusal.message : "");
  drawn.querySelector(".refusal-more")?.remove();
  return drawn;
}

// @ts-check
/** Of a long message the beginning is shown; the rest is asked for when somebody wants it. */
import { act } from "../base/queue.js";

/**
 * Has all of a message shown.
 * @param {HTMLElement} message @returns {Promise<void>} settled when it is there, also when it was; rejected with the server's refusal
 */
export async function whole(message) {
  const chat = /** @type {HTMLElement | null} */ (message.closest("section.chat"));
  if (!chat || !message.querySelector(":scope > .body.cut")) return;
  await act(`${chat.dataset.talk}/whole`, { to: chat.dataset.chat ?? "", cursor: message.dataset.cursor ?? "" });
  message.querySelector(":scope > .body")?.classList.remove("cut");
  message.querySelector(":scope > .show-all")?.remove();
}

/** @param {Element} body of a message @returns {string} what was written, as far as it is shown */
export function written(body) {
  const alone = /** @type {Element} */ (body.cloneNode(true));
  alone.querySelectorAll("button").forEach((button) => button.remove());
  return alone.textContent ?? "";
}

/** @param {MouseEvent} event */
async function click(event) {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-show-all]"));
  const message = /** @type {HTMLElement | null} */ (button?.closest(".message"));
  if (!button || !message || button.ariaBusy === "true") return;
  button.ariaBusy = "true";
  try {
    await whole(message);
    /** @type {HTMLElement | null} */ (message.querySelector(":scope > .body"))?.focus({ preventScroll: true });
  } catch (refusal) {
    button.ariaBusy = null;
    button.after(words(refusal));
  }
}

/** @param {unknown} refusal @returns {Element} */
function words(refusal) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("refusal"));
  const drawn = /** @type {Element} */ (template.content.firstElementChild?.cloneNode(true));
  drawn.querySelector(".refusal-text")?.append(refusal instanceof Error ? refusal.message : "");
  drawn.querySelector(".refusal-more")?.remove();
  return drawn;
}

document.addEventListener("click", click);

// @ts-check
/** A log around a moment: the message there is pointed at, and the ways to the newest ones. */
import { go } from "../base/places.js";

/** @param {HTMLElement} log @returns {boolean} whether it ends before the newest message */
export const endsEarly = (log) => log.querySelector("form.newer") !== null;

/** @param {HTMLElement} log that shall show the newest */
export function toNewest(log) {
  const link = /** @type {HTMLAnchorElement | null} */ (log.parentElement?.querySelector("#back-to-newest"));
  if (link) go(link.pathname, "replace");
}

/** @param {HTMLElement} log that is opened around a moment */
export function openAround(log) {
  const all = /** @type {HTMLElement[]} */ ([...log.querySelectorAll(":scope > .message")]);
  const there = all.find((message) => (message.dataset.cursor ?? "") >= (log.dataset.at ?? "")) ?? all.pop();
  if (!there) return;
  // Where one goes there, the focus is put here last.
  there.dataset.first = "";
  point(there);
}

/** @param {HTMLElement} message that somebody looks for */
export function point(message) {
  message.tabIndex = -1;
  message.scrollIntoView({ block: "center" });
  message.focus({ preventScroll: true });
  message.classList.add("pointed");
  message.addEventListener("animationend", () => message.classList.remove("pointed"), { once: true });
}

/** @param {string} cursor of a message, wherever it is */
function seek(cursor) {
  const there = document.getElementById(`m-${cursor}`);
  if (there) point(there);
  else go(`${location.pathname}?at=${cursor}`);
}

/** A link to a message that is shown leads there at once; the drawer makes room. @param {MouseEvent} event */
function click(event) {
  const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest(".gallery-from a"));
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  /** @type {HTMLElement | null} */ (link.closest("[popover]"))?.hidePopover();
  seek(new URLSearchParams(link.search).get("at") ?? "");
}

document.addEventListener("goto-message", (event) => seek(/** @type {CustomEvent} */ (event).detail));
document.addEventListener("click", click, true);

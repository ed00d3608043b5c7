// @ts-check
/** What stands beside a log: a thread, or the files that were sent. It stays while the log is drawn again, and closes with Escape. */
import { behave } from "../base/patch.js";
import { act, mention } from "../base/queue.js";

/** @typedef {{chat: string, what: string, id: string}} Open */

/** @type {Open | null} */
let open = null;
/** @type {HTMLElement | null} what opened it, which gets the focus back */
let opener = null;

const section = () => /** @type {HTMLElement | null} */ (document.querySelector("section.chat"));
const drawer = () => /** @type {HTMLElement | null} */ (section()?.querySelector(".side") ?? null);

/** @param {string} what thread or gallery @param {string} id of a message, or empty @param {boolean} [again] it is there already */
function show(what, id, again = false) {
  const chat = section()?.dataset.chat ?? "";
  open = { chat, what, id };
  act(`${section()?.dataset.talk}/${what}`, { to: chat, ...(id ? { id } : {}) }).then(
    () => open?.what === what && open.id === id && open.chat === chat && appear(again),
    () => (open = null),
  );
}

/** @param {boolean} again */
function appear(again) {
  const side = drawer();
  if (!side) return;
  if (!side.matches(":popover-open")) side.showPopover();
  const thread = side.querySelector(".thread");
  if (thread) thread.scrollTop = thread.scrollHeight;
  if (!again) /** @type {HTMLElement | null} */ (side.querySelector("h2"))?.focus();
}

function close() {
  const side = drawer();
  const inside = side?.contains(document.activeElement);
  // The message may have been drawn anew.
  const again = /** @type {HTMLElement | null} */ (open?.id ? document.querySelector(`.log [data-thread="${open.id}"]`) : null);
  side?.hidePopover();
  if (!inside) return;
  const back = again ?? (opener?.isConnected && opener.checkVisibility() ? opener : /** @type {HTMLElement | null} */ (document.querySelector("#chat-more, #room-more")));
  back?.focus();
}

/** @param {HTMLElement} side a drawer that has come, perhaps in place of the one that was open */
function enter(side) {
  side.addEventListener("toggle", (event) => {
    if (/** @type {ToggleEvent} */ (event).newState === "open" || !open || !side.isConnected) return;
    if (open.what === "thread") mention(`${section()?.dataset.talk}/thread`, { to: open.chat, id: "" });
    open = null;
  });
  if (open && open.chat === section()?.dataset.chat) show(open.what, open.id, true);
  else open = null;
}

/** @param {HTMLElement} message that has come into the thread */
function arrive(message) {
  const thread = message.parentElement;
  if (thread?.matches(".thread") && !message.nextElementSibling) thread.scrollTop = thread.scrollHeight;
}

/** @param {MouseEvent} event */
function click(event) {
  const target = /** @type {Element} */ (event.target);
  if (target.closest("[data-side-close]")) return close();
  const button = /** @type {HTMLElement | null} */ (target.closest("[data-side], [data-thread]"));
  if (!button) return;
  const menu = /** @type {HTMLElement | null} */ (button.closest("[popover]:not(.side)"));
  opener = menu ? document.querySelector(`[popovertarget="${menu.id}"]`) : button;
  menu?.hidePopover();
  show(button.dataset.thread ? "thread" : (button.dataset.side ?? ""), button.dataset.thread ?? "");
}

/** @param {KeyboardEvent} event */
function press(event) {
  if (event.key !== "Escape" || event.defaultPrevented || !drawer()?.matches(":popover-open") || document.querySelector("dialog[open], .menu:popover-open")) return;
  event.preventDefault();
  close();
}

behave(".side", enter);
behave(".thread > .message", arrive);
document.addEventListener("click", click);
document.addEventListener("keydown", press);

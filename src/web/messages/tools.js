// @ts-check
/**
 * What can be done with a message stands in it: copied from the pane's template, so that no message has to bring it along. It shows
 * under the pointer, with the focus, and after a long press.
 */
import { behave } from "../base/patch.js";

const LONG = 450;

/** @param {HTMLElement} message */
function enter(message) {
  const may = (message.dataset.may ?? "").split(" ");
  const template = /** @type {HTMLTemplateElement | null} */ (document.getElementById("message-tools"));
  if (!template || !message.dataset.may || message.querySelector(".message-tools")) return;
  const tools = /** @type {HTMLElement} */ (/** @type {DocumentFragment} */ (template.content.cloneNode(true)).firstElementChild);
  for (const button of tools.querySelectorAll("button")) if (!may.includes(button.dataset.do ?? "")) button.remove();
  // Beside the words, from where they hang.
  (message.querySelector(":scope > .body, :scope > .message-files:last-of-type") ?? message).after(tools);
  message.tabIndex = -1;
}

/** Only the message that has the focus has its buttons on the way of the Tab key. @param {FocusEvent} event */
function focus(event) {
  const now = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest?.(".log > .message"));
  const before = event.relatedTarget instanceof Element ? event.relatedTarget.closest(".log > .message") : null;
  if (before === now) return;
  if (before) reach(before, false);
  if (now) reach(now, /** @type {Element} */ (event.target).matches(":focus-visible"));
  now?.querySelectorAll(".message-tools button").forEach((button) => (/** @type {HTMLElement} */ (button).tabIndex = 0));
}

/** @param {Element} message @param {boolean} shown by who came here with the keys */
function reach(message, shown) {
  message.classList.toggle("reached", shown);
  if (!shown) message.querySelectorAll(".message-tools button").forEach((button) => (/** @type {HTMLElement} */ (button).tabIndex = -1));
}

/** From message to message, and into the log. @param {KeyboardEvent} event */
function walk(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  const log = target.closest(".log");
  if (!log || event.altKey || event.ctrlKey || event.metaKey || target.closest("input, textarea")) return;
  const all = /** @type {HTMLElement[]} */ ([...log.querySelectorAll(":scope > .message[data-may]")]);
  const at = all.indexOf(/** @type {HTMLElement} */ (target.closest(".message")));
  /** @type {Record<string, number>} */
  const moves = { ArrowUp: at < 0 ? all.length - 1 : at - 1, ArrowDown: at < 0 ? -1 : at + 1 };
  if (at >= 0) Object.assign(moves, { Home: 0, End: all.length - 1 });
  const next = all[moves[event.key]];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

let pressed = 0;

/** @param {PointerEvent} event */
function press(event) {
  open(null);
  if (event.pointerType === "mouse") return;
  const target = /** @type {Element} */ (event.target);
  const message = /** @type {HTMLElement | null} */ (target.closest(".log > .message[data-may]"));
  if (!message || target.closest("a, button, video, audio")) return;
  pressed = setTimeout(() => open(message), LONG);
}

/** @param {HTMLElement | null} message whose tools stay in sight until something else is pressed */
function open(message) {
  if (message) navigator.vibrate?.(10);
  for (const other of document.querySelectorAll(".message.open")) other.classList.remove("open");
  message?.classList.add("open");
}

behave(".log > .message", enter);
document.addEventListener("focusin", focus);
document.addEventListener("keydown", walk);
document.addEventListener("pointerdown", (event) => {
  if (!(/** @type {Element} */ (event.target).closest(".message-tools"))) press(event);
});
for (const end of ["pointerup", "pointercancel", "pointermove", "scroll"]) {
  document.addEventListener(end, (event) => {
    if (event instanceof PointerEvent && end === "pointermove" && Math.hypot(event.movementX, event.movementY) < 3) return;
    clearTimeout(pressed);
  }, true);
}

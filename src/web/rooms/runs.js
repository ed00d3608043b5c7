// @ts-check
/** Messages of a room that follow one another from the same person say once whose they are. */
import { behave } from "../base/patch.js";

/** @param {HTMLElement} message */
function enter(message) {
  mark(message);
  const next = message.nextElementSibling;
  if (next instanceof HTMLElement && next.matches(".message")) mark(next);
}

/** @param {HTMLElement} message */
function mark(message) {
  const before = message.previousElementSibling;
  const same = before instanceof HTMLElement && before.matches(".message.theirs") && before.dataset.by === message.dataset.by;
  message.classList.toggle("same", same && message.matches(".theirs"));
}

behave(".room .message", enter);

// @ts-check
/** Lines in the log: where a day begins, in the reader's zone. */
import { behave } from "../base/patch.js";
import { dayName, dayOf } from "../base/time.js";

/** @param {HTMLElement} message that came into a log */
function place(message) {
  if (!message.parentElement?.matches(".log")) return;
  line(message);
  const next = beside(message, "nextElementSibling");
  if (next) line(next);
}

/** Puts a line before a message that begins a day, and takes it away where it no longer does. @param {HTMLElement} message */
function line(message) {
  const before = beside(message, "previousElementSibling");
  const there = message.previousElementSibling?.matches(".day") ? message.previousElementSibling : null;
  if (before && day(before) === day(message)) return there?.remove();
  const drawn = there ?? document.createElement("div");
  drawn.className = "day";
  write(drawn, message);
  if (!there) message.before(drawn);
}

/** @param {Element} drawn @param {HTMLElement} message */
function write(drawn, message) {
  const log = /** @type {HTMLElement} */ (message.parentElement);
  const text = dayName(when(message), log.dataset);
  if (drawn.textContent !== text) drawn.textContent = text;
}

/** @param {Element} message @param {"nextElementSibling" | "previousElementSibling"} way @returns {HTMLElement | null} the message there */
function beside(message, way) {
  let other = message[way];
  while (other && !other.matches(".message")) other = other[way];
  return /** @type {HTMLElement | null} */ (other);
}

/** @param {HTMLElement} message */
const when = (message) => (message.dataset.at ? new Date(message.dataset.at) : new Date());
/** @param {HTMLElement} message */
const day = (message) => dayOf(when(message));

behave(".message", place);
setInterval(() => {
  for (const drawn of document.querySelectorAll(".log .day")) {
    const message = beside(drawn, "nextElementSibling");
    if (message) write(drawn, message);
  }
}, 60_000);

// @ts-check
/** The log: it follows the conversation while the reader is at its end, and stands still while they read back. */
import { behave } from "../base/patch.js";
import { connected, live } from "../base/live.js";
import { mention } from "../base/queue.js";
import { endsEarly, openAround, toNewest } from "../messages/around.js";

const NEAR_END = 60;
const NEAR_TOP = 400;

/** @typedef {{log: HTMLElement, pill: HTMLElement, chat: string, reads: string, atEnd: boolean, read: string}} Room */

/** @type {Room | null} the chat in the pane */
let room = null;

/** @param {HTMLElement} section */
function enter(section) {
  const log = /** @type {HTMLElement} */ (section.querySelector(".log"));
  const pill = /** @type {HTMLElement} */ (section.querySelector(".pill"));
  room = { log, pill, chat: section.dataset.chat ?? "", reads: section.dataset.reads ?? "", atEnd: true, read: "" };
  log.addEventListener("scroll", scrolled, { passive: true });
  pill.addEventListener("click", toEnd);
  new ResizeObserver(() => room?.log === log && room.atEnd && toEnd()).observe(log);
  log.addEventListener("load", () => room?.atEnd && toEnd(), true);
  if (openAround(log)) return void (room.atEnd = false);
  // The observer's first call says what was seen, once it is known whether an earlier place was kept.
  log.scrollTop = log.scrollHeight;
}

/** Goes to the newest message and stays with it. */
export function toEnd() {
  if (!room) return;
  if (endsEarly(room.log)) return toNewest(room.log);
  room.atEnd = true;
  room.log.scrollTop = room.log.scrollHeight;
  room.pill.hidden = true;
  seen();
}

function scrolled() {
  if (!room) return;
  const { log } = room;
  const left = log.scrollHeight - log.scrollTop - log.clientHeight;
  room.atEnd = left < NEAR_END && !endsEarly(log);
  if (room.atEnd) {
    room.pill.hidden = true;
    seen();
  }
  if (log.scrollTop < NEAR_TOP) further("#older");
  if (left < NEAR_TOP) further("#newer");
}

/** Asks for what came before or after, as the buttons there do. @param {string} id */
function further(id) {
  const form = /** @type {HTMLFormElement | null} */ (room?.log.querySelector(`form${id}`));
  if (connected() && form && form.ariaBusy !== "true" && !form.querySelector(".refusal")) form.requestSubmit();
}

/** @param {HTMLElement} message that came into the log */
function arrive(message) {
  if (!room || message.parentElement !== room.log) return;
  room.log.querySelector(".log-empty")?.remove();
  const last = !message.nextElementSibling || message.nextElementSibling.matches(".pending");
  if (!last) return;
  if (room.atEnd) toEnd();
  else if (message.matches(".theirs")) room.pill.hidden = false;
}

/** Tells the server how far I have read, when the end is in sight of somebody. */
function seen() {
  if (!room || !room.atEnd || document.hidden || !connected()) return;
  let last = room.log.lastElementChild;
  while (last && !last.matches(".theirs")) last = last.previousElementSibling;
  const upto = last?.getAttribute("data-cursor");
  if (!upto || upto === room.read) return;
  room.read = upto;
  mention(room.reads, { to: room.chat, upto });
}

behave("section.chat", enter);
behave(".message", arrive);
document.addEventListener("visibilitychange", seen);
live.addEventListener("state", () => {
  if (room) room.read = "";
  seen();
});

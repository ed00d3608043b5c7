// @ts-check
/**
 * The log: opened where the reader stopped, it follows the conversation while they are at its end, and stands still while they
 * read back. What has been in sight of somebody has been read.
 */
import { behave } from "../base/patch.js";
import { connected, live } from "../base/live.js";
import { mention } from "../base/queue.js";
import { endsEarly, openAround, toNewest } from "../messages/around.js";
import { newLine } from "./stopped.js";

const NEAR_END = 60;
const NEAR_TOP = 400;
/** What is left above the line at which the reader goes on. */
const CONTEXT = 72;

/** @typedef {{log: HTMLElement, pill: HTMLElement, chat: string, reads: string, at: string, early: boolean, atEnd: boolean, opening: boolean, seen: string, told: string}} Room at, seen and told are cursors; early: it did not reach the newest when it was opened */

/** @type {Room | null} the chat in the pane */
let room = null;

/** @param {HTMLElement} section */
function enter(section) {
  const log = /** @type {HTMLElement} */ (section.querySelector(".log"));
  const pill = /** @type {HTMLElement} */ (section.querySelector(".pill"));
  const chat = section.dataset.chat ?? "";
  // Drawn again where it is, it stays as it was.
  const at = log.dataset.at ?? "";
  const again = room?.chat === chat && room.at === at && !room.opening && !room.log.isConnected ? room : null;
  const seen = again?.seen ?? log.dataset.read ?? "";
  room = { log, pill, chat, reads: section.dataset.reads ?? "", at, early: endsEarly(log), atEnd: again?.atEnd ?? !at, opening: !again && !at, seen, told: seen };
  log.addEventListener("scroll", scrolled, { passive: true });
  pill.addEventListener("click", toEnd);
  new ResizeObserver(() => room?.log === log && settle()).observe(log);
  log.addEventListener("load", () => room?.atEnd && toEnd(), true);
  if (at) {
    if (!again) openAround(log);
    return;
  }
  // The observer's first call says what was seen, once it is known whether an earlier place was kept, and all has its size.
  log.scrollTop = log.scrollHeight;
}

/** The log has another size, or has just been drawn. */
function settle() {
  if (!room) return;
  const line = room.opening ? newLine() : null;
  room.opening = false;
  const from = line ? line.getBoundingClientRect().top - room.log.getBoundingClientRect().top - CONTEXT : 0;
  if (from < 0) {
    // They do not fit: it goes on where the reader stopped.
    room.atEnd = false;
    room.log.scrollTop += from;
  }
  if (room.atEnd) toEnd();
  else look();
}

/** Goes to the newest message and stays with it. */
export function toEnd() {
  if (!room) return;
  if (endsEarly(room.log)) return toNewest(room.log);
  room.atEnd = true;
  room.log.scrollTop = room.log.scrollHeight;
  look();
}

function scrolled() {
  if (!room || room.opening) return;
  const { log } = room;
  const left = log.scrollHeight - log.scrollTop - log.clientHeight;
  room.atEnd = left < NEAR_END && !endsEarly(log);
  if (room.atEnd && room.early) reached(room);
  look();
  if (log.scrollTop < NEAR_TOP) further("#older");
  if (left < NEAR_TOP) further("#newer");
}

/** The log goes on to the newest message by now, and is as any other. @param {Room} now */
function reached(now) {
  now.early = false;
  now.at = "";
  delete now.log.dataset.at;
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
  if (room.opening) return;
  const last = !message.nextElementSibling || message.nextElementSibling.matches(".pending");
  if (!last) return;
  if (room.atEnd) toEnd();
  else below();
}

/** Takes for read what can be seen, when somebody can see it, and tells the server. */
function look() {
  if (!room) return;
  if (!document.hidden && !room.opening) {
    const upto = inSight()?.dataset.cursor ?? "";
    if (upto > room.seen) room.seen = upto;
  }
  below();
  if (document.hidden || !connected() || !room.seen || room.seen === room.told) return;
  room.told = room.seen;
  mention(room.reads, { to: room.chat, upto: room.seen });
}

/** @returns {HTMLElement | undefined} the last message of others of which the beginning can be seen */
function inSight() {
  if (!room) return undefined;
  const bottom = room.log.getBoundingClientRect().bottom;
  let last = /** @type {HTMLElement | null} */ (room.log.lastElementChild);
  while (last && (!last.matches(".theirs") || (!room.atEnd && last.getBoundingClientRect().top > bottom - CONTEXT / 3))) {
    last = /** @type {HTMLElement | null} */ (last.previousElementSibling);
  }
  return last ?? undefined;
}

/** Says how many of those that others have said since are further down. */
function below() {
  if (!room) return;
  let count = 0;
  let last = /** @type {HTMLElement | null} */ (room.log.lastElementChild);
  while (last && (last.dataset.cursor ?? "~") > room.seen) {
    if (last.matches(".theirs")) count++;
    last = /** @type {HTMLElement | null} */ (last.previousElementSibling);
  }
  const number = /** @type {HTMLElement} */ (room.pill.querySelector("[data-below]"));
  const text = count ? String(count) : "";
  if (number.textContent !== text) number.textContent = text;
  room.pill.hidden = room.atEnd || !count;
}

behave("section.chat", enter);
behave(".message", arrive);
document.addEventListener("visibilitychange", look);
live.addEventListener("state", () => {
  if (room) room.told = "";
  look();
});

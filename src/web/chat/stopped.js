// @ts-check
/**
 * Where the reader stopped: a line before the first message that they have not read, from when the chat is opened until they
 * leave it or say something; and before the first one that comes while they are away.
 */
import { live } from "../base/live.js";
import { behave } from "../base/patch.js";

/** @type {{chat: string, read: string, newest: string} | null} the chat in the pane; up to where it had been read when it was opened, and what came last, as cursors */
let opened = null;
/** Whether all that came before the reader went away had been read: what comes now is what they have not. */
let away = false;

/** @param {HTMLElement} section */
function enter(section) {
  const log = /** @type {HTMLElement} */ (section.querySelector(".log"));
  const chat = section.dataset.chat ?? "";
  // Drawn again where it is, it is still the same visit.
  if (opened?.chat !== chat) opened = { chat, read: log.dataset.read ?? "", newest: "" };
  opened.newest = /** @type {HTMLElement | undefined} */ ([...log.querySelectorAll(":scope > [data-cursor]")].pop())?.dataset.cursor ?? "";
  const first = opened.read && firstAfter(log, opened.read);
  if (first) draw(log, first);
}

/** @param {HTMLElement} log @param {string} read @returns {HTMLElement | undefined} the first message of others after that one */
function firstAfter(log, read) {
  const theirs = /** @type {NodeListOf<HTMLElement>} */ (log.querySelectorAll(":scope > .theirs"));
  return [...theirs].find((message) => (message.dataset.cursor ?? "") > read);
}

/** @param {HTMLElement} log @param {HTMLElement} before */
function draw(log, before) {
  log.querySelector(".new-line")?.remove();
  const line = document.createElement("div");
  line.className = "new-line";
  line.id = "new-line";
  line.textContent = log.dataset.new ?? "";
  before.before(line);
}

/** @param {HTMLElement} message that came into the log: at its end, or from further up */
function arrive(message) {
  const log = message.parentElement;
  if (!log?.matches(".log") || !opened) return;
  const cursor = message.dataset.cursor ?? "";
  if (cursor && cursor <= opened.newest) return earlier(log, cursor);
  opened.newest = cursor || opened.newest;
  if (message.matches(".mine")) {
    opened.read = "";
    newLine()?.remove();
  } else if (document.hidden && (away || !newLine())) {
    away = false;
    // Drawn again, it stands there again.
    opened.read = before(message);
    draw(log, message);
  }
}

/** The first one that was not read may be further up than what was shown at first. @param {HTMLElement} log @param {string} cursor */
function earlier(log, cursor) {
  const after = /** @type {HTMLElement | null | undefined} */ (newLine()?.nextElementSibling);
  if (!opened || !opened.read || cursor <= opened.read || !after || cursor >= (after.dataset.cursor ?? "")) return;
  const first = firstAfter(log, opened.read);
  if (first && first !== after) draw(log, first);
}

/** @param {HTMLElement} message @returns {string} the cursor of the one before it, or one that is before it */
function before(message) {
  let other = message.previousElementSibling;
  while (other && !other.matches("[data-cursor]")) other = other.previousElementSibling;
  return other?.getAttribute("data-cursor") ?? "0";
}

/** @returns {HTMLElement | null} the line in the log, if there is one */
export const newLine = () => document.querySelector(".log > .new-line");

behave("section.chat", enter);
behave(".log > .message", arrive);
document.addEventListener("visibilitychange", () => (away = document.hidden));
live.addEventListener("frame", () => {
  if (!document.querySelector("section.chat")) opened = null;
});

// @ts-check
/** A form that is sent before all its files have come waits for them, and goes by itself then. */
import { boxOf, formOf, say, toOf } from "./box.js";
import { listOf } from "./list.js";

/** @type {Map<string, HTMLElement | null>} what is sent once all is there, with the button it is sent by */
const held = new Map();

/** @param {HTMLElement} box */
export function holding(box) {
  formOf(box).addEventListener("submit", (event) => hold(box, event), true);
}

/** @param {HTMLElement} box @param {SubmitEvent} event */
function hold(box, event) {
  const to = toOf(box);
  const list = listOf(to);
  if (list.every(({ state }) => state === "ready")) return void held.delete(to);
  event.preventDefault();
  event.stopImmediatePropagation();
  if (list.some(({ state }) => state === "failed")) return say(box, box.dataset.letGo);
  held.set(to, event.submitter);
  formOf(box).dataset.held = "";
  say(box, box.dataset.held);
}

/** Something came in between: it is not sent by itself any more. @param {string} to */
export function letGo(to) {
  const box = boxOf(to);
  if (!held.delete(to) || !box) return;
  delete formOf(box).dataset.held;
  say(box, box.dataset.letGo);
}

/** @param {string} to of which another file has come */
export function sendHeld(to) {
  const box = boxOf(to);
  if (!box || !held.has(to) || listOf(to).some(({ state }) => state !== "ready")) return;
  const by = held.get(to) ?? null;
  held.delete(to);
  delete formOf(box).dataset.held;
  say(box, "");
  formOf(box).requestSubmit(by?.isConnected ? by : null);
}

/** The person is elsewhere, or nothing is left to wait for. @param {string} to */
export function forgetHeld(to) {
  held.delete(to);
}

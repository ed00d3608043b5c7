// @ts-check
/** The way into rooms: what is there to choose from when one wants in, and the focus where one goes on once one is. */
import { behave } from "../base/patch.js";

const WAYS_IN = "#new-room-form, #join-form, #explored form, #room-enter, #room-unlock";
const PATIENCE = 3_000;

let started = Infinity;
let accepted = Infinity;
/** @type {HTMLElement | null} where one goes on: to speak, or to say the password */
let box = null;
let came = -1;

/** @param {Event} event */
function open(event) {
  const opener = /** @type {Element} */ (event.target).closest("[data-opens=join-room]");
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById("explore-form"));
  if (opener && form && !document.getElementById("explored")?.childElementCount) form.requestSubmit();
}

/** @param {Event} event */
const isWayIn = (event) => /** @type {Element} */ (event.target).matches(WAYS_IN);

/** Whoever does something else meanwhile is not taken away from it. */
function forget() {
  accepted = Infinity;
}

/** The room may be drawn before it is said that one is in, or after. */
function meet() {
  if (came < started || performance.now() < accepted || performance.now() - accepted > PATIENCE) return;
  // After the patch, or the dialog, has given the focus back to what had it.
  setTimeout(() => box?.focus({ preventScroll: true }));
}

/** The way in has been taken. */
function taken() {
  accepted = performance.now();
  meet();
}

document.addEventListener("click", open);
document.addEventListener("pointerdown", forget);
document.addEventListener("keydown", forget);
document.addEventListener("submit", (event) => {
  if (!isWayIn(event)) return;
  started = performance.now();
  // Told to the form itself: by then the room may be drawn, and the form be gone from the document.
  /** @type {Element} */ (event.target).addEventListener("accepted", taken);
}, true);
// A dialog that closes later than that takes the focus with it.
document.addEventListener("close", meet, true);
behave("#room-password, .room .composer textarea", (/** @type {HTMLElement} */ arrived) => {
  box = arrived;
  came = performance.now();
  meet();
});

// @ts-check
/** What this browser may do when something comes in: kept here, for each person who uses it; nothing is asked before they choose. */
import { behave } from "../base/patch.js";

/** @typedef {{sound: boolean, desktop: boolean}} Choices */

const mine = `attention ${document.body.dataset.me}`;
const can = "Notification" in window;

/** Tells "change" when somebody has chosen. */
export const choices = new EventTarget();

/** @returns {Choices} a sound, and no more, until they say so */
function chosen() {
  try {
    return { sound: true, desktop: false, ...JSON.parse(localStorage.getItem(mine) ?? "{}") };
  } catch {
    return { sound: true, desktop: false };
  }
}

/** @returns {boolean} whether a sound is wanted */
export const sounds = () => chosen().sound;
/** @returns {boolean} whether notifications are wanted, and the browser lets them be shown */
export const rings = () => can && chosen().desktop && Notification.permission === "granted";

/** @param {Partial<Choices>} some */
export function choose(some) {
  localStorage.setItem(mine, JSON.stringify({ ...chosen(), ...some }));
  choices.dispatchEvent(new Event("change"));
}

/** @param {HTMLElement} block */
function enter(block) {
  block.hidden = false;
  const sound = /** @type {HTMLInputElement} */ (block.querySelector("[data-device-choice=sound]"));
  const desktop = /** @type {HTMLInputElement} */ (block.querySelector("[data-device-choice=desktop]"));
  sound.checked = sounds();
  desktop.checked = rings();
  sound.addEventListener("change", () => choose({ sound: sound.checked }));
  desktop.addEventListener("change", async () => {
    const granted = desktop.checked && can && (await Notification.requestPermission()) === "granted";
    choose({ desktop: granted });
    deny(block, desktop.checked && !granted);
    desktop.checked = granted;
  });
}

/** @param {HTMLElement} block @param {boolean} denied */
function deny(block, denied) {
  const note = /** @type {HTMLElement} */ (block.querySelector("[data-denied]"));
  note.hidden = !denied;
  note.textContent = denied ? (note.dataset.denied ?? "") : "";
}

behave("[data-device]", enter);
addEventListener("storage", (event) => event.key === mine && choices.dispatchEvent(new Event("change")));

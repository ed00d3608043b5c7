// @ts-check
/** A quiet line about the connection: nothing while all is well or a loss is short. */
import { connected, live } from "./live.js";

const SAY_AFTER = 2_000;
const OFFLINE_AFTER = 12_000;
const BACK_FOR = 2_000;

const line = /** @type {HTMLElement} */ (document.getElementById("connection"));
/** @type {number[]} */
let timers = [];
let down = false;

/** @param {"connecting" | "offline" | "back" | "none"} what */
function say(what) {
  line.textContent = line.dataset[what] ?? "";
}

/** @param {() => void} then @param {number} wait */
const later = (then, wait) => timers.push(setTimeout(then, wait));

function changed() {
  if (!line || connected() === !down) return;
  down = !connected();
  timers.forEach(clearTimeout);
  timers = [];
  if (down) {
    later(() => say(navigator.onLine ? "connecting" : "offline"), SAY_AFTER);
    later(() => say("offline"), OFFLINE_AFTER);
  } else if (line.textContent) {
    say("back");
    later(() => say("none"), BACK_FOR);
  }
}

live.addEventListener("state", changed);

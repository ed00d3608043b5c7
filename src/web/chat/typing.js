// @ts-check
/** Says that I am writing: composing with the first key, paused after a while, active when sent or emptied. */
import { behave } from "../base/patch.js";
import { mention } from "../base/queue.js";

const PAUSE = 5_000;

let to = "";
let talk = "chat";
let state = "active";
let timer = 0;

/** @param {string} next */
function become(next) {
  clearTimeout(timer);
  if (next === "composing") timer = setTimeout(() => become("paused"), PAUSE);
  if (next === state || !to) return;
  state = next;
  mention(`${talk}/typing`, { to, state });
}

/** @param {HTMLTextAreaElement} box */
function enter(box) {
  const pane = box.closest("section");
  const other = pane?.dataset.chat ?? "";
  if (other !== to) become("active");
  to = other;
  talk = pane?.dataset.talk ?? "chat";
  box.addEventListener("input", () => become(box.value ? "composing" : "active"));
}

behave(".composer textarea", enter);

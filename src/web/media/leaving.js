// @ts-check
/** What is attached stays with what it was attached to; whoever goes elsewhere is told so. */
import { live } from "../base/live.js";
import { behave } from "../base/patch.js";
import { boxOf, formOf, toOf } from "./box.js";
import { forgetHeld } from "./holding.js";
import { drop, listOf } from "./list.js";

const SAID_FOR = 6_000;

/** @type {HTMLElement | null} */
let shown = null;

function left() {
  const before = shown;
  if (!before || before.isConnected) return;
  const to = toOf(before);
  shown = document.querySelector("[data-attach]");
  if (boxOf(to)) return;
  forgetHeld(to);
  // Where the server keeps it, it has all that has come.
  if (before.dataset.files !== undefined && listOf(to).every(({ state }) => state === "ready")) return drop(to);
  if (listOf(to).length) tell(before.dataset.kept ?? "");
}

/** @param {string} words */
function tell(words) {
  const line = document.createElement("p");
  line.className = "attach-kept";
  line.role = "status";
  document.body.append(line);
  line.textContent = words;
  setTimeout(() => line.remove(), SAID_FOR);
}

behave("[data-attach]", (box) => {
  // Of a place that is left by this very frame, left() is still to hear.
  if (!shown || shown.isConnected || toOf(shown) === toOf(box)) shown = box;
});
behave("[data-attach][data-files]", (box) => formOf(box).addEventListener("accepted", () => drop(toOf(box))));
live.addEventListener("frame", left);

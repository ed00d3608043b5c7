// @ts-check
/**
 * What was typed and not sent waits in its chat, in this browser, until it is sent or the person logs out; the list says so.
 * Who logs in after somebody else who has not logged out finds nothing of theirs.
 */
import { behave } from "../base/patch.js";
import { live } from "../base/live.js";

const ALL = "draft ";
const mine = `${ALL}${document.body.dataset.me} `;
const BOX = "body-";
const SHOWN = 80;

/** @param {HTMLTextAreaElement} box */
function enter(box) {
  const kept = localStorage.getItem(mine + box.id);
  if (kept && !box.value) box.value = kept;
  box.addEventListener("input", () => {
    if (box.value) keep(box);
    else forget(box);
  });
}

/** @param {HTMLTextAreaElement} box where the browser has room for it */
function keep(box) {
  try {
    localStorage.setItem(mine + box.id, box.value);
  } catch (full) {
    reportError(full);
  }
}

/** @param {HTMLTextAreaElement} box whose text is sent */
export function forget(box) {
  localStorage.removeItem(mine + box.id);
}

/** @param {(key: string) => boolean} which */
function drop(which) {
  for (const key of Object.keys(localStorage)) if (key.startsWith(ALL) && which(key)) localStorage.removeItem(key);
}

// ---- in the list

/** @param {HTMLElement} row of a chat or a room: what waits there, unless it stands open beside the list */
function show(row) {
  const current = row.querySelector(".row-link")?.hasAttribute("aria-current");
  const words = current ? "" : (localStorage.getItem(mine + BOX + row.dataset.jid) ?? "").trim().slice(0, SHOWN);
  const old = row.querySelector(".row-draft");
  row.classList.toggle("drafting", words !== "");
  if (!words) return old?.remove();
  const drawn = old ?? document.createElement("span");
  drawn.className = "row-draft";
  drawn.replaceChildren(part("span", `${/** @type {HTMLElement} */ (row.parentElement).dataset.draft ?? ""} `), part("bdi", words));
  if (!old) row.querySelector(".row-more")?.append(drawn);
}

/** @param {string} name @param {string} text */
function part(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  if (name === "bdi") element.className = "clip";
  return element;
}

const showAll = () => document.querySelectorAll("[data-draft] > .row").forEach((row) => show(/** @type {HTMLElement} */ (row)));

drop((key) => !key.startsWith(mine));
behave("[data-draft] > .row", show);
behave(".composer textarea", enter);
live.addEventListener("frame", (event) => /** @type {CustomEvent} */ (event).detail.url && showAll());
addEventListener("storage", (event) => event.key?.startsWith(mine) && showAll());
document.addEventListener("submit", (event) => {
  if (/** @type {Element} */ (event.target).matches("[data-leave]")) {
    drop(() => true);
    sessionStorage.clear();
  }
});

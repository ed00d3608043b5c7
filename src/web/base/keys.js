// @ts-check
/** The keyboard: `?` for help, Ctrl+K to jump, Ctrl+Enter to send what is written, arrows in lists, Alt with arrows for the next chat, Escape outwards. */
import { openDialog } from "./dialogs.js";

const STOPS = "a[href]:not([hidden] *), button:not([hidden] *)";

/** @param {KeyboardEvent} event */
function press(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  if (event.defaultPrevented || event.isComposing) return;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") return take(event, () => openDialog("jump"));
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && target.matches("textarea")) return take(event, () => /** @type {HTMLTextAreaElement} */ (target).form?.requestSubmit());
  if (event.ctrlKey || event.metaKey) return;
  if (event.altKey) return neighbour(event);
  if (event.key === "?" && !target.closest("input, textarea, [contenteditable]")) return take(event, () => openDialog("help"));
  if (event.key === "Escape") return outwards(event);
  const list = /** @type {HTMLElement | null} */ (target.closest("[data-arrows]"));
  if (list) walk(event, list);
  else if (event.key === "ArrowDown" && target.matches("[data-filter]")) take(event, () => first("#list [data-arrows]")?.focus());
}

/** @param {KeyboardEvent} event @param {() => void} then */
function take(event, then) {
  event.preventDefault();
  then();
}

/** @param {string} within @returns {HTMLElement | null} */
const first = (within) => document.querySelector(`${within} .row-link, ${within} button`);

/** @param {KeyboardEvent} event @param {HTMLElement} list */
function walk(event, list) {
  const stops = /** @type {HTMLElement[]} */ ([...list.querySelectorAll(STOPS)]).filter((stop) => stop.offsetParent);
  const at = stops.indexOf(/** @type {HTMLElement} */ (event.target));
  const grid = list.dataset.arrows === "grid";
  const width = grid ? stops.findIndex((stop) => stop.offsetTop > stops[0].offsetTop) : 1;
  const forward = document.documentElement.dir === "rtl" ? -1 : 1;
  /** @type {Record<string, number>} */
  const moves = { ArrowDown: at + width, ArrowUp: at - width, Home: 0, End: stops.length - 1 };
  if (grid) Object.assign(moves, { ArrowRight: at + forward, ArrowLeft: at - forward });
  const next = stops[moves[event.key]];
  if (next) take(event, () => next.focus());
}

/** @param {KeyboardEvent} event */
function neighbour(event) {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const links = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#list .row-link")]);
  if (!step || !links.length) return;
  const at = links.findIndex((link) => link.ariaCurrent === "page" || link.hasAttribute("aria-current"));
  take(event, () => links[at < 0 ? 0 : at + step]?.click());
}

/** From a pane to its list, once no dialog or menu is on top. @param {KeyboardEvent} event */
function outwards(event) {
  if (document.querySelector("dialog[open], :popover-open")) return;
  const target = /** @type {HTMLElement} */ (event.target);
  if (!target.closest("#pane")) return;
  const back = /** @type {HTMLElement | null} */ (document.querySelector("#pane .back"));
  const current = /** @type {HTMLElement | null} */ (document.querySelector("#list .row-link[aria-current]"));
  if (back?.offsetParent) take(event, () => back.click());
  else if (current) take(event, () => current.focus());
}

document.addEventListener("keydown", press);

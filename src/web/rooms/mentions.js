// @ts-check
/**
 * Offers the names of those in the room while one is written: behind an @, or with Tab behind its first letters. Arrows choose,
 * Enter or Tab takes, Escape leaves it. Of a room with more people than the page has, the server is asked.
 */
import { awaken, behave } from "../base/patch.js";
import { mention } from "../base/queue.js";

const MOST = 10;
const LONGEST = 40;

/** @typedef {{from: number, start: string}} Wanted where the name begins in the text, and what there is of it */

/** @returns {HTMLElement | null} */
const list = () => document.getElementById("mention-names");
/** @returns {HTMLElement[]} */
const options = () => [...(list()?.querySelectorAll("[role=option]") ?? [])].map((each) => /** @type {HTMLElement} */ (each));
const isOpen = () => list()?.hidden === false && options().length > 0;

/** @param {HTMLTextAreaElement} box @returns {string} what stands before the cursor */
const before = (box) => (box.selectionStart === box.selectionEnd ? box.value.slice(0, box.selectionStart) : "");

/** @param {HTMLTextAreaElement} box @returns {Wanted | null} behind an @ that is no part of a word */
function signed(box) {
  const text = before(box);
  const from = text.lastIndexOf("@");
  const start = text.slice(from + 1);
  if (from < 0 || start.length > LONGEST || start.includes("\n") || /[\p{L}\p{N}/]/u.test(text[from - 1] ?? "")) return null;
  return { from, start };
}

/** @param {HTMLTextAreaElement} box @returns {Wanted | null} the word at the cursor */
function word(box) {
  const text = before(box);
  const start = /[\p{L}\p{N}][\p{L}\p{N}_.-]*$/u.exec(text)?.[0] ?? "";
  return start && !/\S/.test(box.value[box.selectionStart] ?? "") ? { from: text.length - start.length, start } : null;
}

/** @param {string} start @returns {string[]} those first whose name begins so, then those of whom another word does */
function known(start) {
  const wanted = start.toLowerCase();
  const nicks = [...document.querySelectorAll("#room-people .occupant:not([data-me])")].map((each) => /** @type {HTMLElement} */ (each).dataset.nick ?? "");
  const first = nicks.filter((nick) => nick.toLowerCase().startsWith(wanted));
  return [...first, ...nicks.filter((nick) => !first.includes(nick) && nick.toLowerCase().includes(` ${wanted}`))].slice(0, MOST);
}

/** @param {HTMLTextAreaElement} box @param {string[]} nicks */
function offer(box, nicks) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("mention-name"));
  list()?.replaceChildren(...nicks.map((nick) => {
    const option = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
    option.dataset.nick = nick;
    option.querySelector("bdi")?.replaceChildren(nick);
    return option;
  }));
  options().forEach(awaken);
  show(box);
}

/** @param {HTMLTextAreaElement} box */
function show(box) {
  const found = options();
  const menu = list();
  if (!menu || !found.length) return close(box);
  found.forEach((option, index) => (option.id = `mention-name-${index}`));
  menu.hidden = false;
  const status = document.getElementById("mention-status");
  status?.replaceChildren((status.dataset.words ?? "").replace("#", String(found.length)));
  choose(box, 0);
}

/** @param {HTMLTextAreaElement} box */
function close(box) {
  const menu = list();
  if (menu) menu.hidden = true;
  box.removeAttribute("aria-activedescendant");
  document.getElementById("mention-status")?.replaceChildren();
}

/** @param {HTMLTextAreaElement} box @param {number} step from the one that is chosen; 0 for the first */
function choose(box, step) {
  const all = options();
  const now = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const next = step ? (now + step + all.length) % all.length : 0;
  all.forEach((option, index) => option.setAttribute("aria-selected", String(index === next)));
  all[next].scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", all[next].id);
}

/** Whom one speaks to at the beginning, or of in the midst. @param {HTMLTextAreaElement} box @param {string} nick */
function take(box, nick) {
  const wanted = signed(box) ?? word(box);
  if (wanted) box.setRangeText(wanted.from ? `@${nick} ` : `${nick}: `, wanted.from, box.selectionStart, "end");
  close(box);
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
}

/** @param {HTMLTextAreaElement} box */
function written(box) {
  const wanted = signed(box);
  if (!wanted) return close(box);
  if (document.querySelector("#room-people .drawer-rest")) {
    return mention("rooms/names", { to: box.closest("section")?.dataset.chat ?? "", start: wanted.start });
  }
  offer(box, known(wanted.start));
}

/** @param {HTMLTextAreaElement} box @param {KeyboardEvent} event */
function pressed(box, event) {
  if (event.isComposing || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
  const steps = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowUp: -1 });
  if (!isOpen()) {
    const nicks = event.key === "Tab" && word(box) ? known(word(box)?.start ?? "") : [];
    if (!nicks.length) return;
    if (nicks.length === 1) take(box, nicks[0]);
    else offer(box, nicks);
  } else if (steps[event.key]) {
    choose(box, steps[event.key]);
  } else if (event.key === "Enter" || event.key === "Tab") {
    take(box, options().find((option) => option.getAttribute("aria-selected") === "true")?.dataset.nick ?? "");
  } else if (event.key === "Escape") {
    close(box);
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}

const boxOf = () => /** @type {HTMLTextAreaElement | null} */ (document.querySelector(".room .composer textarea"));

/** @param {HTMLTextAreaElement} box */
function enter(box) {
  box.addEventListener("input", () => written(box));
  box.addEventListener("blur", () => close(box));
  // Before the keys of the composer itself.
  box.form?.addEventListener("keydown", (event) => event.target === box && pressed(box, event), true);
}

/** @param {HTMLElement} option */
function arrived(option) {
  // The focus stays in the text.
  option.addEventListener("pointerdown", (event) => event.preventDefault());
  option.addEventListener("click", () => boxOf() && take(/** @type {HTMLTextAreaElement} */ (boxOf()), option.dataset.nick ?? ""));
  const box = boxOf();
  // From the server, all at once.
  if (!option.id && box && box === document.activeElement) queueMicrotask(() => signed(box) && show(box));
}

behave(".room .composer textarea", enter);
behave("#mention-names [role=option]", arrived);

// @ts-check
/** The jump dialog: type some letters of a person or place, Enter goes there. */
import { base } from "./live.js";
import { go } from "./places.js";

/** @typedef {{name: string, href: string, sign: Node | null, note: string}} Goal */

const FRESH_FOR = 5 * 60_000;
const MOST = 30;

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("jump"));
const box = /** @type {HTMLInputElement} */ (document.getElementById("jump-box"));
const list = /** @type {HTMLElement} */ (document.getElementById("jump-list"));
const none = /** @type {HTMLElement} */ (dialog?.querySelector(".jump-none"));

/** @type {Goal[]} */
let people = [];
let read = 0;
let chosen = 0;

/** @param {ParentNode} where @returns {Goal[]} the people of a list */
function peopleIn(where) {
  return [...where.querySelectorAll(".row[data-jid]")].map((row) => {
    const jid = row.getAttribute("data-jid") ?? "";
    const name = row.querySelector(".row-link")?.textContent?.trim() ?? jid;
    return { name, href: `${base}/chats/${jid}`, sign: row.querySelector(".avatar"), note: jid };
  });
}

/** The contacts are read once for a while, when the dialog first opens. */
async function refresh() {
  if (Date.now() - read < FRESH_FOR) return;
  read = Date.now();
  try {
    const answer = await fetch(`${base}/contacts`);
    if (answer.ok) people = peopleIn(new DOMParser().parseFromString(await answer.text(), "text/html"));
    show();
  } catch {
    read = 0; // Offline: the people in the list beside the pane must do until it is asked again.
  }
}

/** @returns {Goal[]} */
function places() {
  const actions = /** @type {HTMLTemplateElement} */ (document.getElementById("jump-actions")).content;
  const links = [...document.querySelectorAll("#rail .nav-link"), ...actions.querySelectorAll("a")];
  return links.map((link) => ({
    name: link.textContent?.trim() ?? "",
    href: link.getAttribute("href") ?? "",
    sign: link.querySelector(".icon"),
    note: "",
  }));
}

function show() {
  const wanted = fold(box.value);
  const all = new Map([...peopleIn(document), ...people, ...places()].map((goal) => [goal.href, goal]));
  const found = [...all.values()].filter((goal) => fold(`${goal.name} ${goal.note}`).includes(wanted)).slice(0, MOST);
  found.sort((a, b) => Number(fold(b.name).startsWith(wanted)) - Number(fold(a.name).startsWith(wanted)));
  list.replaceChildren(...[...found, ...search()].map(option));
  none.hidden = found.length > 0;
  choose(0);
}

/** @returns {Goal[]} who is not in the list may be found by a search, and so may what is no person and no place */
function search() {
  const words = box.value.trim();
  const link = document.querySelector("#rail .find .nav-link");
  const goal = { name: `${dialog.dataset.search} ${words}`, href: `${base}/search?q=${encodeURIComponent(words)}`, note: "" };
  return words ? [{ ...goal, sign: link?.querySelector(".icon") ?? null }] : [];
}

/** @param {Goal} goal @param {number} index */
function option(goal, index) {
  const item = document.createElement("li");
  item.id = `jump-${index}`;
  item.role = "option";
  item.dataset.href = goal.href;
  const name = document.createElement("bdi");
  name.textContent = goal.name;
  const note = document.createElement("span");
  note.className = "quiet";
  note.textContent = goal.note;
  item.append(...(goal.sign ? [goal.sign.cloneNode(true)] : []), name, note);
  return item;
}

/** @param {number} index */
function choose(index) {
  const items = [...list.children];
  chosen = Math.max(0, Math.min(index, items.length - 1));
  items.forEach((item, at) => item.setAttribute("aria-selected", String(at === chosen)));
  box.setAttribute("aria-activedescendant", items.length ? `jump-${chosen}` : "");
  items[chosen]?.scrollIntoView({ block: "nearest" });
}

/** @param {Element | null | undefined} item */
function leave(item) {
  const href = item?.getAttribute("data-href");
  if (!href) return;
  dialog.close();
  go(href);
}

/** @param {string} text @returns {string} without case and accents */
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

/** @param {KeyboardEvent} event */
function press(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) choose(chosen + step);
  else if (event.key === "Enter") leave(list.children[chosen]);
  else return;
  event.preventDefault();
}

if (dialog) {
  box.addEventListener("input", show);
  box.addEventListener("keydown", press);
  list.addEventListener("click", (event) => leave(/** @type {Element} */ (event.target).closest("li")));
  new MutationObserver(() => {
    if (!dialog.open) return;
    box.value = "";
    show();
    refresh();
  }).observe(dialog, { attributeFilter: ["open"] });
}

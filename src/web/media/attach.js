// @ts-check
/**
 * What is attached to a form: picked, uploaded at once, and kept by what the form is for, so that it waits there while the person
 * is elsewhere. A form that is sent before all has come waits for it. What has come survives a reload of the tab.
 */
import { live } from "../base/live.js";
import { behave } from "../base/patch.js";
import { draw } from "./attached.js";
import { Failed, forget, upload } from "./upload.js";

/** Files of one message, as the server takes them. */
const MOST = 10;
const SAID_FOR = 6_000;
const mine = `attached ${document.body.dataset.me} `;

/** @typedef {{url: string, name: string, type: string, size: number, width: number, height: number, alt: string, look: string}} Attachment look is an address for this page */
/** @typedef {Attachment & {id: string, file: File | null, state: "waiting" | "sending" | "ready" | "failed", part: number, why: string, call: AbortController | null}} Attached */

/** @type {Map<string, Attached[]>} by what the form is for */
const lists = new Map();
/** @type {Map<string, HTMLElement | null>} forms that are sent once all is there, with the button they are sent by */
const held = new Map();
let made = 0;
/** @type {HTMLElement | null} */
let shown = null;

/** @param {string} to @returns {Attached[]} */
function listOf(to) {
  const list = lists.get(to) ?? restored(to);
  lists.set(to, list);
  return list;
}

/** @param {string} to @returns {Attached[]} what this tab had before it was loaded anew */
function restored(to) {
  try {
    const kept = /** @type {Attachment[]} */ (JSON.parse(sessionStorage.getItem(mine + to) ?? "[]"));
    return kept.map((file) => entry(file));
  } catch {
    return [];
  }
}

/** @param {Attachment} file that has come @returns {Attached} */
const entry = (file) => ({ ...file, id: `attached-${made++}`, file: null, state: "ready", part: 1, why: "", call: null });

// ---- the form

/** @param {HTMLElement} box of a form */
function enter(box) {
  shown = box;
  const form = formOf(box);
  const words = /** @type {HTMLTextAreaElement | null} */ (form.querySelector("textarea[required]"));
  if (words) words.dataset.wanted = "";
  const input = /** @type {HTMLInputElement} */ (box.querySelector("input[type=file]"));
  box.querySelector("[data-attach-pick]")?.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    attach(box, [...(input.files ?? [])]);
    input.value = "";
  });
  box.addEventListener("click", (event) => choose(box, /** @type {Element} */ (event.target)));
  box.addEventListener("input", (event) => describe(box, /** @type {HTMLInputElement} */ (event.target)));
  form.addEventListener("submit", (event) => hold(box, event), true);
  form.addEventListener("reset", () => clear(toOf(box)));
  refresh(toOf(box));
}

/** @param {Element} box @returns {string} */
const toOf = (box) => box.getAttribute("data-attach") ?? "";
/** @param {Element} box @returns {HTMLFormElement} */
const formOf = (box) => /** @type {HTMLFormElement} */ (box.closest("form"));
/** @param {string} to @returns {HTMLElement | null} */
const boxOf = (to) => document.querySelector(`[data-attach="${CSS.escape(to)}"]`);

/** Draws what is attached, and writes it into its form. @param {string} to */
function refresh(to) {
  const list = listOf(to);
  const ready = list.filter((each) => each.state === "ready").map(attachment);
  if (ready.length) sessionStorage.setItem(mine + to, JSON.stringify(ready.map((file) => ({ ...file, look: file.look.startsWith("blob:") ? "" : file.look }))));
  else sessionStorage.removeItem(mine + to);
  const box = boxOf(to);
  if (!box) return;
  const form = formOf(box);
  /** @type {HTMLInputElement} */ (box.querySelector("[name=files]")).value = ready.length ? JSON.stringify(ready.map(({ look, ...rest }) => rest)) : "";
  const words = /** @type {HTMLTextAreaElement | null} */ (form.querySelector("textarea[data-wanted]"));
  if (words) words.required = !list.length;
  draw(box, list);
}

/** @param {Attached} each @returns {Attachment} */
const attachment = ({ url, name, type, size, width, height, alt, look }) => ({ url, name, type, size, width, height, alt, look });

/** @param {Element} box @param {string} words that stand beside the list for a while, and are read aloud */
function say(box, words) {
  const line = /** @type {HTMLElement} */ (box.querySelector(".attach-word"));
  line.textContent = words;
}

/** @param {string} words that are only read aloud */
function announce(words) {
  const line = document.getElementById("announce");
  if (line) line.textContent = words;
}

// ---- what happens to files

/** @param {HTMLElement} box @param {File[]} files */
export function attach(box, files) {
  const to = toOf(box);
  const list = listOf(to);
  const room = Math.max(0, MOST - list.length);
  say(box, files.length > room ? (box.dataset.most ?? "") : "");
  for (const file of files.slice(0, room)) {
    const look = file.type.startsWith("image/") ? URL.createObjectURL(file) : "";
    /** @type {Attached} */
    const added = { ...entry({ url: "", name: file.name, type: file.type, size: file.size, width: 0, height: 0, alt: "", look }), file, state: "waiting", part: 0 };
    list.push(added);
    start(to, added, box.dataset);
  }
  refresh(to);
}

/** @param {string} to @param {Attached} each @param {DOMStringMap} words */
async function start(to, each, words) {
  const call = new AbortController();
  Object.assign(each, { call, state: "waiting", part: 0, why: "" });
  const progress = (/** @type {number} */ part) => {
    Object.assign(each, { state: "sending", part });
    refresh(to);
  };
  try {
    const { path, ...there } = await upload(/** @type {File} */ (each.file), call.signal, progress);
    Object.assign(each, there, { state: "ready", part: 1, call: null, look: each.look || path });
    announce((words.done ?? "").replace("%", () => each.name));
  } catch (failed) {
    if (call.signal.aborted) return;
    const why = failed instanceof Failed ? failed.words || words[failed.why] : words.broken;
    Object.assign(each, { state: "failed", call: null, why: why ?? "" });
    announce((words.failed ?? "").replace("%", () => `${each.name}: ${each.why}`));
    letGo(to);
  }
  refresh(to);
  sendHeld(to);
}

/** @param {HTMLElement} box @param {Element} target */
function choose(box, target) {
  const button = /** @type {HTMLElement | null} */ (target.closest("[data-attached]"));
  const to = toOf(box);
  const list = listOf(to);
  const each = list.find(({ id }) => id === button?.closest("li")?.id);
  if (!button || !each) return;
  if (button.dataset.attached === "retry") {
    start(to, each, box.dataset);
  } else {
    each.call?.abort();
    if (each.state === "ready" && each.file) forget(each.url);
    list.splice(list.indexOf(each), 1);
    letGo(to);
    say(box, "");
  }
  refresh(to);
  focusNear(box, each.id);
}

/** What had the focus may have gone. @param {HTMLElement} box @param {string} id of its file */
function focusNear(box, id) {
  if (box.contains(document.activeElement) && document.activeElement !== box) return;
  const next = document.getElementById(id)?.querySelector("button:not([hidden])") ?? box.querySelector(".attached button:not([hidden])") ?? box.querySelector("[data-attach-pick]");
  /** @type {HTMLElement | null} */ (next)?.focus();
}

/** @param {HTMLElement} box @param {HTMLInputElement} input */
function describe(box, input) {
  const each = listOf(toOf(box)).find(({ id }) => id === input.closest("li")?.id);
  if (!each) return;
  each.alt = input.value;
  refresh(toOf(box));
}

// ---- sending

/** A form waits for what is still on its way. @param {HTMLElement} box @param {SubmitEvent} event */
function hold(box, event) {
  const to = toOf(box);
  if (!listOf(to).some(({ state }) => state !== "ready")) return void held.delete(to);
  event.preventDefault();
  event.stopImmediatePropagation();
  if (listOf(to).some(({ state }) => state === "failed")) return say(box, box.dataset.letGo ?? "");
  held.set(to, event.submitter);
  formOf(box).dataset.held = "";
  say(box, box.dataset.held ?? "");
}

/** What was to be sent is not sent by itself any more. @param {string} to */
function letGo(to) {
  const box = boxOf(to);
  if (!held.delete(to) || !box) return;
  delete formOf(box).dataset.held;
  say(box, box.dataset.letGo ?? "");
}

/** @param {string} to */
function sendHeld(to) {
  const box = boxOf(to);
  if (!held.has(to) || listOf(to).some(({ state }) => state !== "ready")) return;
  const by = held.get(to) ?? null;
  held.delete(to);
  if (!box) return;
  delete formOf(box).dataset.held;
  say(box, "");
  formOf(box).requestSubmit(by?.isConnected ? by : null);
}

/** @param {HTMLFormElement} form @returns {boolean} whether something is attached, there or on its way */
export function hasFiles(form) {
  const box = form.querySelector("[data-attach]");
  return box !== null && listOf(toOf(box)).length > 0;
}

/** @param {HTMLFormElement} form @returns {Attachment[]} what is attached, which is the caller's from now on */
export function takeFiles(form) {
  const box = form.querySelector("[data-attach]");
  if (!box) return [];
  const files = listOf(toOf(box)).map(attachment);
  clear(toOf(box));
  return files;
}

/** @param {HTMLFormElement} form @param {Attachment[]} files that go back to where they were */
export function putBack(form, files) {
  const box = form.querySelector("[data-attach]");
  if (!box) return;
  listOf(toOf(box)).unshift(...files.map(entry));
  refresh(toOf(box));
}

/** @param {string} to */
function clear(to) {
  lists.set(to, []);
  held.delete(to);
  refresh(to);
}

// ---- leaving

/** Says what becomes of what is attached where the person no longer is. */
function left() {
  const before = shown;
  if (!before || before.isConnected) return;
  const to = toOf(before);
  shown = document.querySelector("[data-attach]");
  if (boxOf(to) || !listOf(to).length) return;
  held.delete(to);
  const word = document.createElement("p");
  word.className = "attach-kept";
  word.role = "status";
  document.body.append(word);
  word.textContent = before.dataset.kept ?? "";
  setTimeout(() => word.remove(), SAID_FOR);
}

behave("[data-attach]", enter);
live.addEventListener("frame", left);
addEventListener("beforeunload", (event) => {
  if ([...lists.values()].flat().some(({ state }) => state !== "ready")) event.preventDefault();
});

// @ts-check
/** Attaching files to a form: each is uploaded at once, and the form's field "files" says what has come. */
import { behave } from "../base/patch.js";
import { draw } from "./attached.js";
import { announce, boxOf, formOf, say, toOf } from "./box.js";
import { forgetHeld, holding, letGo, sendHeld } from "./holding.js";
import { clear, entry, keep, listOf, plain, readyOf, release, wish } from "./list.js";
import { Failed, forget, upload } from "./upload.js";

/** @typedef {import("./list.js").Attachment} Attachment */
/** @typedef {import("./list.js").Attached} Attached */

/** Files of one message, as the server takes them. */
const MOST = 10;

/** @param {HTMLElement} box */
function enter(box) {
  const words = /** @type {HTMLTextAreaElement | null} */ (formOf(box).querySelector("textarea[required]"));
  if (words) words.dataset.wanted = "";
  const input = /** @type {HTMLInputElement} */ (box.querySelector("input[type=file]"));
  box.querySelector("[data-attach-pick]")?.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    attach(box, [...(input.files ?? [])]);
    input.value = "";
  });
  box.addEventListener("click", (event) => choose(box, /** @type {Element} */ (event.target)));
  box.addEventListener("input", (event) => describe(box, /** @type {HTMLInputElement} */ (event.target)));
  box.addEventListener("keydown", (event) => describedAll(box, event));
  formOf(box).addEventListener("reset", () => empty(toOf(box)));
  holding(box);
  refresh(toOf(box));
}

/** Draws what is attached, and writes it into its form. @param {string} to */
function refresh(to) {
  keep(to);
  const box = boxOf(to);
  if (!box) return;
  const ready = readyOf(to).map(({ look, ...rest }) => rest);
  const field = /** @type {HTMLInputElement} */ (box.querySelector("[name=files]"));
  const before = field.value;
  field.value = ready.length ? JSON.stringify(ready) : "";
  if (field.value !== before) box.dispatchEvent(new Event("attached", { bubbles: true }));
  const words = /** @type {HTMLTextAreaElement | null} */ (formOf(box).querySelector("textarea[data-wanted]"));
  if (words) words.required = !listOf(to).length;
  draw(box, listOf(to));
}

/** @param {HTMLElement} box @param {File[]} files @param {Partial<Attachment>} [known] what is known of them besides */
export function attach(box, files, known = {}) {
  const to = toOf(box);
  const room = Math.max(0, MOST - listOf(to).length);
  say(box, files.length > room ? box.dataset.most : "");
  for (const added of files.slice(0, room).map((file) => ({ ...wish(file), ...known }))) {
    listOf(to).push(added);
    start(to, added, box.dataset);
  }
  refresh(to);
}

/** @param {string} to @param {Attached} each @param {DOMStringMap} words */
async function start(to, each, words) {
  const call = new AbortController();
  const become = (/** @type {Partial<Attached>} */ change) => {
    Object.assign(each, change);
    refresh(to);
  };
  become({ call, state: "waiting", part: 0, why: "" });
  try {
    const { path, ...there } = await upload(/** @type {File} */ (each.file), call.signal, (part) => become({ state: "sending", part }));
    become({ ...there, state: "ready", part: 1, call: null, look: each.look || path });
    announce(words.done, each.name);
  } catch (failed) {
    if (call.signal.aborted) return;
    const why = failed instanceof Failed ? failed.words || words[failed.why] : words.broken;
    become({ state: "failed", call: null, why: why ?? "", again: !(failed instanceof Failed) || failed.again });
    announce(words.failed, `${each.name}: ${each.why}`);
    letGo(to);
  }
  sendHeld(to);
}

/** @param {HTMLElement} box @param {Element} target */
function choose(box, target) {
  const button = /** @type {HTMLElement | null} */ (target.closest("[data-attached]"));
  const to = toOf(box);
  const each = listOf(to).find(({ id }) => id === button?.closest("li")?.id);
  if (!button || !each) return;
  if (button.dataset.attached === "retry") start(to, each, box.dataset);
  else remove(to, each);
  say(box, "");
  refresh(to);
  focusNear(box, each.id);
}

/** @param {string} to @param {Attached} each */
function remove(to, each) {
  each.call?.abort();
  // What was taken back from a message that came back may have gone to somebody all the same.
  if (each.state === "ready" && each.file) forget(each.url);
  release(each);
  listOf(to).splice(listOf(to).indexOf(each), 1);
  letGo(to);
}

/** What had the focus may have gone. @param {HTMLElement} box @param {string} id of its file */
function focusNear(box, id) {
  const now = /** @type {HTMLElement | null} */ (document.activeElement);
  if (now && box.contains(now) && !now.hidden) return;
  const next = document.getElementById(id) ?? box.querySelector(".attached > :last-child");
  const button = next?.querySelector("button:not([hidden])") ?? box.querySelector("[data-attach-pick]");
  /** @type {HTMLElement | null} */ (button)?.focus();
}

/** @param {HTMLElement} box @param {HTMLInputElement} input */
function describe(box, input) {
  const each = listOf(toOf(box)).find(({ id }) => id === input.closest("li")?.id);
  if (!each) return;
  each.alt = input.value;
  refresh(toOf(box));
}

/** Enter in a description goes on to the words; the form is sent from there. @param {HTMLElement} box @param {KeyboardEvent} event */
function describedAll(box, event) {
  if (event.key !== "Enter" || event.isComposing || !(event.target instanceof HTMLInputElement)) return;
  event.preventDefault();
  formOf(box).querySelector("textarea")?.focus();
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
  const files = listOf(toOf(box)).map(plain);
  empty(toOf(box));
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
function empty(to) {
  clear(to);
  forgetHeld(to);
  refresh(to);
}

behave("[data-attach]", enter);

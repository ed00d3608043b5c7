// @ts-check
/** What is attached, by what it is attached to. What has come is kept in this tab, so that a reload loses nothing of it. */

import { boxOf } from "./box.js";

/** @typedef {{url: string, name: string, type: string, size: number, width: number, height: number, length?: number, alt: string, look: string}} Attachment look is an address for this page */
/** @typedef {Attachment & {id: string, file: File | null, state: "waiting" | "sending" | "ready" | "failed", part: number, why: string, again: boolean, call: AbortController | null}} Attached */

const mine = `attached ${document.body.dataset.me} `;

/** @type {Map<string, Attached[]>} */
const lists = new Map();
let made = 0;

/** @param {string} to @returns {Attached[]} */
export function listOf(to) {
  const list = lists.get(to) ?? given(to) ?? restored(to);
  lists.set(to, list);
  return list;
}

/** @param {string} to @returns {Attached[] | null} what the server has, where that is who keeps it */
function given(to) {
  const files = boxOf(to)?.dataset.files;
  return files ? JSON.parse(files).map(entry) : null;
}

/** @param {string} to @returns {Attached[]} */
function restored(to) {
  try {
    return JSON.parse(sessionStorage.getItem(mine + to) ?? "[]").map(entry);
  } catch {
    return [];
  }
}

/** @param {Attachment} file that has come @returns {Attached} */
export const entry = (file) => ({ ...file, id: `attached-${made++}`, file: null, state: "ready", part: 1, why: "", again: true, call: null });

/** @param {File} file that is to be sent @returns {Attached} */
export function wish(file) {
  const look = file.type.startsWith("image/") ? URL.createObjectURL(file) : "";
  const { name, type, size } = file;
  return { ...entry({ url: "", name, type, size, width: 0, height: 0, alt: "", look }), file, state: "waiting", part: 0 };
}

/** @param {Attachment} each @returns {Attachment} */
export const plain = ({ url, name, type, size, width, height, length, alt, look }) => ({ url, name, type, size, width, height, length, alt, look });

/** @param {string} to @returns {Attachment[]} what has come */
export function readyOf(to) {
  return listOf(to).filter(({ state }) => state === "ready").map(plain);
}

/** Writes down what has come. @param {string} to */
export function keep(to) {
  // An address of something in memory means nothing to the page that is loaded next.
  const ready = readyOf(to).map((file) => ({ ...file, look: file.look.startsWith("blob:") ? "" : file.look }));
  if (ready.length) sessionStorage.setItem(mine + to, JSON.stringify(ready));
  else sessionStorage.removeItem(mine + to);
}

/** @param {string} to */
export function clear(to) {
  lists.set(to, []);
}

/** Forgets all, as if nothing had ever been attached there: the server says what is, the next time. @param {string} to */
export function drop(to) {
  for (const each of listOf(to)) {
    each.call?.abort();
    release(each);
  }
  lists.delete(to);
  sessionStorage.removeItem(mine + to);
}

/** @param {Attachment} file that nobody looks at any more */
export function release(file) {
  if (file.look.startsWith("blob:")) URL.revokeObjectURL(file.look);
}

addEventListener("beforeunload", (event) => {
  if ([...lists.values()].flat().some(({ state }) => state !== "ready")) event.preventDefault();
});

// @ts-check
/** A file's way to the server: looked through, a place asked for, sent with its progress. Few at a time. */
import { base } from "../base/live.js";
import { act } from "../base/queue.js";
import { strip, Unreadable } from "../files/strip.js";

const AT_ONCE = 3;
/** An upload of which nothing goes any more is given up. */
const PATIENCE = 60_000;
/** @type {Record<string, string>} endings of what is drawn again as another type */
const ENDINGS = { "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp" };

/** @typedef {{url: string, path: string, name: string, type: string, size: number, width: number, height: number}} Uploaded path is for this page */

/** Why a file did not go. */
export class Failed extends Error {
  /** @param {"offline" | "refused" | "broken" | "picture" | "empty" | "login"} why @param {string} [words] of the server */
  constructor(why, words = "") {
    super(why);
    this.why = why;
    this.words = words;
    /** Whether it may go another time. */
    this.again = why !== "picture" && why !== "empty";
  }
}

let busy = 0;
/** @type {(() => void)[]} */
const waiting = [];

/**
 * @param {File} file @param {AbortSignal} signal calls it off
 * @param {(part: number) => void} progress from 0 to 1; first called when its turn has come
 * @returns {Promise<Uploaded>} @throws {Failed}
 */
export async function upload(file, signal, progress) {
  await turn(signal);
  try {
    progress(0);
    return await send(file, signal, progress);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else busy--;
  }
}

/** @param {AbortSignal} signal @returns {Promise<void>} */
function turn(signal) {
  return new Promise((go, stop) => {
    if (signal.aborted) return stop(signal.reason);
    if (busy < AT_ONCE) return busy++, go();
    waiting.push(go);
    signal.addEventListener("abort", () => {
      const at = waiting.indexOf(go);
      if (at >= 0) waiting.splice(at, 1);
      stop(signal.reason);
    });
  });
}

/** @param {File} file @param {AbortSignal} signal @param {(part: number) => void} progress @returns {Promise<Uploaded>} */
async function send(file, signal, progress) {
  if (!file.size) throw new Failed("empty");
  const { blob, type, width, height } = await strip(file).catch((broken) => {
    throw new Failed(broken instanceof Unreadable ? "picture" : "broken");
  });
  signal.throwIfAborted();
  const name = named(file, type);
  const slot = await ask(name, type, blob.size, signal);
  try {
    await put(slot, blob, type, signal, progress);
    signal.throwIfAborted();
  } catch (failed) {
    // Whether or not all of it came: nobody will ever send its address.
    forget(slot.get);
    throw failed;
  }
  return { url: slot.get, path: slot.put, name, type, size: blob.size, width, height };
}

/** @param {string} url of an upload that is not wanted any more */
export function forget(url) {
  act("media/discard", { url }).catch(() => {});
}

/** @param {File} file @param {string} type that it has become */
function named(file, type) {
  const name = file.name || "file";
  const ending = ENDINGS[type];
  return !ending || type === file.type || !file.type ? name : `${name.replace(/\.[^.]{1,5}$/, "")}.${ending}`;
}

/**
 * @param {string} name @param {string} type @param {number} size @param {AbortSignal} signal
 * @returns {Promise<{put: string, get: string, headers: Record<string, string>}>}
 */
async function ask(name, type, size, signal) {
  const body = new URLSearchParams({ name, type, size: String(size) });
  const answer = await fetch(`${base}/slot`, { method: "POST", body, signal }).catch((lost) => {
    throw signal.aborted ? lost : new Failed("offline");
  });
  if (answer.ok) return answer.json();
  if (answer.status === 401) throw new Failed("login");
  const { why } = await answer.json().catch(() => ({ why: "" }));
  throw new Failed(answer.status < 500 ? "refused" : "broken", why);
}

/**
 * By XMLHttpRequest, since fetch tells no progress of what it sends.
 * @param {{put: string, headers: Record<string, string>}} slot @param {Blob} blob @param {string} type @param {AbortSignal} signal
 * @param {(part: number) => void} progress @returns {Promise<void>}
 */
function put(slot, blob, type, signal, progress) {
  return new Promise((done, stop) => {
    const request = new XMLHttpRequest();
    request.open("PUT", slot.put);
    request.setRequestHeader("Content-Type", type);
    for (const [name, value] of Object.entries(slot.headers)) request.setRequestHeader(name, value);
    const stuck = () => setTimeout(() => (stop(new Failed("offline")), request.abort()), PATIENCE);
    let timer = stuck();
    request.upload.onprogress = (event) => {
      clearTimeout(timer);
      timer = stuck();
      if (event.total) progress(event.loaded / event.total);
    };
    request.onload = () => (request.status < 300 ? done() : stop(new Failed(request.status < 500 ? "refused" : "broken")));
    request.onerror = () => stop(new Failed("offline"));
    request.onabort = () => stop(signal.reason);
    request.onloadend = () => clearTimeout(timer);
    signal.addEventListener("abort", () => request.abort());
    request.send(blob);
  });
}

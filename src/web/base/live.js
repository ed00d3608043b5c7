// @ts-check
/**
 * The wire to the server: one socket; frames taken in order, each once; a beat that tells whether the
 * other end still lives; and the way back after a loss.
 */
import { apply } from "./patch.js";
import { pause, resume, settle } from "./queue.js";

/** @typedef {{seq: number, patches?: import("./patch.js").Patch[], ack?: string[], refused?: {ref: string, text: string, reference?: string}[], title?: string, url?: string, view?: string}} Frame */

const HELLO_WITHIN = 10_000;
const BEAT_EVERY = 25_000;
const BEAT_ANSWER_WITHIN = 10_000;
const BEAT_AFTER_FRAMES = 16;
const LONGEST_WAIT = 15_000;
const GONE = [4401, 4410];
const TOO_MUCH = 4429;

/** Tells "state" when the connection comes or goes, and "frame" (detail: the frame) after each frame. */
export const live = new EventTarget();
export const base = document.body.dataset.base ?? "/fireside";

let page = document.body.dataset.page ?? "";
let last = Number(document.body.dataset.seq ?? 0);
/** @type {WebSocket | null} */
let socket = null;
let open = false;
let leaving = false;
let tries = 0;
let since = 0;
let beatSent = 0;
let beatDue = 0;
let heard = 0;
let timer = 0;

/** @returns {boolean} whether the server hears this page now */
export const connected = () => open;

/** @returns {boolean} whether this page has no hope of a socket, so that plain links and forms must do */
export const hopeless = () => !page || (!since && tries > 3);

function connect() {
  clearTimeout(timer);
  if (socket || leaving) return;
  const url = new URL(`${base}/live`, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  url.search = String(new URLSearchParams({ page, seq: String(last), place: location.pathname + location.search }));
  const mine = (socket = new WebSocket(url));
  mine.onmessage = (event) => mine === socket && receive(JSON.parse(event.data));
  mine.onclose = (event) => mine === socket && lost(event.code);
  timer = setTimeout(drop, HELLO_WITHIN);
}

/** @param {{hello?: {page: string, seq: number}, beat?: number} & Frame} message */
function receive(message) {
  if (message.hello) return greet(message.hello);
  if (message.beat !== undefined) return void (beatDue = 0);
  if (message.seq <= last) return;
  if (message.seq > last + 1) return drop();
  last = message.seq;
  try {
    apply(message.patches ?? []);
  } catch (problem) {
    reportError(problem);
  }
  settle(message);
  live.dispatchEvent(new CustomEvent("frame", { detail: message }));
  if (++heard % BEAT_AFTER_FRAMES === 0) beat();
}

/** @param {{page: string, seq: number}} hello another page or number than mine means that mine is forgotten; the next frame draws all */
function greet(hello) {
  clearTimeout(timer);
  [page, last] = [hello.page, hello.seq];
  open = true;
  since = beatSent = Date.now();
  beatDue = 0;
  // A greeting on an open connection: what was given up on the way may have held answers, so all is asked again.
  pause();
  resume((text) => socket?.send(text));
  live.dispatchEvent(new Event("state"));
}

/** @param {number} code of the close */
function lost(code) {
  clearTimeout(timer);
  if (open && Date.now() - since > 5_000) tries = 0;
  socket = null;
  open = false;
  beatDue = 0;
  pause();
  if (leaving) return;
  if (GONE.includes(code)) return location.assign(`${base}/login?next=${encodeURIComponent(location.pathname + location.search)}`);
  const wait = Math.min(LONGEST_WAIT, 250 * 2 ** tries++) * (0.5 + Math.random() / 2);
  timer = setTimeout(connect, code === TOO_MUCH ? 10_000 : wait);
  live.dispatchEvent(new Event("state"));
}

/** Gives the socket up without waiting for the other end to agree. */
function drop() {
  const dead = socket;
  lost(1006);
  dead?.close();
}

function beat() {
  if (!open) return;
  beatSent = Date.now();
  beatDue ||= beatSent + BEAT_ANSWER_WITHIN;
  socket?.send(JSON.stringify({ beat: last }));
}

/** Looked at often rather than timed exactly: a hidden page's timers are slow, and a late beat is no loss. */
function watch() {
  if (beatDue && Date.now() > beatDue) drop();
  else if (!beatDue && Date.now() - beatSent > BEAT_EVERY) beat();
}

function hurry() {
  if (document.hidden) return;
  if (!socket) connect();
  else if (open && !beatDue) beat();
}

if (page) {
  connect();
  setInterval(watch, 2_500);
  addEventListener("online", hurry);
  document.addEventListener("visibilitychange", hurry);
  // Who logs out goes by the answer to that, which takes the cookie along, not by the close that comes before it.
  document.addEventListener("submit", (event) => {
    if (/** @type {Element} */ (event.target).matches("[data-leave]")) leaving = true;
  });
  addEventListener("pagehide", () => {
    leaving = true;
    drop();
  });
  addEventListener("pageshow", (event) => {
    leaving = false;
    if (event.persisted) hurry();
  });
}

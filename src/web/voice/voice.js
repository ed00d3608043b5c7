// @ts-check
/** Voice messages: recorded beside what is typed, and attached as any other file. Who goes elsewhere meanwhile drops it. */
import { behave } from "../base/patch.js";
import { attach } from "../media/attach.js";
import { announce, boxOf, say } from "../media/box.js";
import { clock } from "../media/clock.js";
import { possible, Recording } from "./recorder.js";

const LONGEST = 10 * 60_000;
const LOOK_EVERY = 100;
/** @type {Record<string, string>} */
const WHY = { NotAllowedError: "refused", SecurityError: "refused", NotFoundError: "none" };

/** @typedef {{to: string, recording: Recording, timer: number}} Now */

/** @type {Now | null} */
let now = null;
let asking = false;

/** @param {string} to @returns {HTMLElement | null} */
const partOf = (to) => document.querySelector(`[data-voice="${CSS.escape(to)}"]`);
/** @param {HTMLElement} part @param {string} selector */
const one = (part, selector) => /** @type {HTMLElement} */ (part.querySelector(selector));

/** @param {HTMLElement} part of a composer */
function enter(part) {
  if (!possible()) return;
  const to = part.dataset.voice ?? "";
  one(part, ".voice-start").addEventListener("click", () => begin(to));
  one(part, ".voice-stop").addEventListener("click", () => end(""));
  one(part, ".voice-cancel").addEventListener("click", cancel);
  one(part, ".voice-bar").addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    cancel();
  });
  draw(part);
}

/** @param {HTMLElement} part */
function draw(part) {
  const recording = now?.to === part.dataset.voice ? now?.recording : null;
  one(part, ".voice-start").hidden = Boolean(recording);
  one(part, ".voice-bar").hidden = !recording;
  if (!recording) return;
  const words = clock(Math.floor(recording.length / 1000));
  const time = one(part, ".voice-time");
  if (time.textContent !== words) time.textContent = words;
  one(part, ".voice-level i").style.inlineSize = `${Math.round(recording.level * 100)}%`;
}

/** @param {string} to */
async function begin(to) {
  if (now || asking) return;
  asking = true;
  const box = boxOf(to);
  if (box) say(box, "");
  try {
    const recording = await Recording.begin();
    now = { to, recording, timer: setInterval(look, LOOK_EVERY) };
    look();
    const part = partOf(to);
    if (part) one(part, ".voice-stop").focus();
    announce(part?.dataset.recording, "");
  } catch (fault) {
    const words = partOf(to)?.dataset;
    const there = boxOf(to);
    if (there && words) say(there, words[WHY[fault instanceof Error ? fault.name : ""] ?? "broken"]);
  } finally {
    asking = false;
  }
}

function look() {
  const part = now && partOf(now.to);
  if (!now) return;
  if (!part) return cancel();
  if (now.recording.length > LONGEST) return end("limit");
  if (!now.recording.alive) return end("broken");
  draw(part);
}

/** @param {string} why it ends by itself, or nothing */
async function end(why) {
  const was = over();
  if (!was) return;
  const words = partOf(was.to)?.dataset ?? {};
  const { file, length } = await was.recording.end(`${words.name ?? "Voice"} ${stamp(new Date())}`);
  const box = boxOf(was.to);
  if (!box) return;
  if (file.size) attach(box, [file], { length });
  if (why) say(box, words[why]);
  box.closest("form")?.querySelector("textarea")?.focus();
}

function cancel() {
  const was = over();
  was?.recording.drop();
  const part = was && partOf(was.to);
  if (part) one(part, ".voice-start").focus();
}

/** @returns {Now | null} what was being recorded */
function over() {
  const was = now;
  now = null;
  if (was) clearInterval(was.timer);
  const part = was && partOf(was.to);
  if (part) draw(part);
  return was;
}

/** @param {Date} date @returns {string} as 2026-11-30 21.40.07, which every file system takes */
function stamp(date) {
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString();
  return local.slice(0, 19).replace("T", " ").replaceAll(":", ".");
}

behave("[data-voice]", enter);
addEventListener("beforeunload", (event) => {
  if (now) event.preventDefault();
});

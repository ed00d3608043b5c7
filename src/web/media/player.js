// @ts-check
/** Plays sounds: a button, where it is, how long it is, how fast. One at a time. */
import { behave } from "../base/patch.js";
import { clock } from "./clock.js";

const SPEEDS = [1, 1.5, 2];
const STEP = 5;

/** @param {HTMLAudioElement} audio */
function enter(audio) {
  const template = /** @type {HTMLTemplateElement | null} */ (document.getElementById("player"));
  const controls = /** @type {HTMLElement | null} */ (template?.content.firstElementChild?.cloneNode(true) ?? null);
  if (!controls || !audio.controls) return;
  audio.controls = false;
  controls.ariaLabel = audio.ariaLabel;
  audio.after(controls);
  const place = /** @type {HTMLInputElement} */ (controls.querySelector("input"));
  const draw = () => write(audio, controls, place);
  for (const event of ["loadedmetadata", "durationchange", "timeupdate", "play", "pause", "ended", "seeked"]) audio.addEventListener(event, draw);
  audio.addEventListener("play", () => alone(audio));
  audio.addEventListener("error", () => controls.classList.add("lost"));
  place.addEventListener("input", () => (audio.currentTime = Number(place.value)));
  place.addEventListener("keydown", (event) => step(event, audio));
  controls.querySelector("[data-play]")?.addEventListener("click", () => toggle(audio));
  controls.querySelector("[data-speed]")?.addEventListener("click", (event) => faster(audio, /** @type {HTMLElement} */ (event.currentTarget)));
  draw();
}

/** What a recorder writes says nothing of its length; who sent it does. @param {HTMLAudioElement} audio @returns {number} seconds, or 0 */
function lengthOf(audio) {
  return Number.isFinite(audio.duration) ? audio.duration : Math.max(Number(audio.dataset.seconds ?? 0), audio.currentTime);
}

/** @param {HTMLAudioElement} audio @param {HTMLElement} controls @param {HTMLInputElement} place */
function write(audio, controls, place) {
  const [at, length] = [audio.currentTime, lengthOf(audio)];
  place.max = String(length || 1);
  place.value = String(at);
  place.ariaValueText = length ? `${clock(at)} / ${clock(length)}` : clock(at);
  const time = /** @type {HTMLElement} */ (controls.querySelector(".playing-time"));
  time.textContent = clock(audio.paused && !at ? length : at);
  const button = /** @type {HTMLElement} */ (controls.querySelector("[data-play]"));
  button.dataset.still ??= button.ariaLabel ?? "";
  button.ariaLabel = (audio.paused ? button.dataset.still : button.dataset.pause) ?? "";
  controls.classList.toggle("plays", !audio.paused);
}

/** @param {HTMLAudioElement} audio */
function toggle(audio) {
  if (audio.paused) audio.play().catch(() => audio.dispatchEvent(new Event("pause")));
  else audio.pause();
}

/** @param {HTMLAudioElement} audio that begins */
function alone(audio) {
  for (const other of document.querySelectorAll("audio, video")) if (other !== audio && other instanceof HTMLMediaElement) other.pause();
}

/** A slider without steps moves by too little. @param {KeyboardEvent} event @param {HTMLAudioElement} audio */
function step(event, audio) {
  const rtl = document.documentElement.dir === "rtl" ? -1 : 1;
  const way = { ArrowRight: rtl, ArrowLeft: -rtl, ArrowUp: 1, ArrowDown: -1 }[event.key];
  if (!way) return;
  event.preventDefault();
  audio.currentTime = Math.min(lengthOf(audio), Math.max(0, audio.currentTime + way * STEP));
}

/** @param {HTMLAudioElement} audio @param {HTMLElement} button */
function faster(audio, button) {
  audio.playbackRate = SPEEDS[(SPEEDS.indexOf(audio.playbackRate) + 1) % SPEEDS.length];
  const words = /** @type {HTMLElement} */ (button.lastElementChild);
  words.textContent = `${new Intl.NumberFormat(document.documentElement.lang || undefined).format(audio.playbackRate)}×`;
}

behave(".sound audio", enter);

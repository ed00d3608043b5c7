// @ts-check
/** Makes a page heard when the server says so: a short sound, and a notification that leads to what it is about. */
import { live } from "../base/live.js";
import { go } from "../base/places.js";
import { choose, rings, sounds } from "./device.js";

const QUIET_FOR = 2_000;
const NOTES = [659, 880];
const EACH = 0.12;

/** @type {AudioContext | null} */
let audio = null;
let last = 0;

/** Two soft notes; nothing until the person has touched the page, as browsers have it. */
function sound() {
  if (!sounds() || Date.now() - last < QUIET_FOR || !navigator.userActivation?.hasBeenActive) return;
  last = Date.now();
  audio ??= new AudioContext();
  const at = audio.currentTime;
  NOTES.forEach((pitch, index) => note(/** @type {AudioContext} */ (audio), pitch, at + index * EACH));
}

/** @param {AudioContext} context @param {number} pitch @param {number} from */
function note(context, pitch, from) {
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = pitch;
  volume.gain.setValueAtTime(0, from);
  volume.gain.linearRampToValueAtTime(0.12, from + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.001, from + EACH * 2);
  tone.connect(volume).connect(context.destination);
  tone.start(from);
  tone.stop(from + EACH * 2);
}

/** @param {{tag: string, title: string, text: string, path: string}} about */
function ring(about) {
  // Looked at meanwhile, it needs none.
  if (!rings() || (!document.hidden && document.hasFocus())) return;
  const icon = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=apple-touch-icon]"))?.href;
  try {
    const shown = new Notification(about.title, { body: about.text, tag: about.tag, icon, lang: document.documentElement.lang, dir: "auto" });
    shown.onclick = () => {
      window.focus();
      go(about.path);
      shown.close();
    };
  } catch {
    // Browsers of telephones leave it to service workers, and say so only now.
    choose({ desktop: false });
  }
}

live.addEventListener("frame", (event) => {
  const frame = /** @type {CustomEvent} */ (event).detail;
  if (frame.tone) sound();
  if (frame.ring) ring(frame.ring);
});

// @ts-check
/** Times in the reader's own zone and language: the clock, a short form for lists, how long ago. */
import { behave } from "./patch.js";

// The page's language, in the reader's own flavour of it: en-GB has another clock than en-US.
const page = document.documentElement.lang;
const lang = navigator.languages.find((each) => each.split("-")[0] === page) ?? (page || undefined);
const clock = new Intl.DateTimeFormat(lang, { timeStyle: "short" });
const weekday = new Intl.DateTimeFormat(lang, { weekday: "short" });
const monthDay = new Intl.DateTimeFormat(lang, { day: "numeric", month: "short" });
const numeric = new Intl.DateTimeFormat(lang, { dateStyle: "short" });
const whole = new Intl.DateTimeFormat(lang, { dateStyle: "full", timeStyle: "short" });
const longDay = new Intl.DateTimeFormat(lang, { weekday: "long", day: "numeric", month: "long" });
const longDate = new Intl.DateTimeFormat(lang, { dateStyle: "long" });
const relative = new Intl.RelativeTimeFormat(lang, { numeric: "auto" });

const MINUTE = 60_000;
const DAY = 86_400_000;

/** @param {Date} date @returns {number} of the local day, the same all day long */
export const dayOf = (date) => Math.round(new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime() / DAY);

/**
 * @param {Date} date @param {{today?: string, yesterday?: string}} words
 * @returns {string} a day as a heading
 */
export function dayName(date, words) {
  const ago = dayOf(new Date()) - dayOf(date);
  if (ago === 0 && words.today) return words.today;
  if (ago === 1 && words.yesterday) return words.yesterday;
  return ago < 300 ? longDay.format(date) : longDate.format(date);
}

/** @param {Date} date */
function short(date) {
  const ago = dayOf(new Date()) - dayOf(date);
  if (ago <= 0) return clock.format(date);
  if (ago < 7) return weekday.format(date);
  return ago < 300 ? monthDay.format(date) : numeric.format(date);
}

/** @param {Date} date */
function since(date) {
  const past = date.getTime() - Date.now();
  if (past > -60 * MINUTE) return relative.format(Math.min(0, Math.round(past / MINUTE)), "minute");
  if (past > -DAY) return relative.format(Math.round(past / 60 / MINUTE), "hour");
  if (past > -30 * DAY) return relative.format(Math.round(past / DAY), "day");
  return numeric.format(date);
}

/** @param {HTMLTimeElement} time */
function write(time) {
  const date = new Date(time.dateTime);
  if (isNaN(date.getTime())) return;
  const form = time.dataset.time;
  const text = form === "clock" ? clock.format(date) : form === "short" ? short(date) : since(date);
  if (time.textContent !== text) time.textContent = text;
  time.title ||= whole.format(date);
}

behave("time[data-time]", write);
setInterval(() => {
  const moving = /** @type {NodeListOf<HTMLTimeElement>} */ (document.querySelectorAll('time[data-time="short"], time[data-time="ago"]'));
  moving.forEach(write);
}, MINUTE / 2);

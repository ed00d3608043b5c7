// @ts-check
/** Going to a date: to what was said first on that day, as days are where the reader is. */
import { behave } from "../base/patch.js";
import { go } from "../base/places.js";

/** An id is milliseconds since 1970 and a counter below them. */
const COUNTER = 20n;

/** @param {HTMLFormElement} form */
function enter(form) {
  const box = /** @type {HTMLInputElement} */ (form.querySelector("[type=date]"));
  const today = new Date();
  box.max = [today.getFullYear(), today.getMonth() + 1, today.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [year, month, day] = box.value.split("-").map(Number);
    const begins = new Date(year, month - 1, day).getTime();
    if (!(begins >= 0)) return;
    form.closest("dialog")?.close();
    go(`${new URL(form.action).pathname}?at=${(BigInt(begins) << COUNTER).toString(16).padStart(16, "0")}`);
  });
}

behave("[data-date]", enter);

// @ts-check
/** The filter above the contacts: rows whose name or address has the letters stay. */
import { behave } from "../base/patch.js";

/** @param {string} text @returns {string} without case and accents */
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** @returns {string} */
function wanted() {
  const box = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-filter]"));
  return fold(box?.value.trim() ?? "");
}

/** @param {HTMLElement} row */
function sift(row, letters = wanted()) {
  const name = row.querySelector(".row-link")?.textContent ?? "";
  row.hidden = !fold(`${name} ${row.dataset.jid}`).includes(letters);
}

document.addEventListener("input", (event) => {
  if (!(/** @type {Element} */ (event.target).matches("[data-filter]"))) return;
  const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".row.person")]);
  const letters = wanted();
  rows.forEach((row) => sift(row, letters));
  const none = document.getElementById("people-none");
  if (none) none.hidden = rows.some((row) => !row.hidden);
});

behave(".row.person", (row) => sift(row));

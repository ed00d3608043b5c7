// @ts-check
/** The part of a form in which things are attached, and the words there. */

/** @param {Element} box @returns {string} what the form is for */
export const toOf = (box) => box.getAttribute("data-attach") ?? "";

/** @param {Element} box @returns {HTMLFormElement} */
export const formOf = (box) => /** @type {HTMLFormElement} */ (box.closest("form"));

/** @param {string} to @returns {HTMLElement | null} none while the person is elsewhere */
export const boxOf = (to) => document.querySelector(`[data-attach="${CSS.escape(to)}"]`);

/** @param {Element} box @param {string | undefined} words that stand beside the list, and are read aloud */
export function say(box, words) {
  const line = /** @type {HTMLElement} */ (box.querySelector(".attach-word"));
  line.textContent = words ?? "";
}

/** @param {string | undefined} words that are only read aloud, with a place for a name @param {string} name */
export function announce(words, name) {
  const line = document.getElementById("announce");
  if (line) line.textContent = (words ?? "").replace("%", () => name);
}

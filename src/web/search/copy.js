// @ts-check
/** Buttons that copy an address; where the browser does not let them, they select it. */

const SAID_FOR = 2000;

/** @param {Event} event */
async function copy(event) {
  const button = /** @type {HTMLElement} */ (event.target).closest("[data-copy]");
  if (!(button instanceof HTMLElement)) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copy ?? "");
    say(button);
  } catch {
    const address = button.closest("li")?.querySelector(".found-address");
    if (address) getSelection()?.selectAllChildren(address);
  }
}

/** @param {HTMLElement} button says for a moment that it is done */
function say(button) {
  const words = button.querySelector("span");
  if (!words || words.dataset.before) return;
  words.dataset.before = words.textContent ?? "";
  words.setAttribute("role", "status");
  words.textContent = button.dataset.copied ?? "";
  setTimeout(() => {
    words.textContent = words.dataset.before ?? "";
    words.removeAttribute("role");
    delete words.dataset.before;
  }, SAID_FOR);
}

document.addEventListener("click", copy);

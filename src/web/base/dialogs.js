// @ts-check
/** Buttons that open and close dialogs: data-opens names one, data-closes closes the one around it; data-dismisses ends an announcement. */

/** @param {string} id @returns {void} */
export function openDialog(id) {
  const dialog = document.getElementById(id);
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

/** @param {MouseEvent} event */
function click(event) {
  const target = /** @type {Element} */ (event.target);
  const opener = /** @type {HTMLElement | null} */ (target.closest("[data-opens]"));
  if (opener?.dataset.opens) openDialog(opener.dataset.opens);
  if (target.closest("[data-dismisses]")) target.closest(".announcement")?.remove();
  if (target.closest("[data-closes]")) target.closest("dialog")?.close();
  if (target instanceof HTMLDialogElement && beside(target, event)) target.close();
}

/** @param {HTMLDialogElement} dialog @param {MouseEvent} event whether it fell on the backdrop */
function beside(dialog, event) {
  const box = dialog.getBoundingClientRect();
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
}

/** What was typed and refused goes with the dialog. @param {Event} event */
function closed(event) {
  if (!(event.target instanceof HTMLDialogElement)) return;
  for (const form of event.target.querySelectorAll("form")) {
    form.reset();
    form.querySelector(".refusal")?.remove();
  }
}

document.addEventListener("click", click);
document.addEventListener("close", closed, true);

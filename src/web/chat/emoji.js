// @ts-check
/** A small sheet of common emoji beside the composer; one is put where the cursor was. */

const GAP = 8;

/** @returns {HTMLElement} the sheet, made when first asked for */
function sheet() {
  const there = document.getElementById("emoji");
  if (there) return there;
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("emoji-sheet"));
  document.body.append(template.content.cloneNode(true));
  const made = /** @type {HTMLElement} */ (document.getElementById("emoji"));
  made.addEventListener("click", choose);
  return made;
}

/** @param {HTMLElement} menu @param {Element} button above which it floats */
function place(menu, button) {
  const spot = button.getBoundingClientRect();
  const rtl = document.documentElement.dir === "rtl";
  menu.style.insetBlockEnd = `${innerHeight - spot.top + GAP}px`;
  menu.style.insetInlineEnd = `${Math.max(GAP, rtl ? spot.left : innerWidth - spot.right)}px`;
}

/** @param {MouseEvent} event */
function choose(event) {
  const button = /** @type {Element} */ (event.target).closest("button");
  const box = /** @type {HTMLTextAreaElement | null} */ (document.querySelector(".composer textarea"));
  if (!button || !box) return;
  box.setRangeText(button.textContent?.trim() ?? "", box.selectionStart, box.selectionEnd, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
  if (event.shiftKey) return;
  document.getElementById("emoji")?.hidePopover();
  box.focus();
}

document.addEventListener("click", (event) => {
  const button = /** @type {Element} */ (event.target).closest("[data-emoji]");
  if (!button) return;
  const menu = sheet();
  menu.togglePopover();
  if (!menu.matches(":popover-open")) return;
  place(menu, button);
  menu.querySelector("button")?.focus();
});

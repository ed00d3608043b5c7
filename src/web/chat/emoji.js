// @ts-check
/** A small sheet of common emoji; beside the composer one is put where the cursor was. */

const GAP = 8;

/** @type {((emoji: string) => void) | null} who has asked for one, if not the composer */
let asking = null;

/**
 * Shows all of them beside a button.
 * @param {HTMLElement} button @param {(emoji: string) => void} then
 */
export function allEmoji(button, then) {
  show(button);
  asking = then;
}

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
  const height = menu.getBoundingClientRect().height;
  menu.style.insetBlockEnd = `${Math.max(GAP, Math.min(innerHeight - spot.top + GAP, innerHeight - height - GAP))}px`;
  menu.style.insetInlineEnd = `${Math.max(GAP, rtl ? spot.left : innerWidth - spot.right)}px`;
}

/** @param {MouseEvent} event */
function choose(event) {
  const button = /** @type {Element} */ (event.target).closest("button");
  const box = /** @type {HTMLTextAreaElement | null} */ (document.querySelector(".composer textarea"));
  if (button && asking) {
    const then = asking;
    document.getElementById("emoji")?.hidePopover();
    return then(button.textContent?.trim() ?? "");
  }
  if (!button || !box) return;
  box.setRangeText(button.textContent?.trim() ?? "", box.selectionStart, box.selectionEnd, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
  if (event.shiftKey) return;
  document.getElementById("emoji")?.hidePopover();
  box.focus();
}

/** @param {Element} button */
function show(button) {
  asking = null;
  const menu = sheet();
  menu.togglePopover();
  if (!menu.matches(":popover-open")) return;
  place(menu, button);
  menu.querySelector("button")?.focus();
}

document.addEventListener("click", (event) => {
  const button = /** @type {Element} */ (event.target).closest("[data-emoji]");
  if (button) show(button);
});

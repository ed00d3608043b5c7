// @ts-check
/** Completes a name while it is typed behind an `@`, in boxes with data-mentions: arrows choose, Enter or Tab takes, Escape leaves. */
import { mention } from "../base/queue.js";

const NAME = /(?:^|[\s([{"'])@([\p{L}\p{N}._-]{0,64})$/u;
const GAP = 4;

const list = /** @type {HTMLElement} */ (document.getElementById("complete"));
/** @type {HTMLTextAreaElement | null} */
let box = null;

/** @returns {string | null} the letters of the name that is being typed */
function typed() {
  if (!box || box.selectionStart !== box.selectionEnd) return null;
  const before = box.value.slice(Math.max(0, box.selectionStart - 80), box.selectionStart);
  return NAME.exec(before)?.[1] ?? null;
}

/** @param {Event} event */
function input(event) {
  const target = /** @type {HTMLTextAreaElement} */ (event.target);
  if (!target.matches("[data-mentions]")) return;
  box = target;
  const letters = typed();
  if (letters === null) hide();
  else mention("people/complete", { letters });
}

/** What has come is for what was typed then. */
function show() {
  const letters = typed();
  const first = /** @type {HTMLElement | null} */ (list.firstElementChild);
  if (!box || letters === null || document.activeElement !== box || first?.dataset.letters !== letters) return hide();
  if (!list.matches(":popover-open")) list.showPopover();
  const spot = box.getBoundingClientRect();
  const below = innerHeight - spot.bottom > list.offsetHeight + GAP;
  list.style.insetBlockStart = `${below ? spot.bottom + GAP : Math.max(GAP, spot.top - list.offsetHeight - GAP)}px`;
  list.style.insetInlineStart = `${document.documentElement.dir === "rtl" ? innerWidth - spot.right : spot.left}px`;
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  choose(0);
}

function hide() {
  if (list.matches(":popover-open")) list.hidePopover();
  box?.removeAttribute("aria-activedescendant");
}

/** @param {number} index */
function choose(index) {
  const items = [...list.children];
  const at = (index + items.length) % items.length;
  items.forEach((item, each) => item.setAttribute("aria-selected", String(each === at)));
  box?.setAttribute("aria-activedescendant", items[at].id);
}

/** @param {Element | null | undefined} item whose name is written in place of the letters */
function take(item) {
  const letters = typed();
  const name = item?.getAttribute("data-mention");
  if (!box || letters === null || !name) return;
  box.setRangeText(`@${name} `, box.selectionStart - letters.length - 1, box.selectionStart, "end");
  hide();
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

/** @param {KeyboardEvent} event */
function press(event) {
  if (event.target !== box || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || !list.matches(":popover-open")) return;
  const at = [...list.children].findIndex((item) => item.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown") choose(at + 1);
  else if (event.key === "ArrowUp") choose(at - 1);
  else if (event.key === "Enter" || event.key === "Tab") take(list.children[at]);
  else if (event.key === "Escape") hide();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

if (list) {
  document.addEventListener("input", input);
  document.addEventListener("keydown", press, true);
  document.addEventListener("focusout", (event) => event.target === box && hide());
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => take(/** @type {Element} */ (event.target).closest("li")));
  new MutationObserver(show).observe(list, { childList: true });
}

// @ts-check
/** A few reactions that are used most, and the way to all others. */
import { allEmoji } from "../chat/emoji.js";

const FIRST = ["👍", "❤️", "😂", "🎉", "😮", "😢"];
const GAP = 6;

/**
 * Asks for an emoji beside a button.
 * @param {HTMLElement} button @param {(emoji: string) => void} then
 */
export function pick(button, then) {
  const menu = sheet(button.getAttribute("aria-label") ?? "");
  menu.replaceChildren(...FIRST.map((emoji) => choice(emoji, () => done(menu, button, () => then(emoji)))), more(menu, button, then));
  menu.showPopover();
  place(menu, button);
  /** @type {HTMLElement} */ (menu.firstElementChild).focus();
}

/** @param {string} label @returns {HTMLElement} the sheet, made when first asked for */
function sheet(label) {
  const there = document.getElementById("reactions");
  if (there) return there;
  const made = document.createElement("div");
  Object.assign(made, { id: "reactions", className: "menu quick-reactions", popover: "auto", role: "dialog", ariaLabel: label });
  made.dataset.arrows = "grid";
  document.body.append(made);
  return made;
}

/** @param {string} emoji @param {() => void} chosen */
function choice(emoji, chosen) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = emoji;
  button.addEventListener("click", chosen);
  return button;
}

/** @param {HTMLElement} menu @param {HTMLElement} button @param {(emoji: string) => void} then */
function more(menu, button, then) {
  const all = choice("…", () => done(menu, button, () => allEmoji(button, (emoji) => {
    then(emoji);
    button.focus();
  })));
  all.ariaLabel = document.getElementById("emoji-button")?.ariaLabel ?? "";
  return all;
}

/** @param {HTMLElement} menu @param {HTMLElement} button @param {() => void} then */
function done(menu, button, then) {
  menu.hidePopover();
  button.focus();
  then();
}

/** @param {HTMLElement} menu @param {Element} button above which it floats, or below where there is no room */
function place(menu, button) {
  const spot = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const top = spot.top - height - GAP;
  menu.style.top = `${top < GAP ? spot.bottom + GAP : top}px`;
  menu.style.left = `${Math.min(Math.max(GAP, spot.left + spot.width / 2 - width / 2), innerWidth - width - GAP)}px`;
}

// @ts-check
/** Beside a block of code, in messages and posts: a button that copies it, without the signs around it. */
import { behave } from "../base/patch.js";

const SAID_FOR = 2000;

/** @param {HTMLElement} code */
function enter(code) {
  const block = /** @type {HTMLElement} */ (code.parentElement);
  const template = /** @type {HTMLTemplateElement | null} */ (document.getElementById("code-tools"));
  const button = template?.content.firstElementChild?.cloneNode(true);
  if (!button || block.parentElement?.matches(".code-frame")) return;
  const frame = document.createElement("div");
  frame.className = "code-frame";
  block.replaceWith(frame);
  frame.append(block, button);
  block.tabIndex = 0;
}

/** @param {Event} event */
async function copy(event) {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest(".copy-code"));
  const code = button?.closest(".code-frame")?.querySelector("code");
  if (!button || !code) return;
  const text = textOf(code);
  try {
    await navigator.clipboard.writeText(text);
    say(button);
  } catch {
    getSelection()?.selectAllChildren(code);
  }
}

/** @param {Element} code @returns {string} what is in it but for the signs of a quotation */
function textOf(code) {
  const alone = /** @type {Element} */ (code.cloneNode(true));
  alone.querySelectorAll(".directive").forEach((signs) => signs.remove());
  return alone.textContent ?? "";
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

behave("pre > code", enter);
document.addEventListener("click", copy);

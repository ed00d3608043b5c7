// @ts-check
/** What is done with a message: the buttons in it, its reactions, and what it quotes. */
import { openDialog } from "../base/dialogs.js";
import { act, Refusal } from "../base/queue.js";
import { answer, edit } from "./context.js";
import { pick } from "./reacting.js";

/** @param {MouseEvent} event */
function click(event) {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest(".message [data-do], .message [data-emoji-toggle], .message [data-goto]"));
  const message = /** @type {HTMLElement | null} */ (button?.closest(".message"));
  if (!button || !message) return;
  if (button.dataset.emojiToggle) return react(message, button.dataset.emojiToggle);
  if (button.dataset.goto) return void document.dispatchEvent(new CustomEvent("goto-message", { detail: button.dataset.goto }));
  switch (button.dataset.do) {
    case "react":
      return pick(button, (emoji) => react(message, emoji));
    case "reply":
      return answer(message);
    case "edit":
      return edit(message);
    case "delete":
      return ask("delete-message", message);
    case "moderate":
      return ask("moderate-message", message);
  }
}

/** @param {HTMLElement} message @param {string} emoji added, or taken away */
function react(message, emoji) {
  const section = /** @type {HTMLElement} */ (message.closest("section.chat"));
  const fields = { to: section.dataset.chat ?? "", id: message.dataset.cursor ?? "", emoji };
  act(`${section.dataset.talk}/react`, fields).catch((refusal) => complain(message.id, refusal));
}

/** @param {string} id of a message @param {Refusal} refusal */
function complain(id, refusal) {
  const message = document.getElementById(id);
  message?.querySelector(".message-refusal")?.remove();
  const words = document.createElement("p");
  words.className = "message-refusal failure-text";
  words.setAttribute("role", "alert");
  message?.append(words);
  words.textContent = refusal.message;
}

/** @param {string} id of a dialog @param {HTMLElement} message that it is about */
function ask(id, message) {
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector(`#${id} [name=id]`));
  if (!field) return;
  field.value = message.dataset.cursor ?? "";
  openDialog(id);
}

document.addEventListener("click", click);

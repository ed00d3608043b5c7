// @ts-check
/** What the composer is about beside its words: a message that is answered, or one of mine that gets other words. */
import { act, Refusal } from "../base/queue.js";
import { whole, written } from "../words/whole.js";

/** @typedef {{kind: "reply" | "edit", id: string, chat: string, draft: string}} Context */

/** @type {Context | null} */
let context = null;

const form = () => /** @type {HTMLFormElement | null} */ (document.getElementById("composer"));
/** @param {HTMLFormElement} composer */
const boxOf = (composer) => /** @type {HTMLTextAreaElement} */ (composer.elements.namedItem("body"));
/** @param {Element} element */
const chatOf = (element) => /** @type {HTMLElement | null} */ (element.closest("section.chat"))?.dataset.chat ?? "";

/** @param {HTMLElement} message */
export function answer(message) {
  begin("reply", message);
}

/** @param {HTMLElement} message of mine */
export function edit(message) {
  if (!message.querySelector(":scope > .body.cut")) return begin("edit", message);
  whole(message).then(() => message.isConnected && begin("edit", message), reportError);
}

/** @param {"reply" | "edit"} kind @param {HTMLElement} message */
function begin(kind, message) {
  const composer = form();
  if (!composer) return;
  leave();
  const box = boxOf(composer);
  context = { kind, id: message.dataset.cursor ?? "", chat: chatOf(message), draft: box.value };
  show(composer, kind, message);
  if (kind === "edit") fill(box, words(message));
  box.focus();
}

/** @param {HTMLElement} message @returns {string} its words as they were written */
function words(message) {
  const body = message.querySelector(":scope > .body");
  return body ? written(body) : "";
}

/** @param {HTMLTextAreaElement} box @param {string} text */
function fill(box, text) {
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.setSelectionRange(text.length, text.length);
}

/** @param {HTMLFormElement} composer @param {string} kind @param {HTMLElement} message */
function show(composer, kind, message) {
  const bar = /** @type {HTMLElement} */ (copy("composer-context").firstElementChild);
  const texts = copy("context-words");
  const said = texts.querySelector(`[data-of="${kind}"]`)?.textContent ?? "";
  const by = kind === "reply" ? (message.querySelector(".by bdi") ?? message.querySelector(".visually-hidden"))?.textContent?.replace(/:$/, "") : "";
  /** @type {HTMLElement} */ (bar.querySelector(".context-what")).textContent = by ? `${said} ${by}` : said;
  /** @type {HTMLElement} */ (bar.querySelector(".context-text")).textContent = words(message) || message.querySelector(".message-files")?.textContent?.trim() || "";
  bar.querySelector(".context-icon")?.append(...(texts.querySelector(`[data-of="${kind}-icon"]`)?.childNodes ?? []));
  composer.querySelector(".composer-context")?.remove();
  composer.prepend(bar);
}

/** @param {string} id @returns {DocumentFragment} */
const copy = (id) => /** @type {DocumentFragment} */ (/** @type {HTMLTemplateElement} */ (document.getElementById(id)).content.cloneNode(true));

/** Back to a message of its own; what had been typed before an edit comes back. */
function leave() {
  const was = context;
  context = null;
  const composer = form();
  composer?.querySelector(".composer-context")?.remove();
  if (was?.kind === "edit" && composer) fill(boxOf(composer), was.draft);
}

/**
 * What is sent is an answer: taken once.
 * @param {HTMLFormElement} composer @returns {Record<string, string>} fields that say so
 */
export function takeContext(composer) {
  if (context?.kind !== "reply" || context.chat !== chatOf(composer)) return {};
  const { id } = context;
  leave();
  return { reply: id };
}

/** Other words for a message go their own way, before anybody takes them for a new one. @param {SubmitEvent} event */
function submit(event) {
  const composer = /** @type {HTMLFormElement} */ (event.target);
  if (composer.id !== "composer" || context?.kind !== "edit" || context.chat !== chatOf(composer)) return;
  event.preventDefault();
  event.stopPropagation();
  const body = boxOf(composer).value;
  if (!body.trim()) return;
  const { id, chat } = context;
  const talk = /** @type {HTMLElement} */ (composer.closest("section.chat")).dataset.talk;
  const message = document.getElementById(`m-${id}`);
  leave();
  boxOf(composer).focus();
  if (message && words(message) === body) return;
  message?.classList.add("changing");
  act(`${talk}/edit`, { to: chat, id, body }).then(
    () => document.getElementById(`m-${id}`)?.classList.remove("changing"),
    (refusal) => refused(id, body, refusal),
  );
}

/** Nothing that was typed is lost. @param {string} id @param {string} body @param {Refusal} refusal */
function refused(id, body, refusal) {
  const message = document.getElementById(`m-${id}`);
  const composer = form();
  message?.classList.remove("changing");
  if (!message || !composer || chatOf(composer) !== chatOf(message)) return;
  begin("edit", message);
  fill(boxOf(composer), body);
  /** @type {HTMLElement} */ (composer.querySelector(".context-text")).textContent = refusal.message;
  composer.querySelector(".composer-context")?.classList.add("refusal");
}

/** @param {KeyboardEvent} event */
function press(event) {
  const box = /** @type {HTMLTextAreaElement} */ (event.target);
  if (!box.matches?.("#composer textarea") || event.isComposing || event.defaultPrevented) return;
  if (event.key === "Escape" && context) {
    event.preventDefault();
    event.stopPropagation();
    leave();
  } else if (event.key === "ArrowUp" && !box.value && !context && !event.altKey) {
    const mine = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.log > .message.mine[data-may~="edit"]')]).pop();
    if (!mine) return;
    event.preventDefault();
    edit(mine);
  }
}

document.addEventListener("submit", submit, true);
document.addEventListener("keydown", press, true);
document.addEventListener("click", (event) => {
  if (/** @type {Element} */ (event.target).closest("[data-leave-context]")) {
    leave();
    const composer = form();
    if (composer) boxOf(composer).focus();
  }
});

// @ts-check
/**
 * Messages on their way: shown at once as the typed text, replaced by the server's fragment of the same
 * reference. A refused one says why and can be sent again or taken back into the box.
 */
import { fieldsOf } from "../base/actions.js";
import { hopeless } from "../base/live.js";
import { awaken, behave } from "../base/patch.js";
import { act, newRef, Refusal } from "../base/queue.js";
import { forget } from "./drafts.js";
import { toEnd } from "./log.js";

/** @typedef {{to: string, body: string, at: string, refused: Refusal | null}} Outgoing */

/** @type {Map<string, Outgoing>} what is neither acknowledged nor taken back, also of chats not in the pane */
const outgoing = new Map();

/** @param {HTMLFormElement} form the composer */
function enter(form) {
  form.addEventListener("submit", (event) => {
    if (hopeless()) return;
    event.preventDefault();
    const box = boxOf(form);
    if (!box.value.trim()) return;
    send(fieldsOf(form).to, box.value);
    empty(box);
  });
}

/** @param {HTMLTextAreaElement} box */
function empty(box) {
  box.value = "";
  forget(box);
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus({ preventScroll: true });
}

/** @param {string} to @param {string} body */
function send(to, body) {
  const ref = newRef();
  outgoing.set(ref, { to, body, at: new Date().toISOString(), refused: null });
  draw(ref);
  toEnd();
  act("chat/send", { to, body }, ref).then(
    () => outgoing.delete(ref),
    (refusal) => refuse(ref, refusal),
  );
}

/** @param {string} ref @param {Refusal} refusal */
function refuse(ref, refusal) {
  const message = outgoing.get(ref);
  if (!message) return;
  message.refused = refusal;
  document.querySelector(`.pending[data-ref="${ref}"]`)?.remove();
  draw(ref);
  toEnd();
}

/** Draws a message into the log of its chat, if that is in the pane. @param {string} ref */
function draw(ref) {
  const message = outgoing.get(ref);
  const log = document.querySelector(`section.chat[data-chat="${CSS.escape(message?.to ?? "")}"] .log`);
  if (!message || !log || log.querySelector(`[data-ref="${ref}"]`)) return;
  const article = copy("pending-message");
  article.dataset.ref = ref;
  article.dataset.at = message.at;
  article.querySelector(".body")?.append(message.body);
  article.querySelector("time")?.setAttribute("datetime", message.at);
  if (message.refused) {
    article.classList.replace("pending", "refused");
    article.dataset.state = "failed";
    const [state, failure] = copies("failed-message");
    article.querySelector(".state")?.replaceWith(state);
    article.append(failure);
    article.querySelector(".failure-text")?.append(message.refused.message);
  }
  log.append(article);
  awaken(article);
}

/** Again, or back into the box: what a refused message offers, and one that came back later. @param {MouseEvent} event */
function choose(event) {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-message]"));
  const article = /** @type {HTMLElement | null} */ (button?.closest(".message"));
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById("composer"));
  if (!button || !article || !form) return;
  const kept = outgoing.get(article.dataset.ref ?? "");
  const body = kept?.body ?? /** @type {HTMLElement} */ (article.querySelector(".body")).innerText;
  const box = boxOf(form);
  outgoing.delete(article.dataset.ref ?? "");
  if (kept) article.remove();
  if (button.dataset.message === "again") return send(fieldsOf(form).to, body), box.focus();
  box.value = box.value.trim() ? `${body}\n${box.value}` : body;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
}

/** @param {HTMLFormElement} form @returns {HTMLTextAreaElement} */
const boxOf = (form) => /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("body"));

/** @param {string} id of a template @returns {Element[]} */
function copies(id) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById(id));
  return [.../** @type {DocumentFragment} */ (template.content.cloneNode(true)).children];
}

/** @param {string} id */
const copy = (id) => /** @type {HTMLElement} */ (copies(id)[0]);

behave("#composer", enter);
behave("section.chat", () => [...outgoing.keys()].forEach(draw));
document.addEventListener("click", choose);
addEventListener("beforeunload", (event) => {
  if ([...outgoing.values()].some((message) => !message.refused)) event.preventDefault();
});

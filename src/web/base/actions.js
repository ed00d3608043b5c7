// @ts-check
/** Forms with data-action go over the live connection; a refusal is shown in the form, with what was typed kept. */
import { hopeless } from "./live.js";
import { behave } from "./patch.js";
import { act, Refusal } from "./queue.js";

const SAVED_FOR = 2_500;

/** @type {Set<string>} ids of forms that have just been saved */
const saved = new Set();

/** @param {SubmitEvent} event */
function submit(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const action = form.dataset.action;
  if (!action || event.defaultPrevented || hopeless()) return;
  event.preventDefault();
  if (form.ariaBusy === "true") return;
  form.querySelector(".refusal")?.remove();
  form.ariaBusy = "true";
  const sent = fieldsOf(form, event.submitter);
  act(action, sent)
    .then(() => done(form, sent), (refusal) => refuse(form, refusal))
    .finally(() => (form.ariaBusy = null));
}

/**
 * @param {HTMLFormElement} form @param {HTMLElement | null} [submitter]
 * @returns {Record<string, string>}
 */
export function fieldsOf(form, submitter) {
  const fields = [...new FormData(form, submitter)].map(([name, value]) => [name, String(value)]);
  return Object.fromEntries(fields);
}

/**
 * @param {HTMLFormElement} form that has done its work; a patch may have put another in its place
 * @param {Record<string, string>} sent
 */
function done(form, sent) {
  form.dispatchEvent(new Event("accepted"));
  if (form.dataset.then === "close") return close(form);
  if (form.dataset.then === "empty") return empty(form, sent);
  for (const box of form.querySelectorAll("input")) box.defaultValue = box.value;
  if (!form.id) return;
  saved.add(form.id);
  document.querySelectorAll("[data-saved]").forEach(confirm);
  setTimeout(() => {
    saved.delete(form.id);
    document.querySelectorAll("[data-saved]").forEach(confirm);
  }, SAVED_FOR);
}

/**
 * @param {HTMLFormElement} form whose words have gone; it is ready for the next ones, and keeps those that are there already
 * @param {Record<string, string>} sent
 */
function empty(form, sent) {
  const now = /** @type {HTMLFormElement} */ (form.isConnected ? form : (document.getElementById(form.id) ?? form));
  const typing = now.contains(document.activeElement);
  const boxes = [...now.querySelectorAll("textarea")];
  const more = boxes.map(({ name, value }) => (value.startsWith(sent[name]) ? value.slice(sent[name].length) : value));
  now.reset();
  boxes.forEach((box, index) => (box.value = more[index].trimStart()));
  if (typing) /** @type {HTMLElement | null} */ (now.querySelector("textarea, input:not([type=hidden])"))?.focus();
}

/** @param {any} box says for a moment that its form was saved */
function confirm(box) {
  const text = saved.has(box.closest("form").id) ? box.dataset.saved : "";
  if (box.textContent !== text) box.textContent = text;
}

/** @param {HTMLFormElement} form whose dialog or menu goes, and gives the focus back to what opened it */
function close(form) {
  // A patch may have put another in its place: of all that is around it, or of the form alone.
  const within = "dialog, [popover]";
  const id = (form.closest(within) ?? document.getElementById(form.id)?.closest(within))?.id ?? "";
  const around = document.getElementById(id);
  if (around instanceof HTMLDialogElement) return around.close();
  if (!around?.matches(":popover-open")) return;
  const inside = around.contains(document.activeElement);
  around.hidePopover();
  if (inside) /** @type {HTMLElement | null} */ (document.querySelector(`[popovertarget="${id}"]`))?.focus();
}

/** @param {HTMLFormElement} form which may have been drawn anew since @param {Refusal} refusal */
function refuse(form, refusal) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("refusal"));
  const box = /** @type {Element} */ (template.content.firstElementChild?.cloneNode(true));
  const more = /** @type {HTMLElement} */ (box.querySelector(".refusal-more"));
  const code = /** @type {HTMLElement} */ (box.querySelector(".refusal-reference"));
  const text = /** @type {HTMLElement} */ (box.querySelector(".refusal-text"));
  more.hidden = !refusal.reference;
  code.textContent = refusal.reference;
  const now = form.isConnected ? form : (document.getElementById(form.id) ?? form);
  now.prepend(box);
  text.textContent = refusal.message;
}

document.addEventListener("submit", submit);
behave("[data-saved]", confirm);

// @ts-check
/**
 * Messages on their way: shown at once as what was typed and attached, replaced by the server's fragments of the same
 * references. A refused one says why and can be sent again or taken back into the box.
 */
import { fieldsOf } from "../base/actions.js";
import { hopeless } from "../base/live.js";
import { awaken, behave } from "../base/patch.js";
import { act, newRef, Refusal } from "../base/queue.js";
import { putBack, takeFiles } from "../media/attach.js";
import { release } from "../media/list.js";
import { pending } from "../media/pending.js";
import { takeContext } from "../messages/context.js";
import { whole, written } from "../words/whole.js";
import { forget } from "./drafts.js";
import { toEnd } from "./log.js";

/** @typedef {import("../media/attach.js").Attachment} Attachment */
/** @typedef {{action: string, about: About, to: string, body: string, files: Attachment[], first: string, at: string, refused: Refusal | null}} Outgoing first is the reference of the first try */
/** @typedef {{to: string, reply?: string}} About to whom it goes, and what it answers */
/** @typedef {{ref: string, body: string, file: Attachment | null}} Part what becomes one message */

/** @type {Map<string, Outgoing>} what is neither acknowledged nor taken back, also of chats not in the pane */
const outgoing = new Map();

/** @param {HTMLFormElement} form the composer */
function enter(form) {
  form.addEventListener("submit", (event) => {
    if (hopeless()) return;
    event.preventDefault();
    const box = boxOf(form);
    const files = takeFiles(form);
    if (!box.value.trim() && !files.length) return;
    send(form.dataset.action ?? "", { to: fieldsOf(form).to, ...takeContext(form) }, box.value, files);
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

/** @param {string} action @param {About} about @param {string} body @param {Attachment[]} files @param {string} [again] the first try, of which some may have gone */
function send(action, about, body, files, again) {
  const ref = newRef();
  outgoing.set(ref, { action, about, to: about.to, body, files, first: files.length && again ? again : ref, at: new Date().toISOString(), refused: null });
  draw(ref);
  toEnd();
  act(action, fields(about, body, files, again), ref).then(
    () => gone(ref),
    (refusal) => refuse(ref, refusal),
  );
}

/** @param {string} ref that the server has taken */
function gone(ref) {
  outgoing.get(ref)?.files.forEach(release);
  outgoing.delete(ref);
}

/** @param {About} about @param {string} body @param {Attachment[]} files @param {string} [again] @returns {Record<string, string>} */
function fields(about, body, files, again) {
  if (!files.length) return { ...about, body };
  return { ...about, body, files: JSON.stringify(files.map(({ look, ...rest }) => rest)), ...(again ? { again } : {}) };
}

/** The messages that the server makes of it, with the references that it gives them. @param {Outgoing} message @returns {Part[]} */
function partsOf({ body, files, first }) {
  if (!files.length) return [{ ref: first, body, file: null }];
  const parts = files.map((file, index) => ({ ref: `${first}-${index + 1}`, body: "", file }));
  return body.trim() ? [{ ref: `${first}-0`, body, file: null }, ...parts] : parts;
}

/** @param {string} ref @param {Refusal} refusal */
function refuse(ref, refusal) {
  const message = outgoing.get(ref);
  if (!message) return;
  message.refused = refusal;
  for (const part of partsOf(message)) document.querySelector(`.pending[data-ref="${part.ref}"]`)?.remove();
  draw(ref);
  toEnd();
}

/** Draws a message into the log of its chat, if that is in the pane. @param {string} ref */
function draw(ref) {
  const message = outgoing.get(ref);
  const log = document.querySelector(`section.chat[data-chat="${CSS.escape(message?.to ?? "")}"] .log`);
  if (!message || !log) return;
  // What has gone is there already.
  const parts = partsOf(message).filter((part) => !log.querySelector(`[data-ref="${part.ref}"]`));
  if (message.refused) return refused(log, ref, message, parts);
  for (const part of parts) add(log, article(part.ref, message, [part]));
}

/** @param {Element} log @param {string} ref @param {Outgoing} message @param {Part[]} parts of which none has gone */
function refused(log, ref, message, parts) {
  if (!message.refused || !parts.length || log.querySelector(`[data-ref="${ref}"]`)) return;
  const drawn = article(ref, message, parts);
  drawn.classList.replace("pending", "refused");
  drawn.dataset.state = "failed";
  const [state, failure] = copies("failed-message");
  drawn.querySelector(".state")?.replaceWith(state);
  drawn.append(failure);
  drawn.querySelector(".failure-text")?.append(message.refused.message);
  add(log, drawn);
}

/** @param {string} ref @param {Outgoing} message @param {Part[]} parts @returns {HTMLElement} */
function article(ref, message, parts) {
  const drawn = /** @type {HTMLElement} */ (copies("pending-message")[0]);
  drawn.dataset.ref = ref;
  drawn.dataset.at = message.at;
  drawn.querySelector("time")?.setAttribute("datetime", message.at);
  const body = drawn.querySelector(".body");
  for (const part of parts) {
    if (part.body) body?.append(part.body);
    if (part.file) body?.before(files(part.file));
  }
  if (!body?.firstChild) body?.remove();
  return drawn;
}

/** @param {Attachment} file */
function files(file) {
  const around = document.createElement("div");
  around.className = "message-files";
  around.append(pending(file));
  return around;
}

/** @param {Element} log @param {HTMLElement} drawn */
function add(log, drawn) {
  log.append(drawn);
  awaken(drawn);
}

/** Again, or back into the box: what a refused message offers, and one that came back later. @param {MouseEvent} event */
async function choose(event) {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-message]"));
  const article = /** @type {HTMLElement | null} */ (button?.closest(".message"));
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById("composer"));
  if (!button || !article || !form) return;
  const kept = outgoing.get(article.dataset.ref ?? "");
  if (!kept) await whole(article).catch(reportError);
  const drawn = /** @type {HTMLElement | null} */ (article.querySelector(".body"));
  const body = kept?.body ?? (drawn ? written(drawn) : "");
  const attached = kept?.files ?? cameBack(article);
  const box = boxOf(form);
  outgoing.delete(article.dataset.ref ?? "");
  if (kept) article.remove();
  if (button.dataset.message === "again") return send(form.dataset.action ?? "", kept?.about ?? { to: fieldsOf(form).to }, body, attached, kept?.first), box.focus();
  box.value = box.value.trim() && body ? `${body}\n${box.value}` : body || box.value;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  putBack(form, attached);
  box.focus();
}

/** @param {HTMLElement} article @returns {Attachment[]} the files of a message that came back */
const cameBack = (article) => JSON.parse(article.dataset.files ?? "[]").map((/** @type {Attachment} */ file) => ({ ...file, look: "" }));

/** @param {HTMLFormElement} form @returns {HTMLTextAreaElement} */
const boxOf = (form) => /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("body"));

/** @param {string} id of a template @returns {Element[]} */
function copies(id) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById(id));
  return [.../** @type {DocumentFragment} */ (template.content.cloneNode(true)).children];
}

behave("#composer", enter);
behave("section.chat", () => [...outgoing.keys()].forEach(draw));
document.addEventListener("click", choose);
addEventListener("beforeunload", (event) => {
  if ([...outgoing.values()].some((message) => !message.refused)) event.preventDefault();
});

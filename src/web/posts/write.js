// @ts-check
/** The composer of posts: how it will look, a draft kept while typing, who will see it, and when it goes. */
import { behave } from "../base/patch.js";
import { fieldsOf } from "../base/actions.js";
import { connected } from "../base/live.js";
import { act, mention } from "../base/queue.js";

const PREVIEW_AFTER = 400;
const SAVE_AFTER = 1_200;

/** @param {HTMLFormElement} form */
function enter(form) {
  const text = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("text"));
  let previewing = 0;
  let saving = 0;
  let saved = written(form);

  const preview = () => {
    const box = /** @type {HTMLElement} */ (form.querySelector(".preview"));
    const { files } = fieldsOf(form);
    box.hidden = !text.value.trim() && !files;
    if (!box.hidden && connected()) mention("posts/preview", { text: text.value, files });
  };
  const save = () => {
    const now = written(form);
    if (!form.isConnected || !form.dataset.draft || now === saved || form.ariaBusy === "true") return;
    act("drafts/save", fieldsOf(form)).then(() => {
      saved = now;
      const word = form.querySelector("#draft-saved");
      if (word instanceof HTMLElement && form.isConnected) word.textContent = word.dataset.savedWord ?? "";
    }, () => {});
  };

  const changed = () => {
    clearTimeout(previewing);
    clearTimeout(saving);
    previewing = setTimeout(preview, PREVIEW_AFTER);
    saving = setTimeout(save, SAVE_AFTER);
    hint(form);
  };
  form.addEventListener("input", changed);
  form.addEventListener("attached", changed);
  form.addEventListener("submit", () => {
    clearTimeout(saving);
    const when = form.querySelector("#write-at");
    const at = /** @type {HTMLInputElement | null} */ (form.elements.namedItem("at"));
    if (at && when instanceof HTMLInputElement) at.value = when.value ? new Date(when.value).toISOString() : "";
  }, true);
  later(form);
  hint(form);
  preview();
  text.focus({ preventScroll: true });
}

/** @param {HTMLFormElement} form @returns {string} what a draft keeps of it */
function written(form) {
  const { title, text, audience, tags, nsfw, files } = fieldsOf(form);
  return JSON.stringify([title, text, audience, tags, nsfw, files]);
}

/** Says in words who will see it. @param {HTMLFormElement} form */
function hint(form) {
  const box = form.querySelector(".audience-hint");
  if (!(box instanceof HTMLElement)) return;
  const chosen = /** @type {HTMLInputElement | null} */ (form.querySelector("[name=audience]:checked"));
  const kind = chosen?.value.split(":")[0] ?? "public";
  const words = box.dataset[kind]?.replace("%", () => chosen?.value.slice(kind.length + 1) ?? "") ?? "";
  if (box.textContent !== words) box.textContent = words;
}

/** Writes the moment of a post that is due later in the reader's own zone. @param {HTMLFormElement} form */
function later(form) {
  const when = form.querySelector("#write-at");
  if (!(when instanceof HTMLInputElement)) return;
  // The server knows no time zone of the reader's, so it takes no time without a script.
  when.closest("p")?.removeAttribute("hidden");
  const local = (/** @type {number} */ millis) => new Date(millis - new Date(millis).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  const at = Number(when.dataset.at ?? 0);
  if (at > 0) when.value = local(at);
  when.min = local(Date.now());
}

behave("#write", enter);

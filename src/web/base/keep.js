// @ts-check
/**
 * Keeps what the reader was doing while patches change the page around it: the focus and the
 * selection, typed values, what is chosen, open dialogs and menus, and the place in each scrolled region.
 */

const SCROLLERS = ".log, .list-body, .page-body";

/** @returns {() => void} to call after the patches */
export function keep() {
  const restores = [keepOpen(), keepValues(), keepChoices(), keepRefusals(), keepScroll(), keepFocus()];
  return () => restores.forEach((restore) => restore());
}

function keepOpen() {
  const open = [...document.querySelectorAll("dialog[id][open], [popover][id]:popover-open, details[id][open]")];
  return () => {
    for (const old of open.filter((element) => !element.isConnected)) {
      const now = document.getElementById(old.id);
      if (now instanceof HTMLDialogElement) now.showModal();
      else if (now instanceof HTMLDetailsElement) now.open = true;
      else now?.showPopover?.();
    }
  };
}

/** A value counts as typed when it differs from what the server drew; of a list there is none to tell by. */
function keepValues() {
  const typed = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input[id], textarea[id], select[id]"));
  const kept = [...typed].filter((box) => box.type !== "file" && (box.value !== box.defaultValue || box === document.activeElement));
  return () => {
    for (const old of kept.filter((box) => !box.isConnected)) {
      const now = /** @type {HTMLInputElement | null} */ (document.getElementById(old.id));
      if (now?.name === old.name && now.localName === old.localName) now.value = old.value;
    }
  };
}

/** The same for what is ticked or chosen of several, by the form that it is in: who may see a post must not be somebody else now. */
function keepChoices() {
  const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("form[id] input:is([type=radio], [type=checkbox])"));
  const kept = [...boxes].filter((box) => box.checked !== box.defaultChecked);
  return () => {
    for (const old of kept.filter((box) => !box.isConnected)) {
      const form = /** @type {HTMLFormElement | null} */ (document.getElementById(old.form?.id ?? ""));
      const now = [...(form?.querySelectorAll("input") ?? [])].find((box) => box.type === old.type && box.name === old.name && box.value === old.value);
      if (!now || now.checked === old.checked) continue;
      now.checked = old.checked;
      // What is said of the choice is said of this one.
      now.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };
}

/** Why something was refused is said until it is tried again, or is about something else. */
function keepRefusals() {
  const kept = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("form[id] > .refusal")]).map((box) => ({ box, form: /** @type {HTMLFormElement} */ (box.parentElement) }));
  return () => {
    for (const { box, form } of kept.filter(({ form }) => !form.isConnected)) {
      const now = /** @type {HTMLFormElement | null} */ (document.getElementById(form.id));
      if (now && about(now) === about(form)) now.prepend(box);
    }
  };
}

/** @param {HTMLFormElement} form */
const about = (form) => /** @type {HTMLInputElement | null} */ (form.querySelector("input[name=to]"))?.value;

/** The first element in view that no patch touches stays where the reader sees it. */
function keepScroll() {
  const kept = [...document.querySelectorAll(SCROLLERS)].map((box) => {
    const top = box.scrollTop;
    const atEnd = box.matches(".log") && box.scrollHeight - top - box.clientHeight < 8;
    return { box, room: room(box), top, atEnd, seen: top > 0 && !atEnd ? inView(box) : [] };
  });
  return () => {
    for (const { box, room: was, top, atEnd, seen } of kept) {
      const now = box.isConnected ? box : document.getElementById(box.id);
      if (!now || room(now) !== was) continue;
      if (now !== box) now.scrollTop = top;
      if (atEnd) {
        now.scrollTop = now.scrollHeight;
        continue;
      }
      for (const { id, at } of seen) {
        const there = document.getElementById(id);
        if (!there || !now.contains(there)) continue;
        now.scrollTop += there.getBoundingClientRect().top - at;
        break;
      }
    }
  };
}

/** @param {Element} box @returns {string} what it shows, so that another chat's log, or one around another moment, is another log */
function room(box) {
  const section = /** @type {HTMLElement | null} */ (box.closest("section"));
  return `${box.id} ${section?.dataset.chat ?? section?.dataset.person ?? ""} ${/** @type {HTMLElement} */ (box).dataset.at ?? ""}`;
}

/** @param {Element} box */
function inView(box) {
  const { top, bottom } = box.getBoundingClientRect();
  const seen = [];
  for (const child of box.querySelectorAll(":scope > [id], :scope > ul > [id], :scope > section > ul > [id]")) {
    const rect = child.getBoundingClientRect();
    if (rect.bottom > top && rect.top < bottom && child.id !== "older") seen.push({ child, id: child.id, at: rect.top });
    if (seen.length > 8) break;
  }
  return seen;
}

function keepFocus() {
  const active = document.activeElement;
  if (!active || active === document.body) return () => {};
  const root = active.closest("[id]");
  const nth = root && root !== active ? [...root.querySelectorAll(active.localName)].indexOf(active) : -1;
  const { selectionStart: start, selectionEnd: end } = /** @type {HTMLTextAreaElement} */ (active);
  return () => {
    if (active.isConnected && document.activeElement === active) return;
    const now = root && document.getElementById(root.id);
    const heir = nth < 0 ? now : now?.querySelectorAll(active.localName)[nth];
    const next = /** @type {HTMLTextAreaElement | null} */ (heir ?? document.getElementById("pane"));
    next?.focus({ preventScroll: true });
    if (start !== undefined && start !== null && next?.localName === active.localName) next?.setSelectionRange(start, end);
  };
}

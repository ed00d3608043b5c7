// @ts-check
/** Draws what is attached: a look at it, its name, how far it has come, and what can be done about it. */
import { clock } from "./clock.js";
import { size } from "./sizes.js";

/** @typedef {import("./list.js").Attached} Attached */

const percent = new Intl.NumberFormat(document.documentElement.lang || undefined, { style: "percent" });

/** @param {HTMLElement} box of a form @param {Attached[]} list */
export function draw(box, list) {
  const rows = /** @type {HTMLElement} */ (box.querySelector(".attached"));
  for (const row of [...rows.children]) if (!list.some(({ id }) => id === row.id)) row.remove();
  list.forEach((each, index) => {
    const row = rowOf(box, rows, each);
    if (rows.children[index] !== row) rows.insertBefore(row, rows.children[index] ?? null);
    write(row, each, box.dataset);
  });
}

/** @param {HTMLElement} box @param {HTMLElement} rows @param {Attached} each @returns {HTMLElement} */
function rowOf(box, rows, each) {
  const there = /** @type {HTMLElement | undefined} */ ([...rows.children].find(({ id }) => id === each.id));
  if (there) return there;
  const template = /** @type {HTMLTemplateElement} */ (box.querySelector("template"));
  const row = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
  row.id = each.id;
  const name = one(row, ".attached-name");
  name.id = `${each.id}-name`;
  for (const part of row.querySelectorAll("button, input, progress")) part.setAttribute("aria-describedby", name.id);
  const alt = /** @type {HTMLInputElement} */ (one(row, ".attached-alt"));
  alt.id = `${each.id}-alt`;
  alt.value = each.alt;
  if (each.look) look(row, each.look);
  return row;
}

/** @param {HTMLElement} row @param {string} address of a picture */
function look(row, address) {
  const picture = document.createElement("img");
  picture.alt = "";
  picture.addEventListener("error", () => picture.remove());
  picture.src = address;
  one(row, ".attached-look").prepend(picture);
}

/** @param {HTMLElement} row @param {Attached} each @param {DOMStringMap} words */
function write(row, each, words) {
  const kind = each.type.split("/")[0];
  row.dataset.state = each.state;
  row.dataset.kind = ["image", "audio", "video"].includes(kind) ? kind : "other";
  text(one(row, ".attached-name"), each.name);
  text(one(row, ".attached-more"), more(each, words));
  const part = /** @type {HTMLProgressElement} */ (one(row, ".attached-part"));
  part.hidden = each.state !== "sending";
  part.value = each.part;
  one(row, ".attached-alt").hidden = row.dataset.kind !== "image" || each.state === "failed";
  one(row, "[data-attached=retry]").hidden = each.state !== "failed" || !each.again;
  one(row, "[data-attached=cancel]").hidden = each.state === "ready" || each.state === "failed";
  one(row, "[data-attached=remove]").hidden = each.state === "waiting" || each.state === "sending";
}

/** @param {Attached} each @param {DOMStringMap} words @returns {string} */
function more(each, words) {
  if (each.state === "failed") return each.why;
  if (each.state === "waiting") return words.waiting ?? "";
  if (each.state === "ready") return each.length ? `${clock(each.length / 1000)} · ${size(each.size)}` : size(each.size);
  return each.part ? `${percent.format(each.part)} · ${size(each.size)}` : (words.preparing ?? "");
}

/** @param {Element} row @param {string} selector */
const one = (row, selector) => /** @type {HTMLElement} */ (row.querySelector(selector));

/** @param {HTMLElement} element @param {string} words */
function text(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

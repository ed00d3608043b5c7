// @ts-check
/** Files that are pasted into the page or dropped on it go to the form that takes files. */
import { attach } from "./attach.js";

/** @returns {HTMLElement | null} */
const box = () => (document.querySelector("dialog[open]") ? null : document.querySelector("#pane [data-attach]"));

/** @returns {HTMLElement | null} the part of the page that takes what is dropped */
const zone = () => box()?.closest("section") ?? null;

/** @param {ClipboardEvent} event */
function paste(event) {
  const target = box();
  const given = event.clipboardData;
  // Words from an office program bring a picture of themselves along.
  if (!target || !given?.files.length || (given.types.includes("text/plain") && given.types.includes("text/html"))) return;
  event.preventDefault();
  attach(target, [...given.files]);
}

/** @param {DragEvent} event */
const brings = (event) => event.dataTransfer?.types.includes("Files") ?? false;

/** @param {DragEvent} event */
function over(event) {
  if (!brings(event)) return;
  // Dropped anywhere else, the browser would leave the page for the file.
  event.preventDefault();
  const there = zone();
  const inside = there !== null && there.contains(/** @type {Node} */ (event.target));
  if (event.dataTransfer) event.dataTransfer.dropEffect = inside ? "copy" : "none";
  if (!there) return;
  there.dataset.drop = box()?.dataset.drop ?? "";
  there.classList.toggle("dropping", inside);
}

/** @param {DragEvent} event */
function leave(event) {
  if (!event.relatedTarget) zone()?.classList.remove("dropping");
}

/** @param {DragEvent} event */
function drop(event) {
  if (!brings(event)) return;
  event.preventDefault();
  const there = zone();
  const target = box();
  there?.classList.remove("dropping");
  if (!target || !there?.contains(/** @type {Node} */ (event.target))) return;
  // A folder comes as a file without content.
  attach(target, [...(event.dataTransfer?.files ?? [])]);
}

document.addEventListener("paste", paste);
document.addEventListener("dragenter", over);
document.addEventListener("dragover", over);
document.addEventListener("dragleave", leave);
document.addEventListener("drop", drop);

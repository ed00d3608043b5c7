// @ts-check
/** A file of a message on its way: as the server will draw it, of the same size. */

// As Gallery.java has them.
const WIDEST = 360;
const HIGHEST = 320;
const LEAST = 96;

/** @param {import("./list.js").Attachment} file @returns {Element} */
export function pending(file) {
  const picture = file.type.startsWith("image/") && file.look && file.width > 0;
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById(picture ? "pending-picture" : "pending-file"));
  const drawn = /** @type {Element} */ (template.content.firstElementChild?.cloneNode(true));
  if (!picture) {
    drawn.querySelector("bdi")?.append(file.name);
    return drawn;
  }
  const scale = Math.min(1, WIDEST / file.width, HIGHEST / file.height);
  const width = Math.max(LEAST, Math.round(file.width * scale));
  const height = Math.max(LEAST / 2, Math.round(file.height * scale));
  const room = drawn.querySelector("svg");
  room?.setAttribute("width", String(width));
  room?.setAttribute("height", String(height));
  room?.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const sight = /** @type {HTMLImageElement} */ (drawn.querySelector("img"));
  sight.src = file.look;
  sight.alt = file.alt || file.name;
  return drawn;
}

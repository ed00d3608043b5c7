// @ts-check
/** The settings of a room: the focus goes to them when they come, and its picture is cut to a square before it is sent. */
import { behave } from "../base/patch.js";

const SIDE = 192;
const QUALITY = 0.86;

/** @param {HTMLFormElement} form that has come into the dialog, which is open and has nothing else yet */
function come(form) {
  const dialog = form.closest("dialog");
  const inside = dialog?.contains(document.activeElement) || document.activeElement === document.body;
  if (!dialog?.open || !inside) return;
  setTimeout(() => /** @type {HTMLElement | null} */ (form.querySelector("input:not([type=hidden]), textarea, select"))?.focus());
}

/** @param {HTMLFormElement} form */
function pictured(form) {
  const box = /** @type {HTMLInputElement} */ (form.querySelector("input[type=file]"));
  box.addEventListener("change", () => choose(form, box));
  form.querySelector("[data-picture-remove]")?.addEventListener("click", () => send(form, ""));
}

/** @param {HTMLFormElement} form @param {HTMLInputElement} box */
async function choose(form, box) {
  const file = box.files?.[0];
  box.setCustomValidity("");
  if (!file) return;
  try {
    send(form, await square(file));
  } catch (unreadable) {
    box.setCustomValidity(box.dataset.unreadable ?? "");
    box.reportValidity();
  }
}

/** @param {HTMLFormElement} form @param {string} picture */
function send(form, picture) {
  /** @type {HTMLInputElement} */ (form.elements.namedItem("picture")).value = picture;
  form.requestSubmit();
}

/** The middle of a picture, upright. @param {Blob} file @returns {Promise<string>} as a data address */
async function square(file) {
  const whole = await createImageBitmap(file, { imageOrientation: "from-image" });
  const side = Math.min(whole.width, whole.height);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = Math.min(SIDE, side);
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("no room to draw");
  // What lets through is seen on white, as JPEG knows no such thing.
  pen.fillStyle = "white";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(whole, (whole.width - side) / 2, (whole.height - side) / 2, side, side, 0, 0, canvas.width, canvas.height);
  whole.close();
  return canvas.toDataURL("image/jpeg", QUALITY);
}

behave("#room-settings-form", come);
behave("[data-room-picture]", pictured);

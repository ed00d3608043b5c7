// @ts-check
/**
 * What this page sends of a picture, before it asks where to: upright, and without camera, place and owner. Other files go as
 * they are.
 */

import { bare, pictureType } from "./bare.js";

/** Bytes of a picture that are looked at; a larger one is not sent, since nobody knows what it says. */
const LARGEST = 64 * 1024 * 1024;
/** Pixels that every browser draws at once (Safari on a phone takes 16 megapixels). */
const PIXELS = 16_000_000;
const QUALITY = 0.92;
/** Phones take pictures in containers that are not looked into here: these are drawn again, or not sent. */
const CONTAINERS = /^(avif|avis|heic|heix|heim|heis|hevc|hevx|mif1|msf1)/;

/** @typedef {{blob: Blob, type: string, width: number, height: number}} Stripped width and height are 0 for what is no picture */

/** A picture of which nobody can say what is in it. */
export class Unreadable extends Error {}

/** @param {Blob} file @returns {Promise<Stripped>} @throws {Unreadable} for a picture that is broken, too large or not understood */
export async function strip(file) {
  const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  const type = pictureType(head);
  const container = CONTAINERS.test(String.fromCharCode(...head.subarray(8, 12))) && String.fromCharCode(...head.subarray(4, 8)) === "ftyp";
  if (!type && !container) return { blob: file, type: file.type || "application/octet-stream", width: 0, height: 0 };
  if (file.size > LARGEST) throw new Unreadable("too large");
  if (container) return redraw(file, "image/jpeg");
  const found = read(new Uint8Array(await file.arrayBuffer()), type);
  // An animation cannot be drawn again; no browser turns one.
  if (!found || (found.orientation !== 1 && !found.animated)) return redraw(file, type === "image/gif" ? "image/png" : type);
  return { blob: new Blob(/** @type {BlobPart[]} */ (found.parts), { type }), type, width: found.width, height: found.height };
}

/** @param {Uint8Array} bytes @param {string} type @returns {import("./bare.js").Bare | null} none where it is broken */
function read(bytes, type) {
  try {
    const found = bare(bytes, type);
    return found.width && found.height ? found : null;
  } catch (broken) {
    return null;
  }
}

/** As the browser shows it, which turns it, and may show what is broken. @param {Blob} file @param {string} type @returns {Promise<Stripped>} */
async function redraw(file, type) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch((broken) => {
    throw new Unreadable(String(broken));
  });
  const scale = Math.min(1, Math.sqrt(PIXELS / (picture.width * picture.height)));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.floor(picture.width * scale));
  canvas.height = Math.max(1, Math.floor(picture.height * scale));
  const pen = canvas.getContext("2d");
  pen?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  // Without one, as in Safari where its room for canvases is used up, what came out would be blank.
  if (!pen) throw new Unreadable("no room to draw");
  const blob = await new Promise((/** @type {(blob: Blob | null) => void} */ done) => canvas.toBlob(done, type, QUALITY));
  if (!blob) throw new Unreadable("not drawn");
  // A browser that does not write a type writes a PNG.
  return { blob, type: blob.type, width: canvas.width, height: canvas.height };
}

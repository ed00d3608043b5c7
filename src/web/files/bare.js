// @ts-check
/**
 * Pictures without what they say of their maker: camera, place, owner, texts, small pictures within, and what hangs on behind.
 * Nothing is decoded: what is not needed to show the picture is left out, segment by segment, so that nothing of it is lost.
 */

/**
 * @typedef {object} Bare
 * @property {Uint8Array[]} parts the file, in order
 * @property {number} width pixels, as they are stored
 * @property {number} height
 * @property {number} orientation 1 to 8, as EXIF counts them and browsers mind it; 1 is upright
 * @property {boolean} animated
 */

const PNG = "\u0089PNG\r\n\u001a\n";
/** Bytes of a JFIF segment that has no small picture. */
const JFIF = 18;
const PNG_KEPT = "IHDR PLTE IDAT IEND tRNS iCCP sRGB gAMA cHRM cICP mDCV cLLI sBIT bKGD pHYs acTL fcTL fdAT".split(" ");
const WEBP_KEPT = ["VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP"];
/** The flags of VP8X that say that there are camera data, and other texts. */
const WEBP_WORDS = 0x08 | 0x04;

/** @type {Record<string, (bytes: Uint8Array) => Bare>} */
const READERS = { "image/jpeg": jpeg, "image/png": png, "image/gif": gif, "image/webp": webp };

/** @param {Uint8Array} head the first 16 bytes or more @returns {string} a type that {@link bare} takes, or none */
export function pictureType(head) {
  if (has(head, 0, "\u00ff\u00d8")) return "image/jpeg";
  if (has(head, 0, PNG)) return "image/png";
  if (has(head, 0, "GIF87a") || has(head, 0, "GIF89a")) return "image/gif";
  return has(head, 0, "RIFF") && has(head, 8, "WEBP") ? "image/webp" : "";
}

/** @param {Uint8Array} bytes @param {string} type @returns {Bare} @throws {RangeError} when it is not what its type prescribes */
export function bare(bytes, type) {
  return READERS[type](bytes);
}

/** @param {Uint8Array} bytes @returns {Bare} ITU-T T.81 annex B */
function jpeg(bytes) {
  const found = start(bytes, 0, 2);
  const view = viewOf(bytes);
  for (let at = 2; at < bytes.length; ) {
    while (bytes[at + 1] === 0xff) at++;
    if (bytes[at] !== 0xff) throw new RangeError("no marker");
    const code = view.getUint8(at + 1);
    if (code === 0xd9) return keep(found, bytes, at, at + 2);
    let end = at + 2 + view.getUint16(at + 2);
    if (code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc) {
      found.height = view.getUint16(at + 5);
      found.width = view.getUint16(at + 7);
    }
    if (code === 0xe1 && has(bytes, at + 4, "Exif\0\0")) found.orientation = orientation(bytes.subarray(at + 10, end)) || found.orientation;
    if (code === 0xda) end = scanEnd(bytes, end);
    if (jpegKeeps(bytes, at, code)) jpegKeep(found, bytes, at, end, code);
    at = end;
  }
  // What ends too early is shown as far as it goes.
  return found;
}

/** Tables and data, whether it is JFIF, what its colours are and what Adobe says of them. @param {Uint8Array} bytes @param {number} at @param {number} code */
function jpegKeeps(bytes, at, code) {
  if (code === 0xe0) return has(bytes, at + 4, "JFIF\0");
  if (code === 0xe2) return has(bytes, at + 4, "ICC_PROFILE\0");
  return code < 0xe0 || code === 0xee;
}

/** JFIF without its small picture (ITU-T T.871 §10.1). @param {Bare} found @param {Uint8Array} bytes @param {number} at @param {number} end @param {number} code */
function jpegKeep(found, bytes, at, end, code) {
  keep(found, bytes, at, end);
  if (code === 0xe0 && end > at + JFIF) {
    const plain = bytes.slice(at, at + JFIF);
    viewOf(plain).setUint16(2, JFIF - 2);
    viewOf(plain).setUint16(JFIF - 2, 0);
    found.parts[found.parts.length - 1] = plain;
  }
}

/** @param {Uint8Array} bytes @param {number} from */
function scanEnd(bytes, from) {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}

/** @param {Uint8Array} bytes @returns {Bare} W3C PNG §5 */
function png(bytes) {
  const found = start(bytes, 0, 8);
  const view = viewOf(bytes);
  found.width = view.getUint32(16);
  found.height = view.getUint32(20);
  for (let at = 8; ; ) {
    const size = view.getUint32(at);
    const name = text(bytes, at + 4);
    const end = at + 12 + size;
    if (name === "acTL") found.animated = true;
    if (name === "eXIf") found.orientation = orientation(bytes.subarray(at + 8, end - 4)) || 1;
    if (PNG_KEPT.includes(name)) keep(found, bytes, at, end);
    if (name === "IEND") return found;
    at = end;
  }
}

/** @param {Uint8Array} bytes @returns {Bare} GIF89a §§17 to 27 */
function gif(bytes) {
  const view = viewOf(bytes);
  let at = 13 + colours(view.getUint8(10));
  const found = start(bytes, 0, at);
  found.width = view.getUint16(6, true);
  found.height = view.getUint16(8, true);
  let frames = 0;
  while (at < bytes.length && bytes[at] !== 0x3b) {
    const picture = bytes[at] === 0x2c;
    if (!picture && bytes[at] !== 0x21) throw new RangeError("no block");
    const end = blocksEnd(bytes, picture ? at + 11 + colours(view.getUint8(at + 9)) : at + 2);
    if (picture) frames++;
    // How long and how often, and pictures: no comments, no texts, nothing of other programs.
    const loops = has(bytes, at + 3, "NETSCAPE2.0") || has(bytes, at + 3, "ANIMEXTS1.0");
    if (picture || bytes[at + 1] === 0xf9 || (bytes[at + 1] === 0xff && loops)) keep(found, bytes, at, end);
    at = end;
  }
  found.animated = frames > 1;
  found.parts.push(new Uint8Array([0x3b]));
  return found;
}

/** @param {number} flags */
function colours(flags) {
  return flags & 0x80 ? 3 << ((flags & 7) + 1) : 0;
}

/** @param {Uint8Array} bytes @param {number} at */
function blocksEnd(bytes, at) {
  while (bytes[at]) at += bytes[at] + 1;
  if (at >= bytes.length) throw new RangeError("ends too early");
  return at + 1;
}

/** No browser turns one. @param {Uint8Array} bytes @returns {Bare} RFC 9649 §2 */
function webp(bytes) {
  const found = start(bytes, 0, 0);
  const view = viewOf(bytes);
  const last = Math.min(bytes.length, 8 + view.getUint32(4, true));
  for (let at = 12; at + 8 <= last; ) {
    const size = view.getUint32(at + 4, true);
    const name = text(bytes, at);
    const end = at + 8 + size + (size & 1);
    if (name === "ANMF") found.animated = true;
    if (WEBP_KEPT.includes(name)) webpKeep(found, bytes, at, Math.min(end, last), name);
    at = end;
  }
  const size = found.parts.reduce((sum, part) => sum + part.length, 4);
  const head = new Uint8Array(12);
  head.set(bytes.subarray(0, 12));
  viewOf(head).setUint32(4, size, true);
  found.parts.unshift(head);
  return found;
}

/** @param {Bare} found @param {Uint8Array} bytes @param {number} at @param {number} end @param {string} name */
function webpKeep(found, bytes, at, end, name) {
  const view = viewOf(bytes);
  keep(found, bytes, at, end);
  if (name === "VP8X") {
    const plain = bytes.slice(at, end);
    plain[8] &= ~WEBP_WORDS;
    found.parts[found.parts.length - 1] = plain;
    found.width = 1 + view.getUint16(at + 12, true) + (view.getUint8(at + 14) << 16);
    found.height = 1 + view.getUint16(at + 15, true) + (view.getUint8(at + 17) << 16);
  } else if (name === "VP8 " && !found.width) {
    found.width = view.getUint16(at + 14, true) & 0x3fff;
    found.height = view.getUint16(at + 16, true) & 0x3fff;
  } else if (name === "VP8L" && !found.width) {
    found.width = 1 + (view.getUint32(at + 9, true) & 0x3fff);
    found.height = 1 + ((view.getUint32(at + 9, true) >> 14) & 0x3fff);
  }
}

/** @param {Uint8Array} tiff CIPA DC-008 §4.6.4 @returns {number} 0 where nothing is said */
function orientation(tiff) {
  const little = has(tiff, 0, "II*\0");
  if (!little && !has(tiff, 0, "MM\0*")) return 0;
  const view = viewOf(tiff);
  try {
    const from = view.getUint32(4, little);
    for (let i = 0; i < view.getUint16(from, little); i++) {
      const value = view.getUint16(from + 10 + 12 * i, little);
      if (view.getUint16(from + 2 + 12 * i, little) === 0x0112) return value >= 1 && value <= 8 ? value : 0;
    }
  } catch (unreadable) {
    return 0;
  }
  return 0;
}

/** @param {Uint8Array} bytes @param {number} from @param {number} to @returns {Bare} */
function start(bytes, from, to) {
  return keep({ parts: [], width: 0, height: 0, orientation: 1, animated: false }, bytes, from, to);
}

/** @param {Bare} found @param {Uint8Array} bytes @param {number} from @param {number} to @returns {Bare} */
function keep(found, bytes, from, to) {
  if (to > bytes.length) throw new RangeError("ends too early");
  if (to > from) found.parts.push(bytes.subarray(from, to));
  return found;
}

/** @param {Uint8Array} bytes */
function viewOf(bytes) {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** @param {Uint8Array} bytes @param {number} at four characters */
function text(bytes, at) {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

/** @param {Uint8Array} bytes @param {number} at @param {string} latin */
function has(bytes, at, latin) {
  for (let i = 0; i < latin.length; i++) if (bytes[at + i] !== latin.charCodeAt(i)) return false;
  return true;
}

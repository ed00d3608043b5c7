// @ts-check
/**
 * Actions on their way to the server. Each keeps its reference until the server acknowledges or
 * refuses it, is sent again in order after a loss, and no more than 16 fly at a time.
 */

const IN_FLIGHT = 16;
/** Characters that the server takes at once; a larger one it would refuse, or cut the connection for, again and again. */
const LONGEST = 256 * 1024;

/** @typedef {{action: string, fields: Record<string, string>, fleeting: boolean, sent: boolean, resolve: () => void, reject: (reason: Refusal) => void}} Entry */

/** @type {Map<string, Entry>} in the order in which they were made */
const entries = new Map();
/** @type {((text: string) => void) | null} */
let wire = null;
let flying = 0;

/** The server's no to an action: words for the person, and a reference for whoever helps them. */
export class Refusal extends Error {
  /** @param {string} text @param {string} [reference] */
  constructor(text, reference = "") {
    super(text);
    this.reference = reference;
  }
}

/** @returns {string} a new reference; randomUUID alone is missing where the page came without TLS */
export function newRef() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Does an action, now or when the connection is back.
 * @param {string} action @param {Record<string, string>} fields @param {string} [ref]
 * @returns {Promise<void>} settled by the server's acknowledgement or its {@link Refusal}
 */
export function act(action, fields, ref = newRef()) {
  return add(action, fields, ref, false);
}

/**
 * Says what is true only now, such as typing: dropped when there is no connection, never refused aloud.
 * @param {string} action @param {Record<string, string>} fields
 */
export function mention(action, fields) {
  if (wire) add(action, fields, newRef(), true).catch(() => {});
}

/**
 * The connection is ready: everything unacknowledged goes out again, in order. Also when the server draws the page afresh
 * in the middle of a connection: the answers may have been in the frames that it gave up.
 * @param {(text: string) => void} send
 */
export function resume(send) {
  wire = send;
  flying = 0;
  for (const entry of entries.values()) entry.sent = false;
  pump();
}

/** The connection is lost. */
export function pause() {
  wire = null;
  flying = 0;
  for (const [ref, entry] of entries) {
    entry.sent = false;
    if (entry.fleeting) entries.delete(ref);
  }
}

/**
 * Takes the answers of a frame.
 * @param {{ack?: string[], refused?: {ref: string, text: string, reference?: string}[]}} frame
 */
export function settle(frame) {
  for (const ref of frame.ack ?? []) take(ref)?.resolve();
  for (const no of frame.refused ?? []) take(no.ref)?.reject(new Refusal(no.text, no.reference));
  pump();
}

/** @param {string} action @param {Record<string, string>} fields @param {string} ref @param {boolean} fleeting @returns {Promise<void>} */
function add(action, fields, ref, fleeting) {
  return new Promise((resolve, reject) => {
    if (JSON.stringify({ ref, action, fields }).length > LONGEST) return reject(new Refusal(document.body.dataset.tooLarge ?? ""));
    entries.set(ref, { action, fields, fleeting, sent: false, resolve, reject });
    pump();
  });
}

/** @param {string} ref */
function take(ref) {
  const entry = entries.get(ref);
  entries.delete(ref);
  if (entry?.sent) flying--;
  return entry;
}

function pump() {
  for (const [ref, entry] of entries) {
    if (!wire || flying >= IN_FLIGHT) return;
    if (entry.sent) continue;
    entry.sent = true;
    flying++;
    wire(JSON.stringify({ ref, action: entry.action, fields: entry.fields }));
  }
}

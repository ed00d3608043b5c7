// @ts-check
/** A picture alone: by the arrow keys, buttons and swipes on to the others of its chat or post; Escape closes. */

const SWIPE = 48;
const AROUND = ".log, article.post, .page-body";

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("lightbox"));
const sight = /** @type {HTMLImageElement} */ (dialog?.querySelector("img"));
/** @type {HTMLAnchorElement | null} */
let current = null;
let from = 0;

/** @param {HTMLAnchorElement} picture @returns {HTMLAnchorElement[]} it and those it stands among */
function among(picture) {
  const around = picture.closest(AROUND) ?? document;
  return /** @type {HTMLAnchorElement[]} */ ([...around.querySelectorAll("a.picture:not(.lost)")]);
}

/** @param {HTMLAnchorElement} picture */
function show(picture) {
  current = picture;
  const all = among(picture);
  const small = /** @type {HTMLImageElement} */ (picture.querySelector("img.sight"));
  const alt = small.alt;
  sight.src = picture.href;
  sight.alt = alt;
  text(".lightbox-name", picture.dataset.name ?? "");
  text(".lightbox-count", all.length > 1 ? `${all.indexOf(picture) + 1} / ${all.length}` : "");
  text(".lightbox-alt", alt);
  /** @type {HTMLAnchorElement} */ (document.getElementById("lightbox-original")).href = picture.dataset.picture ?? picture.href;
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (dialog.querySelectorAll("[data-step]"))) button.hidden = all.length < 2;
}

/** @param {string} selector @param {string} words */
function text(selector, words) {
  const element = dialog.querySelector(selector);
  if (element) element.textContent = words;
}

/** @param {number} by how many on */
function step(by) {
  if (!current) return;
  // The log may have been drawn anew meanwhile.
  const now = current.isConnected ? current : again(current);
  if (!now) return;
  const all = among(now);
  show(all[(all.indexOf(now) + by + all.length) % all.length]);
}

/** @param {HTMLAnchorElement} picture that has gone @returns {HTMLAnchorElement | null} the one in its place */
const again = (picture) => document.querySelector(`a.picture[href="${CSS.escape(picture.getAttribute("href") ?? "")}"]`);

/** @param {MouseEvent} event */
function open(event) {
  if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const picture = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest("a.picture:not(.lost)"));
  if (!picture) return;
  event.preventDefault();
  show(picture);
  dialog.showModal();
}

/** @param {KeyboardEvent} event */
function press(event) {
  const rtl = document.documentElement.dir === "rtl" ? -1 : 1;
  const by = { ArrowRight: rtl, ArrowLeft: -rtl }[event.key];
  if (!by) return;
  event.preventDefault();
  step(by);
}

/** @param {TouchEvent} event */
function swiped(event) {
  const way = event.changedTouches[0].clientX - from;
  const rtl = document.documentElement.dir === "rtl" ? -1 : 1;
  if (Math.abs(way) > SWIPE) step(way < 0 ? rtl : -rtl);
}

if (dialog) {
  document.addEventListener("click", open);
  dialog.addEventListener("keydown", press);
  dialog.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-step]"));
    if (button) step(Number(button.dataset.step));
    if (/** @type {Element} */ (event.target).matches(".lightbox-stage")) dialog.close();
  });
  dialog.addEventListener("touchstart", (event) => (from = event.touches[0].clientX), { passive: true });
  dialog.addEventListener("touchend", swiped);
  dialog.addEventListener("close", () => {
    sight.removeAttribute("src");
    const back = current?.isConnected ? current : current && again(current);
    back?.focus({ preventScroll: true });
  });
}

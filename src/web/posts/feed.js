// @ts-check
/** The feed stands still while somebody reads: what is new waits above, what is older comes as the end gets near. */
import { behave } from "../base/patch.js";
import { connected } from "../base/live.js";

const AT_TOP = 8;
const NEAR_END = 800;

/** @typedef {{body: HTMLElement, fresh: HTMLElement, posts: HTMLElement, pill: HTMLElement}} Feed */

/** @type {Feed | null} the feed in the pane */
let feed = null;

/** Where the reader was in each feed, for when they come back. @type {Map<string, number>} */
const places = new Map();

/** @param {HTMLElement} section */
function enter(section) {
  const body = /** @type {HTMLElement} */ (section.querySelector(".feed-body"));
  const fresh = /** @type {HTMLElement} */ (section.querySelector(".feed-new"));
  const posts = /** @type {HTMLElement} */ (section.querySelector(".posts"));
  const pill = /** @type {HTMLElement} */ (section.querySelector(".feed-pill"));
  const key = section.dataset.feed ?? "";
  feed = { body, fresh, posts, pill };
  body.addEventListener("scroll", () => scrolled(key), { passive: true });
  pill.addEventListener("click", toTop);
  body.scrollTop = places.get(key) ?? 0;
  requestAnimationFrame(() => older());
}

/** @param {string} key */
function scrolled(key) {
  if (!feed?.body.isConnected) return;
  places.set(key, feed.body.scrollTop);
  if (feed.body.scrollTop < AT_TOP && !feed.pill.hidden) release();
  older();
}

function older() {
  if (!feed) return;
  const { body } = feed;
  if (body.scrollHeight - body.scrollTop - body.clientHeight > NEAR_END) return;
  const form = /** @type {HTMLFormElement | null} */ (body.querySelector("form.older"));
  if (connected() && form && form.ariaBusy !== "true" && !form.querySelector(".refusal")) form.requestSubmit();
}

/** A post came in above: shown at once to who is at the top and looks, else it waits. @param {HTMLElement} post */
function arrive(post) {
  if (!feed || post.parentElement !== feed.fresh) return;
  if (feed.body.scrollTop < AT_TOP && !reading()) return release();
  const waiting = feed.fresh.children.length;
  const words = /** @type {HTMLElement} */ (feed.pill.querySelector("span"));
  words.textContent = (waiting === 1 ? feed.pill.dataset.one : feed.pill.dataset.many)?.replace("%", String(waiting)) ?? "";
  const announce = document.getElementById("announce");
  // Once, not for each: whoever listens is reading.
  if (announce && feed.pill.hidden) announce.textContent = words.textContent;
  feed.pill.hidden = false;
}

/** Whether somebody is in the middle of a post: what they are at must not move. */
function reading() {
  const at = document.activeElement;
  return Boolean(at?.closest(".post") && feed?.posts.contains(at)) || Boolean(document.querySelector("dialog[open], [popover]:popover-open"));
}

function release() {
  if (!feed) return;
  feed.posts.prepend(...feed.fresh.children);
  feed.pill.hidden = true;
}

function toTop() {
  if (!feed) return;
  release();
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  feed.body.scrollTo({ top: 0, behavior: calm ? "auto" : "smooth" });
  feed.body.focus({ preventScroll: true });
}

behave("section.feed", enter);
behave(".post", arrive);

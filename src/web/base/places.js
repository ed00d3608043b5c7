// @ts-check
/** Going from place to place without a page load: links, the browser's back and forward, what the server says. */
import { base, connected, live } from "./live.js";
import { act, newRef } from "./queue.js";

const PATIENCE = 300;
const place = new RegExp(`^${base}/(feed|chats|rooms|contacts|notices|search|profile|uploads|me)(/|$)`);
const pane = /** @type {HTMLElement} */ (document.getElementById("pane"));
const tablet = matchMedia("(40em < width < 64em)");

/** @typedef {{to: string, how: "push" | "replace"}} Going where, and what history does on arrival */

/** @type {Map<string, Going>} by the reference of the action */
const going = new Map();

/**
 * @param {string} to path and query of a place
 * @param {"push" | "replace"} [how] what history does
 */
export function go(to, how = "push") {
  if (!connected()) return location.assign(to);
  const ref = newRef();
  going.set(ref, { to, how });
  mark(to);
  const timer = setTimeout(() => pane?.classList.add("waiting"), PATIENCE);
  act("go", { place: to }, ref)
    .catch(() => location.assign(to))
    .finally(() => {
      clearTimeout(timer);
      going.delete(ref);
      if (!going.size) pane?.classList.remove("waiting");
    });
}

/** Shows which row and which entry of the rail is the current one. @param {string} to */
function mark(to) {
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("#list .row-link, #rail .nav-link"));
  for (const link of links) {
    const section = link.matches(".nav-link") && to.startsWith(`${link.pathname}/`);
    if (section || same(link.pathname, to.split("?")[0])) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

/** @param {string} one @param {string} other path, which may be encoded in another way */
function same(one, other) {
  try {
    return one === other || decoded(one) === decoded(other);
  } catch {
    return false;
  }
}

/** @param {string} path in whose query a plus is a blank */
function decoded(path) {
  const [place, ...query] = path.split("?");
  return decodeURIComponent([place, ...query.map((part) => part.replaceAll("+", "%20"))].join("?"));
}

/** @param {import("./live.js").Frame} frame */
function arrive(frame) {
  const { title, url, view } = frame;
  if (title) document.title = title;
  if (view) document.body.dataset.view = view;
  if (!url) return;
  const mine = [...going.values()].find((each) => same(each.to, url));
  if (!same(url, location.pathname + location.search)) {
    if (mine?.how === "push") history.pushState(null, "", url);
    else history.replaceState(null, "", url);
  }
  mark(url);
  if (mine) settle(frame);
}

/** Puts the focus where the person goes on, and says to those who listen where they are. @param {import("./live.js").Frame} frame */
function settle(frame) {
  for (const menu of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[popover]:popover-open"))) menu.hidePopover();
  const announce = document.getElementById("announce");
  if (announce) announce.textContent = frame.title ?? document.title;
  if (frame.view !== "pane") return;
  const first = /** @type {HTMLElement | null} */ (document.querySelector("#pane [data-first]"));
  if (first) return first.focus();
  const box = /** @type {HTMLElement | null} */ (document.querySelector(".composer textarea"));
  if (box && matchMedia("(pointer: fine)").matches) box.focus({ preventScroll: true });
  else pane?.focus({ preventScroll: true });
}

/** @param {MouseEvent} event */
function follow(event) {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = /** @type {Element} */ (event.target).closest("a");
  if (!link?.href || link.target || link.origin !== location.origin || !place.test(link.pathname)) return;
  if (link.matches("[data-shows-list]") || (link.matches(".back:not(.always)") && tablet.matches)) {
    event.preventDefault();
    document.body.dataset.view = "list";
    return;
  }
  if (!connected()) return;
  event.preventDefault();
  go(link.pathname + link.search);
}

/** A form that leads somewhere, with what is in it: data-go. @param {SubmitEvent} event */
function submit(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (event.defaultPrevented || !form.matches("[data-go]") || !connected()) return;
  event.preventDefault();
  const query = String(new URLSearchParams(/** @type {string[][]} */ ([...new FormData(form)])));
  go(new URL(form.action).pathname + (query && `?${query}`));
}

live.addEventListener("frame", (event) => arrive(/** @type {CustomEvent} */ (event).detail));
document.addEventListener("click", follow);
document.addEventListener("submit", submit);
addEventListener("popstate", () => go(location.pathname + location.search, "replace"));

/** On a tablet a touch beside the list slides it away again. */
pane?.addEventListener("click", () => {
  if (tablet.matches && pane.querySelector(".back")) document.body.dataset.view = "pane";
}, true);

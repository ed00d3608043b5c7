// @ts-check
/**
 * Patches from the server: whole fragments put in their place by the eight stream actions. What the
 * reader was doing there (focus, typed values, scroll) is kept, and behaviours wake on what is new.
 */
import { keep } from "./keep.js";

/** @typedef {{do: string, target: string, html?: string}} Patch */

/** @type {[selector: string, wake: (element: any) => void][]} */
const behaviours = [];

/**
 * Runs `wake` on each element that matches, now and whenever one arrives.
 * @param {string} selector @param {(element: any) => void} wake
 */
export function behave(selector, wake) {
  behaviours.push([selector, wake]);
  document.querySelectorAll(selector).forEach(wake);
}

/** @param {Element} element that has just come into the document */
export function awaken(element) {
  for (const [selector, wake] of behaviours) {
    if (element.matches(selector)) wake(element);
    element.querySelectorAll(selector).forEach(wake);
  }
}

/** @param {Patch[]} patches of one frame, applied together */
export function apply(patches) {
  if (!patches.length) return;
  const restore = keep();
  for (const patch of patches) {
    try {
      put(patch).forEach((root) => root.isConnected && awaken(root));
    } catch (problem) {
      reportError(problem);
    }
  }
  restore();
}

/** @param {Patch} patch @returns {Element[]} the roots that came in */
function put(patch) {
  if (patch.do === "refresh") location.reload();
  const target = document.getElementById(patch.target);
  if (!target) return [];
  if (patch.do === "remove") target.remove();
  if (patch.html === undefined) return [];

  const fragment = parse(patch.html);
  const roots = [...fragment.children];
  displace(roots, target);
  switch (patch.do) {
    case "append":
      // Pending messages stay last, so that the server's order is the order of the log.
      target.insertBefore(fragment, target.querySelector(":scope > .pending"));
      break;
    case "prepend":
      target.prepend(fragment);
      break;
    case "before":
      target.before(fragment);
      break;
    case "after":
      target.after(fragment);
      break;
    case "replace":
      target.replaceWith(fragment);
      break;
    case "update":
      target.replaceChildren(fragment);
      break;
  }
  return roots;
}

/**
 * Takes away what the new roots stand for: the element of the same id, and the pending one of the same reference.
 * @param {Element[]} roots @param {Element} target
 */
function displace(roots, target) {
  for (const root of roots) {
    const old = root.id ? document.getElementById(root.id) : null;
    if (old && old !== target) old.remove();
    const ref = root.getAttribute("data-ref");
    if (ref) document.querySelector(`.pending[data-ref="${CSS.escape(ref)}"]`)?.remove();
  }
}

/** @param {string} html */
function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

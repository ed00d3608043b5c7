// @ts-check
/** Pictures in messages and posts: what was shown until they came goes, and one that cannot be had says so, in the same room. */
import { behave } from "../base/patch.js";

/** @param {HTMLImageElement} picture */
function enter(picture) {
  if (picture.complete && picture.currentSrc) settle(picture);
  picture.addEventListener("load", () => settle(picture));
  picture.addEventListener("error", () => settle(picture));
}

/** @param {HTMLImageElement} picture */
function settle(picture) {
  picture.closest(".picture")?.classList.add(picture.naturalWidth ? "there" : "lost");
}

behave(".picture > img.sight", enter);

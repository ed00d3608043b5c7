// @ts-check
/** The list of who is in a room: whoever looks at it is shown all of them, and told of each change. */
import { behave } from "../base/patch.js";
import { connected, live } from "../base/live.js";
import { mention } from "../base/queue.js";

/** @param {HTMLElement} drawer */
function tell(drawer) {
  const to = /** @type {HTMLElement | null} */ (drawer.closest("[data-chat]"))?.dataset.chat ?? "";
  mention("rooms/people", { to, open: String(drawer.matches(":popover-open")) });
}

behave("#room-drawer", (drawer) => drawer.addEventListener("toggle", () => tell(drawer)));

// The server may have made the page anew.
live.addEventListener("state", () => {
  const open = /** @type {HTMLElement | null} */ (document.querySelector("#room-drawer:popover-open"));
  if (connected() && open) tell(open);
});

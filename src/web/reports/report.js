// @ts-check
/** Reporting somebody: the server fills the dialog for him, and says in it when it is told. */
import { openDialog } from "../base/dialogs.js";
import { behave } from "../base/patch.js";
import { act } from "../base/queue.js";
import { announce } from "../media/box.js";

document.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-report]"));
  if (!button || button.ariaBusy === "true") return;
  button.ariaBusy = "true";
  act("reports/open", { jid: button.dataset.report ?? "" })
    .then(() => openDialog("report"), (refusal) => announce(refusal.message, ""))
    .finally(() => (button.ariaBusy = null));
});

behave("#report-thanks", (words) => words.focus());

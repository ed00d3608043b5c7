// @ts-check
/** The composer's keys and size: Enter sends, Shift+Enter makes a new line, the box grows with its text. */
import { behave } from "../base/patch.js";
import { hasFiles } from "../media/attach.js";

const MOST_ROWS = 8;

/** @param {HTMLTextAreaElement} box */
function enter(box) {
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.altKey || event.isComposing) return;
    event.preventDefault();
    if (box.form && (box.value.trim() || hasFiles(box.form))) box.form?.requestSubmit();
  });
  if (!CSS.supports("field-sizing", "content")) {
    box.addEventListener("input", () => (box.rows = Math.min(MOST_ROWS, box.value.split("\n").length)));
  }
}

behave(".composer textarea, .thread-composer textarea", enter);

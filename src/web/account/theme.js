// @ts-check
/** A theme is worn as soon as it is chosen. */

document.addEventListener("change", (event) => {
  const box = /** @type {HTMLInputElement} */ (event.target);
  const form = /** @type {HTMLFormElement | null} */ (box.closest("[data-theme-form]"));
  if (!form) return;
  document.documentElement.dataset.theme = box.value;
  form.requestSubmit();
});

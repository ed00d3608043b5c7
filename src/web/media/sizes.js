// @ts-check
/** Sizes of files, as people say them. */

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"];

/** @param {number} bytes @returns {string} */
export function size(bytes) {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1024)));
  const amount = bytes / 1024 ** step;
  return new Intl.NumberFormat(document.documentElement.lang || undefined, {
    style: "unit",
    unit: UNITS[step],
    // "3 bytes", but "3 kB".
    unitDisplay: step ? "short" : "long",
    maximumFractionDigits: step && amount < 10 ? 1 : 0,
  }).format(amount);
}

// @ts-check
/** Tells the server whether somebody looks at this page, so that of all pages of a person the right one makes itself heard. */
import { connected, live } from "../base/live.js";
import { mention } from "../base/queue.js";
import { choices, rings } from "./device.js";

const looking = () => !document.hidden && document.hasFocus();
const tell = () => mention("page/watch", { looking: String(looking()), rings: String(rings()) });

addEventListener("focus", tell);
addEventListener("blur", tell);
document.addEventListener("visibilitychange", tell);
choices.addEventListener("change", tell);
live.addEventListener("state", () => connected() && tell());

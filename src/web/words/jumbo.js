// @ts-check
/** A few emoji on their way are large at once, as they will be when the server has drawn them. */
import { behave } from "../base/patch.js";

const MOST = 3;
const EMOJI = /^(?:\p{RI}\p{RI}|[0-9#*]\uFE0F?\u20E3|(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|\p{Emoji_Modifier_Base}\p{Emoji_Modifier})[\s\S]*)$/u;

/** @param {HTMLElement} body */
function enter(body) {
  const text = (body.textContent ?? "").replace(/\s/g, "");
  const pictures = text.length < MOST * 40 ? [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment) : [];
  if (pictures.length && pictures.length <= MOST && pictures.every((one) => EMOJI.test(one))) body.classList.add("jumbo");
}

behave(".message.pending > .body", enter);

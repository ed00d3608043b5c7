package org.igniterealtime.openfire.plugin.fireside.live;

/**
 * Whether somebody looks at a page.
 *
 * @param looking it can be seen, and keys would go to it
 * @param rings its browser shows notifications, since the person has switched them on there
 * @param since when the page said so last, or was made; {@link System#nanoTime()}
 */
public record Watch(boolean looking, boolean rings, long since) {
}

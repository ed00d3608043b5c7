package org.igniterealtime.openfire.plugin.fireside.talk.attention;

/** What a notification says. @param title who or where @param text what was said */
public record Occasion(String title, String text) {
}

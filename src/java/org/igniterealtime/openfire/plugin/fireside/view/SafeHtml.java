package org.igniterealtime.openfire.plugin.fireside.view;

/** HTML that may go into a page as it is. Only this room makes it: a rendered template, an icon, a linkified text, words
 * that went through the {@link Sanitiser}. */
public final class SafeHtml {
    public static final SafeHtml NONE = new SafeHtml("");

    private final String html;

    SafeHtml(String html) {
        this.html = html;
    }

    public String html() {
        return html;
    }

    @Override
    public String toString() {
        return html;
    }

    /** Text for an element or a double-quoted attribute. */
    public static String escape(String text) {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            String entity = switch (text.charAt(i)) {
                case '&' -> "&amp;";
                case '<' -> "&lt;";
                case '>' -> "&gt;";
                case '"' -> "&quot;";
                case '\'' -> "&#39;";
                case Fragment.BEGIN, Fragment.END -> "";
                default -> null;
            };
            if (entity != null && out == null) {
                out = new StringBuilder(text.length() + 32).append(text, 0, i);
            }
            if (out != null) {
                if (entity == null) {
                    out.append(text.charAt(i));
                } else {
                    out.append(entity);
                }
            }
        }
        return out == null ? text : out.toString();
    }
}

package org.igniterealtime.openfire.plugin.fireside.live;

/**
 * One change of a document, by a stream action as the field knows them from Turbo.
 *
 * @param action append, prepend, before, after, replace, update, remove or refresh
 * @param target id of the element
 * @param json the patch as it stands in a frame; made once, shared by all pages that show it
 */
public record Patch(String action, String target, String json) {

    /** @param html a rendered, escaped fragment; empty for remove */
    public static Patch of(String action, String target, String html) {
        StringBuilder json = new StringBuilder(html.length() + 64).append("{\"do\":").append(Json.quote(action))
            .append(",\"target\":").append(Json.quote(target));
        if (!html.isEmpty() || action.equals("update")) {
            json.append(",\"html\":").append(Json.quote(html));
        }
        return new Patch(action, target, json.append('}').toString());
    }

    public static Patch remove(String target) {
        return of("remove", target, "");
    }
}

package org.igniterealtime.openfire.plugin.fireside.view;

import org.apache.velocity.app.event.ReferenceInsertionEventHandler;
import org.apache.velocity.context.Context;

/** Escapes whatever a template inserts, unless it is {@link SafeHtml}. Velocity makes it by its name. */
public final class Escaping implements ReferenceInsertionEventHandler {
    @Override
    public Object referenceInsert(Context context, String reference, Object value) {
        if (value == null) {
            // A reference without a value would stand in the page as it is written in the template.
            return "";
        }
        return value instanceof SafeHtml safe ? safe.html() : SafeHtml.escape(value.toString());
    }
}

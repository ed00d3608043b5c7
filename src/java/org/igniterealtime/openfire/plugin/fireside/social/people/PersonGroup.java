package org.igniterealtime.openfire.plugin.fireside.social.people;

import java.util.List;

/** The contacts of one group, for {@code people/list.vm}; an empty name for those in none. */
public record PersonGroup(String name, List<PersonRow> rows) {
    /** How many of them are available. */
    public int online() {
        return (int) rows.stream().filter(row -> row.face().show() != null && !row.face().show().equals("offline")).count();
    }
}

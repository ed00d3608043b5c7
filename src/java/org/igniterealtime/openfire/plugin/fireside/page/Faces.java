package org.igniterealtime.openfire.plugin.fireside.page;

import org.igniterealtime.openfire.plugin.fireside.session.Person;

/** Who knows how people look; the feature of people does. */
public interface Faces {
    /** A person's own face. From memory. */
    Face own(Person person);
}

package org.igniterealtime.openfire.plugin.fireside.component;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.dom4j.Element;

/** What one feature answers at a service, and what the service says of itself because of it (XEP-0030 §3, XEP-0128): all in one place. */
public interface Offer extends Answers {

    /** As XEP-0030 §3.1 has it. @param name for people, or empty */
    record Identity(String category, String type, String name) {
    }

    /** The namespaces of the requests that it answers; of each there is one offer. */
    Set<String> namespaces();

    /** What the service is besides. */
    default List<Identity> identities() {
        return List.of();
    }

    /** The features to be advertised. */
    default Collection<String> features() {
        return namespaces();
    }

    /** Adds the forms that say more (XEP-0128). @param query the answer about the service as a whole */
    default void describe(Element query) {
        // Most say nothing more.
    }

    /** Whether a node of service discovery is its own (XEP-0030 §3.2, §4.2): requests for it come to it too. */
    default boolean hasNode(String node) {
        return false;
    }
}

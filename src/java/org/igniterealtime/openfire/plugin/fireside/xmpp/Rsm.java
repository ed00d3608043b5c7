package org.igniterealtime.openfire.plugin.fireside.xmpp;

import java.util.Optional;
import org.dom4j.Element;

/**
 * What part of a result is wanted (XEP-0059).
 *
 * @param max entries at most; -1 when the request leaves it to the service
 * @param after the entry that the page follows, or empty
 * @param before the entry that the page comes before; an empty text for the last page; or empty
 * @param index of the first entry, or -1
 */
public record Rsm(int max, Optional<String> after, Optional<String> before, int index) {
    /** Nothing in particular. */
    public static final Rsm ALL = new Rsm(-1, Optional.empty(), Optional.empty(), -1);

    /**
     * The request in a parent, or empty when there is none.
     *
     * @throws IllegalArgumentException for a number that is none
     */
    public static Optional<Rsm> in(Element parent) {
        Element set = Xml.child(parent, "set", Ns.RSM);
        return set == null ? Optional.empty()
            : Optional.of(new Rsm(number(set, "max"), text(set, "after").filter(after -> !after.isEmpty()), text(set, "before"),
                number(set, "index")));
    }

    private static Optional<String> text(Element set, String name) {
        return Optional.ofNullable(Xml.child(set, name, Ns.RSM)).map(Element::getText);
    }

    private static int number(Element set, String name) {
        String text = text(set, name).map(String::strip).orElse("-1");
        if (!text.matches("-1|[0-9]{1,9}")) {
            throw new IllegalArgumentException(name + " is not a number");
        }
        return Integer.parseInt(text);
    }

    /**
     * Says which page of all it is.
     *
     * @param index of the first entry, or -1 when it is not known
     * @param count of all entries, or -1 when it is not known
     */
    public static void add(Element parent, String first, int index, String last, int count) {
        Element set = parent.addElement("set", Ns.RSM);
        Element from = set.addElement("first");
        from.setText(first);
        if (index >= 0) {
            from.addAttribute("index", Integer.toString(index));
        }
        set.addElement("last").setText(last);
        if (count >= 0) {
            set.addElement("count").setText(Integer.toString(count));
        }
    }

    /** A page without entries: only how many there are (XEP-0059 §2.7). */
    public static void add(Element parent, int count) {
        parent.addElement("set", Ns.RSM).addElement("count").setText(Integer.toString(count));
    }
}

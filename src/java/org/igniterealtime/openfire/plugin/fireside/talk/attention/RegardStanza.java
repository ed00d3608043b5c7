package org.igniterealtime.openfire.plugin.fireside.talk.attention;

import java.util.List;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;

/** A regard as it stands in the extensions of a bookmark (XEP-0402 §2.1): pinned (XEP-0469 §3), and a level (XEP-0492 §2). */
public final class RegardStanza {
    // XEP-0492 §2.2: a level may be for one type of client alone, as XEP-0030's registry has them.
    private static final String FOR = "client-type";
    private static final String US = "web";

    private RegardStanza() {
    }

    /** @param extensions or null */
    public static Regard read(Element extensions) {
        if (extensions == null) {
            return Regard.NONE;
        }
        Element notify = Xml.child(extensions, "notify", Ns.NOTIFY);
        return new Regard(Xml.child(extensions, "pinned", Ns.PINNING) != null, notify == null ? Level.DEFAULT : level(notify));
    }

    private static Level level(Element notify) {
        List<Element> levels = Xml.children(notify).stream().filter(each -> isLevel(each) && isOurs(each)).toList();
        return levels.stream().filter(each -> each.attribute(FOR) != null).findFirst().or(() -> levels.stream().findFirst())
            .flatMap(each -> Level.of(each.getName())).orElse(Level.DEFAULT);
    }

    private static boolean isLevel(Element element) {
        return element.getNamespaceURI().equals(Ns.NOTIFY) && !element.getName().isEmpty() && Level.of(element.getName()).isPresent();
    }

    private static boolean isOurs(Element level) {
        String type = level.attributeValue(FOR, "");
        return type.isEmpty() || type.equals(US);
    }

    /** Says it in extensions that may say other things besides, which stay: also what is for other types of clients. */
    public static void write(Element extensions, Regard regard) {
        Xml.children(extensions, "pinned", Ns.PINNING).forEach(extensions::remove);
        if (regard.pinned()) {
            extensions.addElement("pinned", Ns.PINNING);
        }
        Element there = Xml.child(extensions, "notify", Ns.NOTIFY);
        Element notify = there == null ? extensions.addElement("notify", Ns.NOTIFY) : there;
        Xml.children(notify).stream().filter(each -> isLevel(each) && isOurs(each)).forEach(notify::remove);
        if (regard.level() != Level.DEFAULT) {
            notify.addElement(regard.level().word());
        }
        if (notify.elements().isEmpty()) {
            extensions.remove(notify);
        }
    }
}

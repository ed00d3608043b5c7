package org.igniterealtime.openfire.plugin.fireside.social.profiles;

import java.util.Optional;
import java.util.regex.Pattern;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.dom4j.QName;
import org.igniterealtime.openfire.plugin.fireside.view.Href;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;

/**
 * The picture across somebody's page, told as XEP-0084 §4.2 tells an avatar that lies elsewhere.
 *
 * @param address of the picture, fit for an attribute, or empty
 */
public record Banner(String address) {
    public static final Banner NONE = new Banner("");

    private static final int LARGEST = 300_000;
    private static final Pattern INLINE = Pattern.compile("data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/]++={0,2}");

    // An id and a name: nothing that leads out of the folder again.
    private static final Pattern OWN = Pattern.compile("[\\w-]+/[^/?#\\\\]+");

    /** @param metadata of whatever origin */
    static Banner read(Element metadata) {
        return Xml.children(metadata).stream().filter(each -> each.getName().equals("info")).findFirst()
            .flatMap(info -> of(info.attributeValue("url", ""))).orElse(NONE);
    }

    /** @return empty for what is no http or https address of a picture, nor a small picture itself */
    static Optional<Banner> of(String address) {
        if (address.length() <= LARGEST && INLINE.matcher(address).matches()) {
            return Optional.of(new Banner(address));
        }
        return Href.web(address).map(Banner::new);
    }

    /** As it is published; without a picture the metadata are empty, which takes it away (XEP-0084 §4.2.1). */
    Element write() {
        Element metadata = DocumentHelper.createElement(QName.get("metadata", Ns.AVATAR_METADATA));
        if (!address.isEmpty()) {
            Card.add(metadata, "info").addAttribute("url", address).addAttribute("type", "image/jpeg");
        }
        return metadata;
    }

    /**
     * Where it lies when a page may show it as it is: in it, or among our own files. Anything else would tell another server who
     * looks: that comes through us.
     *
     * @param own the address of our own files, with a slash at its end
     * @param path the same as a path
     * @return or empty
     */
    String shown(String own, String path) {
        String rest = address.startsWith(own) ? address.substring(own.length()) : "";
        return address.startsWith("data:") ? address : OWN.matcher(rest).matches() ? path + rest : "";
    }
}

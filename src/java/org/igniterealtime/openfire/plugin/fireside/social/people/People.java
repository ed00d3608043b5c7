package org.igniterealtime.openfire.plugin.fireside.social.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.igniterealtime.openfire.plugin.fireside.host.Account;
import org.igniterealtime.openfire.plugin.fireside.host.Contact;
import org.igniterealtime.openfire.plugin.fireside.page.Face;
import org.igniterealtime.openfire.plugin.fireside.page.Faces;
import org.igniterealtime.openfire.plugin.fireside.session.Availability;
import org.igniterealtime.openfire.plugin.fireside.session.Person;
import org.igniterealtime.openfire.plugin.fireside.session.Session;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.xmpp.packet.JID;

/** How a person sees others: by the name that he gave them, else by their own, else by their address. */
public final class People implements Faces {
    private record Seen(String viewer, String jid) {
    }

    private record Known(String name, boolean visible) {
    }

    private final Platform platform;
    private final Pictures pictures;
    // Of those whom somebody has asked for by address. A contact list brings its names with it: to remember each for each
    // viewer would be hundreds of entries a person.
    private final Cache<Seen, Known> names = Caffeine.newBuilder().maximumSize(100_000)
        .expireAfterWrite(Duration.ofMinutes(10)).executor(Runnable::run).build();
    private final Cache<String, String> ownNames = Caffeine.newBuilder().maximumSize(50_000)
        .expireAfterWrite(Duration.ofMinutes(10)).executor(Runnable::run).build();

    private final Cache<String, Optional<Picture>> openPictures = Caffeine.newBuilder().maximumWeight(16 << 20)
        .weigher((String text, Optional<Picture> picture) -> 200 + picture.map(each -> each.bytes().length).orElse(0)).executor(Runnable::run).build();

    private final Names theirNames;
    private final List<PersonSection> covers = new CopyOnWriteArrayList<>();
    private final List<PersonSection> buttons = new CopyOnWriteArrayList<>();
    private final List<PersonSection> sections = new CopyOnWriteArrayList<>();

    private final Blocks blocks;

    People(Platform platform, Pictures pictures) {
        this.blocks = new Blocks(platform);
        this.platform = platform;
        this.pictures = pictures;
        this.theirNames = new Names((viewer, jid) -> {
            names.invalidate(new Seen(viewer.username(), jid.toString()));
            platform.sessions().signal(viewer.username(), new NameLearnt(jid.toString()));
        });
    }

    /** Somebody of another server has told the viewer what he is called. */
    record NameLearnt(String jid) {
    }

    /** Has something shown above somebody's face. */
    public void cover(PersonSection cover) {
        covers.add(cover);
    }

    /** Has something shown beside the button that writes to somebody. */
    public void button(PersonSection button) {
        buttons.add(button);
    }

    /** Has something shown on the pages of people, below what is known of them. */
    public void section(PersonSection section) {
        sections.add(section);
    }

    List<PersonSection> covers() {
        return covers;
    }

    List<PersonSection> buttons() {
        return buttons;
    }

    List<PersonSection> sections() {
        return sections;
    }

    Blocks blocks() {
        return blocks;
    }

    /** Has nothing of somebody come any more, and shows that wherever it is seen. @param whom bare, somebody else than the viewer */
    public CompletionStage<Optional<Refusal>> block(Session viewer, JID whom) {
        return blocks.set(viewer, whom, true);
    }

    /** Somebody's face for a viewer. Blocks when it has not been asked for lately. */
    public Face face(Person viewer, JID jid) {
        String bare = jid.toBareJID();
        Known known = names.get(new Seen(viewer.username(), bare), any -> look(viewer, jid));
        return face(viewer, bare, known);
    }

    /** The same from memory. */
    public Optional<Face> remembered(Person viewer, String bare) {
        return Optional.ofNullable(names.getIfPresent(new Seen(viewer.username(), bare))).map(known -> face(viewer, bare, known));
    }

    /** Of a roster item that has just been read. Blocks where it has no name. */
    public Face face(Person viewer, Contact contact) {
        String bare = contact.jid().toBareJID();
        String name = contact.name().isBlank() ? theirNames.known(viewer, bare).orElseGet(() -> ownName(contact.jid())) : contact.name();
        return face(viewer, bare, new Known(name, contact.visible()));
    }

    private Known look(Person viewer, JID jid) {
        Optional<Contact> contact = platform.rosters().find(viewer.username(), jid);
        String given = contact.map(Contact::name).orElse("");
        boolean elsewhere = given.isBlank() && jid.getNode() != null && !jid.getDomain().equals(platform.server().domain());
        String name = !given.isBlank() ? given : elsewhere ? theirNames.of(viewer, jid.asBareJID()).orElseGet(() -> ownName(jid)) : ownName(jid);
        return new Known(name, contact.map(Contact::visible).orElse(false));
    }

    private String ownName(JID jid) {
        if (jid.getNode() == null) {
            return jid.getDomain();
        }
        try {
            return ownNames.get(jid.toBareJID(), any -> account(jid).map(Account::name).orElseGet(() -> JID.unescapeNode(jid.getNode())));
        } catch (Outage down) {
            // A message is shown under the address rather than not at all.
            return JID.unescapeNode(jid.getNode());
        }
    }

    private Optional<Account> account(JID jid) {
        return platform.server().isAccount(jid) ? platform.accounts().find(jid.getNode()) : Optional.empty();
    }

    /** Of somebody who is known by a name alone, as in a room. @param address whose colour it has, by XEP-0392 §5.1 */
    public static Face named(String address, String name) {
        return new Face(address, name, Hue.initials(name), Hue.of(address), null, null);
    }

    private Face face(Person viewer, String bare, Known known) {
        String show = viewer.jid().toString().equals(bare) ? viewer.preferences().show()
            : known.visible() ? show(viewer, bare) : null;
        return new Face(bare, known.name(), Hue.initials(known.name()), Hue.of(bare), picture(viewer, bare), show);
    }

    /** The picture in an account's vCard (XEP-0054 §3.1), which XMPP gives to anybody. Blocks. */
    public Optional<Picture> openPicture(String username) {
        String base64 = platform.vcards().of(username).map(vcard -> vcard.element("PHOTO")).map(photo -> photo.elementTextTrim("BINVAL")).orElse("");
        // Its own text tells whether it is the one that is known.
        return base64.isEmpty() ? Optional.empty() : openPictures.get(username + ' ' + base64.length() + ' ' + base64.hashCode(), any -> Picture.ofBase64(base64));
    }

    /** Somebody's face for anybody: the own name, no picture, no presence. Blocks. */
    public Face openFace(JID jid) {
        String name = ownName(jid);
        return new Face(jid.toBareJID(), name, Hue.initials(name), Hue.of(jid.toBareJID()), null, null);
    }

    private static String show(Person viewer, String bare) {
        return viewer.presences().best(bare).map(Availability::show).map(show -> show.equals("chat") ? "online" : show).orElse("offline");
    }

    /** What somebody says of himself beside his presence, or the empty text. */
    public String statusText(Person viewer, String bare) {
        return viewer.presences().best(bare).map(Availability::status).orElse("");
    }

    // Where it is not known whether there is a picture, the browser asks when the face comes into view.
    private String picture(Person viewer, String bare) {
        Optional<String> hash = pictures.known(viewer.username(), bare);
        if (hash.isPresent() && hash.get().isEmpty()) {
            return null;
        }
        String address = platform.views().context() + "/avatar/" + java.net.URLEncoder.encode(bare, java.nio.charset.StandardCharsets.UTF_8);
        return hash.map(known -> address + "?v=" + known.substring(0, 12)).orElse(address);
    }

    @Override
    public Face own(Person person) {
        String bare = person.jid().toString();
        return face(person, bare, new Known(person.name(), true));
    }

    /** A name may have changed. */
    void forget(String viewer, String bare) {
        names.invalidate(new Seen(viewer, bare));
        ownNames.invalidate(bare);
    }
}

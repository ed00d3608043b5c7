package org.igniterealtime.openfire.plugin.fireside.desk.directory;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.commands.Layout;
import org.igniterealtime.openfire.plugin.fireside.component.Offer;
import org.igniterealtime.openfire.plugin.fireside.view.Texts;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Forms;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Rsm;
import org.igniterealtime.openfire.plugin.fireside.xmpp.StanzaErrors;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError;

/**
 * Searching for people from any client (XEP-0055), by the four fields that it has, plain or in a form (XEP-0004), page by page where
 * that is asked for (XEP-0059). Answered to accounts of this server alone: they are to whom people chose to be found.
 */
final class PeopleSearch implements Offer {
    private static final Map<String, Entry.Field> FIELDS = new LinkedHashMap<>();
    private static final int MOST = 50;

    static {
        FIELDS.put("first", Entry.Field.FIRST);
        FIELDS.put("last", Entry.Field.LAST);
        FIELDS.put("nick", Entry.Field.NICK);
        FIELDS.put("email", Entry.Field.MAIL);
    }

    private final BooleanSupplier on;
    private final Predicate<JID> mayAsk;
    private final Predicate<JID> limit;
    private final Finder finder;
    private final Texts texts;

    /**
     * @param on whether it is answered at all
     * @param mayAsk who is answered
     * @param limit whether he may search just now; counts it
     */
    PeopleSearch(BooleanSupplier on, Predicate<JID> mayAsk, Predicate<JID> limit, Finder finder, Texts texts) {
        this.on = on;
        this.mayAsk = mayAsk;
        this.limit = limit;
        this.finder = finder;
        this.texts = texts;
    }

    /** Who finds the people. Blocks. */
    interface Finder {
        /** @param after where to go on from, or null */
        Answer<Card> people(JID viewer, Wanted wanted, Object after, int most);

        /** Where somebody stands in the order of people, if he is among them. @param jid bare */
        Optional<Object> place(JID jid);
    }

    // ---- what is said of it

    @Override
    public Set<String> namespaces() {
        return on.getAsBoolean() ? Set.of(Ns.SEARCH) : Set.of();
    }

    @Override
    public List<Identity> identities() {
        return on.getAsBoolean() ? List.of(new Identity("directory", "user", "")) : List.of();
    }

    // ---- answering

    @Override
    public Optional<IQ> to(IQ request, JID as) {
        JID who = request.getFrom();
        if (!mayAsk.test(who)) {
            return no(request, as, PacketError.Condition.forbidden);
        }
        if (!request.getChildElement().getName().equals("query")) {
            return no(request, as, PacketError.Condition.bad_request);
        }
        if (request.getType() == IQ.Type.get) {
            return Optional.of(form(request, as));
        }
        if (!limit.test(who)) {
            return no(request, as, PacketError.Condition.resource_constraint);
        }
        return search(request, as);
    }

    private static Optional<IQ> no(IQ request, JID as, PacketError.Condition condition) {
        return Optional.of(StanzaErrors.answer(request, as, condition));
    }

    private static IQ answer(IQ request, JID as) {
        IQ answer = IQ.createResultIQ(request);
        answer.setFrom(as);
        answer.setChildElement("query", Ns.SEARCH);
        return answer;
    }

    // XEP-0055 example 2, and 6 in it.
    private IQ form(IQ request, JID as) {
        IQ answer = answer(request, as);
        Element query = answer.getChildElement();
        Locale locale = language(request);
        String hint = texts.of(locale, "directory.hint");
        query.addElement("instructions").setText(hint);
        FIELDS.keySet().forEach(query::addElement);
        Layout form = Layout.form(texts.of(locale, "directory.title"), hint).purpose(Ns.SEARCH);
        labels(locale).forEach((field, label) -> form.line(field, label, "", false));
        query.add(form.element());
        return answer;
    }

    private Map<String, String> labels(Locale locale) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("first", texts.of(locale, "directory.first"));
        labels.put("last", texts.of(locale, "directory.last"));
        labels.put("nick", texts.of(locale, "directory.nick"));
        labels.put("email", texts.of(locale, "directory.email"));
        return labels;
    }

    private Locale language(IQ request) {
        String own = request.getChildElement().attributeValue("lang", "");
        String language = own.isEmpty() ? request.getElement().attributeValue("lang", "") : own;
        return texts.choose(Collections.enumeration(List.of(Locale.forLanguageTag(language))));
    }

    private Optional<IQ> search(IQ request, JID as) {
        Element query = request.getChildElement();
        Optional<Element> form = Forms.in(query);
        Map<Entry.Field, String> wanted = form.map(PeopleSearch::filledIn).orElseGet(() -> plain(query));
        if (form.filter(Forms::isCancelled).isPresent()) {
            return Optional.of(answer(request, as));
        }
        Wanted question = new Wanted(Kind.PERSON, "", wanted, Set.of());
        if (question.isForAll()) {
            // All who can be found are not given to who does not say whom he looks for.
            return no(request, as, PacketError.Condition.not_acceptable);
        }
        try {
            Optional<Rsm> rsm = Rsm.in(query);
            Optional<Answer<Card>> page = page(request.getFrom().asBareJID(), question, rsm.orElse(Rsm.ALL));
            return page.isEmpty() ? no(request, as, PacketError.Condition.item_not_found)
                : Optional.of(told(request, as, page.get(), form.isPresent(), rsm));
        } catch (IllegalArgumentException malformed) {
            return no(request, as, PacketError.Condition.bad_request);
        }
    }

    private static Map<Entry.Field, String> plain(Element query) {
        Map<Entry.Field, String> wanted = new EnumMap<>(Entry.Field.class);
        FIELDS.forEach((name, field) -> Optional.ofNullable(Xml.child(query, name, Ns.SEARCH)).ifPresent(said -> wanted.put(field, said.getText())));
        return wanted;
    }

    private static Map<Entry.Field, String> filledIn(Element form) {
        Map<String, List<String>> values = Forms.values(form);
        Map<Entry.Field, String> wanted = new EnumMap<>(Entry.Field.class);
        FIELDS.forEach((name, field) -> values.getOrDefault(name, List.of()).stream().findFirst().ifPresent(said -> wanted.put(field, said)));
        return wanted;
    }

    /** @return empty where the page is to begin behind somebody who is not found (XEP-0059 §2.1) */
    private Optional<Answer<Card>> page(JID viewer, Wanted wanted, Rsm rsm) {
        int most = rsm.max() < 0 ? MOST : Math.min(rsm.max(), MOST);
        if (rsm.after().isPresent()) {
            return at(rsm.after().get()).map(place -> finder.people(viewer, wanted, place, most));
        }
        if (rsm.before().isEmpty()) {
            return rsm.index() > 0 ? Optional.empty() : Optional.of(finder.people(viewer, wanted, null, most));
        }
        List<Card> all = finder.people(viewer, wanted, null, Directory.FURTHEST).found();
        String before = rsm.before().get();
        int end = before.isEmpty() ? all.size() : all.stream().map(card -> card.jid().toString()).toList().indexOf(before);
        return end < 0 ? Optional.empty() : Optional.of(new Answer<>(all.subList(Math.max(0, end - most), end), end < all.size()));
    }

    private Optional<Object> at(String address) {
        return Jids.bare(address).flatMap(finder::place);
    }

    // XEP-0055 examples 4 and 8. How many there are in all is not counted.
    private IQ told(IQ request, JID as, Answer<Card> page, boolean form, Optional<Rsm> rsm) {
        IQ answer = answer(request, as);
        Element query = answer.getChildElement();
        if (form) {
            query.add(table(language(request), page.found()));
        } else {
            page.found().forEach(card -> {
                Element item = query.addElement("item").addAttribute("jid", card.jid().toString());
                item.addElement("first").setText(card.first());
                item.addElement("last").setText(card.last());
                item.addElement("nick").setText(nick(card));
                item.addElement("email").setText(card.mail());
            });
        }
        if (!page.found().isEmpty() && (rsm.isPresent() || page.more())) {
            boolean begins = rsm.flatMap(Rsm::after).isEmpty() && rsm.flatMap(Rsm::before).isEmpty();
            Rsm.add(query, page.found().get(0).jid().toString(), begins ? 0 : -1, page.found().get(page.found().size() - 1).jid().toString(),
                begins && !page.more() ? page.found().size() : -1);
        }
        return answer;
    }

    private Element table(Locale locale, List<Card> cards) {
        Map<String, String> columns = new LinkedHashMap<>(Map.of("jid", texts.of(locale, "directory.address")));
        columns.putAll(labels(locale));
        Layout layout = Layout.result(texts.of(locale, "directory.title")).purpose(Ns.SEARCH).table(columns, cards.stream()
            .map(card -> List.of(card.jid().toString(), card.first(), card.last(), nick(card), card.mail())).toList());
        Element form = layout.element();
        Xml.children(Xml.child(form, "reported", Ns.DATA_FORMS)).get(0).addAttribute("type", "jid-single");
        return form;
    }

    private static String nick(Card card) {
        return card.nick().isEmpty() ? JID.unescapeNode(card.jid().getNode()) : card.nick();
    }
}

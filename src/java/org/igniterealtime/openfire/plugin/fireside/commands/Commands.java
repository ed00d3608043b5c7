package org.igniterealtime.openfire.plugin.fireside.commands;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.component.Offer;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Forms;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.StanzaErrors;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError;

/**
 * Lists commands and runs them (XEP-0050). The requests of one sender come in their order. Of one account only a few commands are
 * kept in the middle, and each for some minutes: an older one ends.
 */
public final class Commands implements Offer {
    private static final int MOST_OF_ONE = 8;
    private static final int ACCOUNTS = 5_000;
    private static final int STAGES = 20;
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Map<String, Command> commands = new ConcurrentSkipListMap<>();
    private final Function<String, Locale> languages;
    private final Cache<String, Map<String, Running>> running = Caffeine.newBuilder().maximumSize(ACCOUNTS)
        .expireAfterAccess(KEPT).executor(Runnable::run).build();

    /** A command in the middle. @param who full JID @param stages that were shown, the last one first */
    private record Running(String id, JID who, Command command, Deque<Stage.Form> stages) {
    }

    /** @param languages chooses the language of texts by an {@code xml:lang}, which may be empty */
    public Commands(Function<String, Locale> languages) {
        this.languages = languages;
    }

    /** From now on it can be used. */
    public Commands add(Command command) {
        commands.put(command.node(), command);
        return this;
    }

    @Override
    public Set<String> namespaces() {
        return Set.of(Ns.COMMANDS);
    }

    @Override
    public boolean hasNode(String node) {
        return node.equals(Ns.COMMANDS) || commands.containsKey(node);
    }

    /** What somebody may use (XEP-0050 §2.2), by node, with what each is called. Blocks. */
    public Map<String, String> list(JID who, String language) {
        Locale locale = languages.apply(language);
        Map<String, String> titles = new LinkedHashMap<>();
        commands.values().stream().filter(command -> command.mayUse(who)).forEach(command -> titles.put(command.node(), command.title(locale)));
        return titles;
    }

    // XEP-0050 §2.1, §2.2; what somebody may not use is not there for him.
    private IQ discovered(IQ request, JID as) {
        String node = request.getChildElement().attributeValue("node", "");
        Map<String, String> his = list(request.getFrom(), language(request));
        boolean whole = node.equals(Ns.COMMANDS);
        if (!whole && !his.containsKey(node)) {
            return StanzaErrors.answer(request, as, PacketError.Condition.item_not_found);
        }
        IQ answer = IQ.createResultIQ(request);
        answer.setFrom(as);
        String namespace = request.getChildElement().getNamespaceURI();
        Element query = answer.setChildElement("query", namespace);
        query.addAttribute("node", node);
        if (namespace.equals(Ns.DISCO_INFO)) {
            Element identity = query.addElement("identity").addAttribute("category", "automation")
                .addAttribute("type", whole ? "command-list" : "command-node");
            if (!whole) {
                identity.addAttribute("name", his.get(node));
            }
            query.addElement("feature").addAttribute("var", Ns.COMMANDS);
            query.addElement("feature").addAttribute("var", Ns.DATA_FORMS);
        } else if (whole) {
            his.forEach((each, title) -> query.addElement("item").addAttribute("jid", as.toString()).addAttribute("node", each)
                .addAttribute("name", title));
        }
        return answer;
    }

    @Override
    public Optional<IQ> to(IQ request, JID as) {
        Element asked = request.getChildElement();
        if (!asked.getNamespaceURI().equals(Ns.COMMANDS)) {
            return Optional.of(discovered(request, as));
        }
        if (request.getType() != IQ.Type.set || !asked.getName().equals("command")) {
            return Optional.of(StanzaErrors.answer(request, as, PacketError.Condition.bad_request));
        }
        Command command = commands.get(asked.attributeValue("node", ""));
        if (command == null) {
            return Optional.of(StanzaErrors.answer(request, as, PacketError.Condition.item_not_found));
        }
        if (!command.mayUse(request.getFrom())) {
            return Optional.of(StanzaErrors.answer(request, as, PacketError.Condition.forbidden));
        }
        Locale locale = languages.apply(language(request));
        String id = asked.attributeValue("sessionid", "");
        String action = asked.attributeValue("action", "execute");
        return Optional.of(id.isEmpty() ? begin(request, as, command, action, locale) : goOn(request, as, command, id, action, locale));
    }

    private static String language(IQ request) {
        String own = request.getChildElement().attributeValue("lang", "");
        return own.isEmpty() ? request.getElement().attributeValue("lang", "") : own;
    }

    private IQ begin(IQ request, JID as, Command command, String action, Locale locale) {
        if (!action.equals("execute") && !action.equals("next")) {
            return wrong(request, as, PacketError.Condition.bad_request, "bad-sessionid");
        }
        Running fresh = new Running(UUID.randomUUID().toString(), request.getFrom(), command, new ArrayDeque<>());
        return show(request, as, fresh, command.begin(new Asked(request.getFrom(), locale, Map.of())));
    }

    private IQ goOn(IQ request, JID as, Command command, String id, String action, Locale locale) {
        Running now = find(request.getFrom(), id);
        if (now == null || now.command() != command || !now.who().equals(request.getFrom())) {
            // Which it is cannot be told once it is forgotten.
            return wrong(request, as, PacketError.Condition.not_allowed, "session-expired");
        }
        Stage.Form stage = now.stages().peek();
        Optional<Element> form = Forms.in(request.getChildElement());
        switch (action) {
            case "cancel" -> {
                forget(now);
                return answer(request, as, now, "canceled");
            }
            case "prev" -> {
                if (now.stages().size() < 2) {
                    return wrong(request, as, PacketError.Condition.bad_request, "bad-action");
                }
                now.stages().pop();
                return show(request, as, now, now.stages().pop());
            }
            case "execute", "next", "complete" -> {
                if (action.equals("complete") && !stage.last() || action.equals("next") && stage.last()) {
                    return wrong(request, as, PacketError.Condition.bad_request, "bad-action");
                }
                if (form.isEmpty() || !"submit".equals(form.get().attributeValue("type"))) {
                    return wrong(request, as, PacketError.Condition.bad_request, "bad-payload");
                }
                Map<String, List<String>> values = Forms.values(form.get());
                return show(request, as, now, missing(stage, values) ? stage : stage.next().apply(new Asked(request.getFrom(), locale, values)));
            }
            default -> {
                return wrong(request, as, PacketError.Condition.bad_request, "malformed-action");
            }
        }
    }

    // XEP-0004 §3.2: what is required is asked for until it is there.
    private static boolean missing(Stage.Form stage, Map<String, List<String>> values) {
        return stage.form().elements("field").stream().map(Element.class::cast).filter(field -> field.element("required") != null)
            .anyMatch(field -> String.join("", values.getOrDefault(field.attributeValue("var"), List.of())).isBlank());
    }

    // ---- what is shown

    private IQ show(IQ request, JID as, Running now, Stage stage) {
        if (stage instanceof Stage.Form form) {
            // The same form asked once more takes the place of itself.
            if (!now.stages().isEmpty() && now.stages().peek().form() == form.form()) {
                now.stages().pop();
            }
            now.stages().push(form);
            while (now.stages().size() > STAGES) {
                now.stages().removeLast();
            }
            keep(now);
            IQ answer = answer(request, as, now, "executing");
            Element command = answer.getChildElement();
            Element actions = command.addElement("actions").addAttribute("execute", form.last() ? "complete" : "next");
            if (now.stages().size() > 1) {
                actions.addElement("prev");
            }
            actions.addElement(form.last() ? "complete" : "next");
            note(command, form.problem(), "error");
            command.add(form.form().createCopy());
            return answer;
        }
        forget(now);
        IQ answer = answer(request, as, now, "completed");
        if (stage instanceof Stage.Done done) {
            note(answer.getChildElement(), done.note(), "info");
            if (done.result() != null) {
                answer.getChildElement().add(done.result().createCopy());
            }
        } else if (stage instanceof Stage.Failed failed) {
            note(answer.getChildElement(), failed.why(), "error");
        }
        return answer;
    }

    private static void note(Element command, String words, String type) {
        if (!words.isEmpty()) {
            command.addElement("note").addAttribute("type", type).setText(words);
        }
    }

    private static IQ answer(IQ request, JID as, Running now, String status) {
        IQ answer = IQ.createResultIQ(request);
        answer.setFrom(as);
        answer.setChildElement("command", Ns.COMMANDS).addAttribute("node", now.command().node()).addAttribute("sessionid", now.id())
            .addAttribute("status", status);
        return answer;
    }

    private static IQ wrong(IQ request, JID as, PacketError.Condition condition, String why) {
        IQ answer = StanzaErrors.answer(request, as, condition);
        StanzaErrors.add(answer, why, Ns.COMMANDS);
        return answer;
    }

    // ---- what is in the middle

    private Running find(JID who, String id) {
        Map<String, Running> own = running.getIfPresent(who.toBareJID());
        if (own == null) {
            return null;
        }
        synchronized (own) {
            return own.get(id);
        }
    }

    private void keep(Running now) {
        Map<String, Running> own = running.get(now.who().toBareJID(), any -> new LinkedHashMap<>());
        synchronized (own) {
            own.put(now.id(), now);
            while (own.size() > MOST_OF_ONE) {
                own.remove(own.keySet().iterator().next());
            }
        }
    }

    private void forget(Running now) {
        Map<String, Running> own = running.getIfPresent(now.who().toBareJID());
        if (own != null) {
            synchronized (own) {
                own.remove(now.id());
            }
        }
    }
}

package org.igniterealtime.openfire.plugin.fireside.annex;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.host.Inquiries;
import org.igniterealtime.openfire.plugin.fireside.work.Clock;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Forms;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Ns;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Xml;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/** Asks the component outside. Calls return at once. */
public final class Annex {
    private static final Logger LOG = LoggerFactory.getLogger(Annex.class);
    private static final Duration LOOK = Duration.ofSeconds(5);
    /** Looks between which it is asked again what it told. */
    private static final int RARELY = 60;
    private static final int MOST_GONE = 10_000;
    private static final int MOST_AT_ONCE = 50;
    // Nothing that could say more in a header than where (Content Security Policy §2.3.1).
    private static final Pattern ORIGIN = Pattern.compile("https?://(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\\[[0-9a-f:.]{2,45}\\])(?::[0-9]{1,5})?");

    private final Inquiries inquiries;
    private final JID component;
    private final JID plugin;
    private final Lane lane;
    private final Set<JID> gone = new LinkedHashSet<>();
    private volatile Optional<String> web = Optional.empty();
    private volatile Set<InetSocketAddress> places = Set.of();
    private int looks;

    /** @param component its address @param plugin as whom the plugin speaks for itself @param lane for what blocks */
    public Annex(Inquiries inquiries, JID component, JID plugin, Lane lane) {
        this.lane = lane;
        this.inquiries = inquiries;
        this.component = component;
        this.plugin = plugin;
    }

    /** Begins to look whether it is there. */
    public void open(Clock clock) {
        look();
        clock.every(LOOK, this::look);
    }

    private void look() {
        if (web.isEmpty() || looks++ % RARELY == 0) {
            learn();
        }
        List<JID> waiting;
        synchronized (gone) {
            waiting = gone.stream().limit(MOST_AT_ONCE).toList();
        }
        waiting.forEach(this::tell);
    }

    /** Scheme, host and port where it takes and gives files, once it has told. */
    public Optional<String> web() {
        return web;
    }

    private void learn() {
        IQ question = new IQ(IQ.Type.get);
        question.setChildElement("query", Ns.DISCO_INFO);
        ask(question, plugin).whenComplete((answer, fault) -> {
            if (fault == null && answer.getType() == IQ.Type.result) {
                Optional<String> told = told(answer.getChildElement());
                if (!told.equals(web)) {
                    LOG.info("The component outside has files at {}", told.orElse("no address"));
                }
                web = told;
                lane.call(this, () -> places = told.map(Annex::places).orElse(Set.of()));
            }
        });
    }

    /** The addresses and ports of {@link #web}, which may be such as nobody else on the internet can reach. */
    public Set<InetSocketAddress> places() {
        return places;
    }

    private static Set<InetSocketAddress> places(String origin) {
        URI uri = URI.create(origin);
        int port = uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
        try {
            return Stream.of(InetAddress.getAllByName(uri.getHost())).map(address -> new InetSocketAddress(address, port)).collect(Collectors.toSet());
        } catch (UnknownHostException | IllegalArgumentException nowhere) {
            LOG.warn("There is no {}, where the component outside has its files", origin);
            return Set.of();
        }
    }

    private static Optional<String> told(Element query) {
        return Xml.children(query, "x", Ns.DATA_FORMS).stream().map(Forms::values)
            .filter(values -> values.getOrDefault(Forms.FORM_TYPE, List.of()).contains(Ns.COMPONENT))
            .flatMap(values -> values.getOrDefault("web", List.of()).stream()).filter(origin -> ORIGIN.matcher(origin).matches()).findFirst();
    }

    /** Whether an address is one of its files. @param url any text */
    public boolean has(String url) {
        return web.filter(origin -> url.startsWith(origin + "/files/")).isPresent();
    }

    /**
     * Asks in somebody's name.
     *
     * @param request without addresses
     * @param account bare JID of one of ours
     * @return the result or error
     */
    public CompletableFuture<IQ> ask(IQ request, JID account) {
        request.setTo(component);
        return inquiries.ask(request, account);
    }

    /** As whom the plugin speaks for itself. */
    JID plugin() {
        return plugin;
    }

    /** Asks in somebody's name, and waits: for lanes. @throws IOException when no answer came in time */
    public IQ answer(IQ request, JID account, Duration patience) throws IOException {
        try {
            return ask(request, account).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException silent) {
            throw new IOException("The component outside does not answer", silent);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    /** An account is no more: it is told until it has heard. @param account bare */
    public void forget(JID account) {
        synchronized (gone) {
            if (gone.size() >= MOST_GONE) {
                LOG.warn("The component outside does not hear that accounts are gone; what {} has there stays", account);
                return;
            }
            gone.add(account);
        }
        tell(account);
    }

    private void tell(JID account) {
        IQ request = new IQ(IQ.Type.set);
        request.setChildElement("gone", Ns.COMPONENT).addAttribute("account", account.toString());
        ask(request, plugin).whenComplete((answer, fault) -> {
            if (fault == null && answer.getType() == IQ.Type.result) {
                synchronized (gone) {
                    gone.remove(account);
                }
            } else {
                LOG.debug("The component outside has not heard that {} is gone", account);
            }
        });
    }
}

package org.igniterealtime.openfire.plugin.fireside.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches from the web what somebody else names, and only what anybody could fetch. At each hop the host is looked up once, all
 * its addresses are checked, and the connection goes to one of those: no later answer of a name server counts. No cookies, no
 * log-ins, no proxy, no connection used twice.
 */
public final class Fetcher implements Fetching, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> CONTENT = Set.of(200, 203);

    private final Guard guard;
    private final Network network;
    private final Limits limits;
    private final Names names;
    private final Doors doors;
    private final Set<Hop> hops = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public Fetcher(Guard guard, Network network, Limits limits) {
        this.guard = guard;
        this.network = network;
        this.limits = limits;
        this.names = new Names(network);
        this.doors = new Doors(limits.each(), limits.all());
    }

    /** Either content or a redirect. */
    private record Answer(Result.Fetched content, WebAddress elsewhere) {
    }

    /** Blocks, no longer than {@link Limits#whole}. */
    @Override
    public Result fetch(Wanted wanted) {
        Deadline deadline = new Deadline(limits.whole());
        try {
            return follow(WebAddress.of(wanted.url()).orElseThrow(() -> new Stopped(Reason.MALFORMED)), wanted, deadline);
        } catch (Stopped stopped) {
            return new Result.Refused(stopped.reason());
        } catch (IOException | HttpException broken) {
            return new Result.Refused(Hop.reason(broken));
        } catch (RuntimeException fault) {
            LOG.warn("What came from {} could not be read", wanted.url(), fault);
            return new Result.Refused(Reason.BROKEN);
        }
    }

    private Result follow(WebAddress first, Wanted wanted, Deadline deadline) throws IOException, HttpException {
        WebAddress address = first;
        for (int hop = 0; hop <= limits.redirects(); hop++) {
            Answer answer = ask(address, wanted, deadline);
            if (answer.content() != null) {
                return answer.content();
            }
            stopFor(guard.refuses(address, answer.elsewhere()));
            address = answer.elsewhere();
        }
        throw new Stopped(Reason.REDIRECTS);
    }

    private Answer ask(WebAddress address, Wanted wanted, Deadline deadline) throws IOException, HttpException {
        List<InetSocketAddress> places = places(address, deadline);
        Hop hop = new Hop(network, limits, doors, deadline, address);
        hops.add(hop);
        try (hop) {
            if (closed) {
                throw new Stopped(Reason.BUSY);
            }
            hop.connect(places);
            ClassicHttpResponse response = hop.ask(wanted);
            return REDIRECTS.contains(response.getCode()) ? new Answer(null, elsewhere(address, response))
                : new Answer(content(address, hop, response, wanted), null);
        } finally {
            hops.remove(hop);
        }
    }

    // A host that is both in public and elsewhere is refused: to try the public one first would leave the choice to whoever named it.
    private List<InetSocketAddress> places(WebAddress address, Deadline deadline) throws Stopped {
        stopFor(guard.refuses(address));
        List<InetAddress> found = names.resolve(address, deadline);
        if (!found.stream().allMatch(each -> guard.allows(each, address.port()))) {
            throw new Stopped(Reason.ADDRESS);
        }
        return found.stream().map(each -> new InetSocketAddress(each, address.port())).toList();
    }

    private static void stopFor(Optional<Reason> refused) throws Stopped {
        if (refused.isPresent()) {
            throw new Stopped(refused.get());
        }
    }

    private static WebAddress elsewhere(WebAddress address, ClassicHttpResponse response) throws Stopped {
        Header[] locations = response.getHeaders("Location");
        if (locations.length != 1) {
            throw new Stopped(Reason.LOCATION);
        }
        return address.resolve(locations[0].getValue()).orElseThrow(() -> new Stopped(Reason.LOCATION));
    }

    private static Result.Fetched content(WebAddress address, Hop hop, ClassicHttpResponse response, Wanted wanted) throws IOException, HttpException {
        if (!CONTENT.contains(response.getCode())) {
            throw new Stopped(Reason.STATUS);
        }
        // Two of them could mean another type to us than to who reads it next.
        Header[] types = response.getHeaders("Content-Type");
        ContentType declared = types.length == 1 ? ContentType.parseLenient(types[0].getValue()) : null;
        String type = declared == null || declared.getMimeType() == null ? "" : declared.getMimeType().toLowerCase(Locale.ROOT);
        if (!wanted.types().isEmpty() && !wanted.types().contains(type)) {
            throw new Stopped(Reason.TYPE);
        }
        Charset charset = declared == null ? null : declared.getCharset();
        Body body = hop.body(response, wanted);
        return new Result.Fetched(address, type, charset, body.bytes(), body.whole());
    }

    /** Ends what is under way, too. */
    @Override
    public void close() {
        closed = true;
        names.close();
        hops.forEach(Hop::end);
    }
}

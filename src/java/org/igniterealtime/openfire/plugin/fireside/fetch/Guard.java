package org.igniterealtime.openfire.plugin.fireside.fetch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What may be asked for: what anybody on the internet could ask for as well, and what an admin allows besides. */
public class Guard {
    private static final Set<Integer> PORTS = Set.of(80, 443);
    private static final Pattern NUMERIC = Pattern.compile("(?:.*\\.)?(?:\\d+|0x[0-9a-f]*)");
    private static final Pattern DOTTED = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern NOWHERE = Pattern.compile("(?:.*\\.)?(?:localhost|onion)");

    private final Supplier<Set<InetSocketAddress>> besides;

    /** @param besides resolved addresses with their ports, whatever they are */
    public Guard(Set<InetSocketAddress> besides) {
        this(() -> besides);
    }

    /** @param besides the same, asked for each time, so that an admin can change it */
    public Guard(Supplier<Set<InetSocketAddress>> besides) {
        this.besides = besides;
    }

    /** Why an address is not even looked up. */
    public Optional<Reason> refuses(WebAddress address) {
        if (!address.scheme().equals("http") && !address.scheme().equals("https")) {
            return Optional.of(Reason.SCHEME);
        }
        if (address.credentials()) {
            return Optional.of(Reason.CREDENTIALS);
        }
        if (numeric(address.host()) || NOWHERE.matcher(address.host()).matches()) {
            return Optional.of(Reason.HOST);
        }
        boolean port = PORTS.contains(address.port()) || besides.get().stream().anyMatch(place -> place.getPort() == address.port());
        return port ? Optional.empty() : Optional.of(Reason.PORT);
    }

    /** Why a redirect is not followed, wherever it leads. */
    public Optional<Reason> refuses(WebAddress from, WebAddress to) {
        return from.scheme().equals("https") && to.scheme().equals("http") ? Optional.of(Reason.DOWNGRADE) : Optional.empty();
    }

    /** Whether to connect to where a host really is. */
    public boolean allows(InetAddress address, int port) {
        return PORTS.contains(port) && PublicAddresses.include(address) || besides.get().contains(new InetSocketAddress(address, port));
    }

    // WHATWG URL §3.5: where the last label is a number, the host is one, and each program reads it in its own way.
    private static boolean numeric(String host) {
        return host.indexOf(':') < 0 && NUMERIC.matcher(host).matches() && !DOTTED.matcher(host).matches();
    }
}

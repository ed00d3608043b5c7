package org.igniterealtime.openfire.plugin.fireside.host;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jivesoftware.util.JiveGlobals;
import org.jivesoftware.util.PropertyEventDispatcher;
import org.jivesoftware.util.PropertyEventListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fireside's settings: system properties of the host named {@code fireside.*}, read when they are needed, so changed live. */
public final class Settings {
    /** Asks for the giving back of social nodes. */
    public static final String GIVE_BACK = "giveback";
    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final String PREFIX = "fireside.";
    private static final Pattern PLACE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[0-9a-f:.]+\\]):(\\d{1,5})");
    private static final int LEAST_SECRET = 32;

    /** How long a session lingers after its last page has left. */
    public Duration grace() {
        return seconds("session.grace", 60);
    }

    /** How long a page without a socket keeps what it missed. */
    public Duration pageLinger() {
        return seconds("page.linger", 120);
    }

    /** Whether the address of the services is left to a component outside the server. */
    public boolean componentOutside() {
        return JiveGlobals.getProperty(PREFIX + "component", "").equals("outside");
    }

    /** Whether something of the host is mended. @param property its whole name */
    public boolean repairs(String property) {
        return JiveGlobals.getBooleanProperty(property, true);
    }

    /** After how long a silence a room of another server is asked whether it has one in it still. */
    public Duration roomSilence() {
        return seconds("rooms.silence", 900);
    }

    /** Days that messages are kept; 0 keeps them for ever. */
    public int archiveDays() {
        return Math.max(0, integer("archive.days", 0));
    }

    /** Whether the archives of accounts and rooms are read by other clients (XEP-0313). */
    public boolean history() {
        return JiveGlobals.getBooleanProperty(PREFIX + "history.enabled", true);
    }

    /** Days that a post of another server is kept after it came or was last looked for. */
    public int remoteDays() {
        return Math.max(1, integer("remote.days", 90));
    }

    /** Bytes that the spool may hold on disk while the database is down. */
    public long spoolBytes() {
        return Math.max(64 * 1024L, JiveGlobals.getLongProperty(PREFIX + "spool.bytes", 64L * 1024 * 1024));
    }

    /** How long a log-in that is kept lasts without being used. */
    public Duration keptLogin() {
        return Duration.ofDays(Math.max(1, integer("login.kept.days", 30)));
    }

    /** How long a log-in that is not kept lasts without being used. */
    public Duration shortLogin() {
        return Duration.ofHours(Math.max(1, integer("login.hours", 12)));
    }

    /** Failed log-ins that one address may make at once; it gets as many again in ten minutes. */
    public int failuresPerAddress() {
        return Math.max(1, integer("login.failures.address", 30));
    }

    /** Failed log-ins that one account takes at once; it gets as many again in ten minutes. */
    public int failuresPerAccount() {
        return Math.max(1, integer("login.failures.account", 10));
    }

    /** Accounts that one address may create in an hour. */
    public int registrationsPerAddress() {
        return Math.max(1, integer("registration.address", 5));
    }

    /** Actions that a page may send a second, evenly; a burst of three times as many is taken at once. */
    public int actionsPerSecond() {
        return Math.max(1, integer("live.actions", 40));
    }

    /** Whether people of this server who chose so can be found by others of it. */
    public boolean peopleSearch() {
        return JiveGlobals.getBooleanProperty(PREFIX + "search.people", true);
    }

    /** Questions of one person a minute, in the search box as from other clients; read once. */
    public int searchesPerMinute() {
        return Math.max(1, integer("search.minute", 60));
    }

    /** Requests a second that one account may send to our services for long; ten seconds' worth of them is taken at once. */
    public int requestsPerSecond() {
        return Math.max(1, integer("requests.account", 100));
    }

    /** Requests a second that change something and come from one other server, likewise. */
    public int writesPerSecond() {
        return Math.max(1, integer("requests.domain", 30));
    }

    /** Bytes that one file may have. */
    public long fileSize() {
        return bytes("files.size", 50);
    }

    /** Bytes that all files of one owner may have. */
    public long fileQuota() {
        return bytes("files.quota", 1024);
    }

    /** Bytes that one owner may upload in a day. */
    public long filesPerDay() {
        return bytes("files.day", 500);
    }

    /** Media types that may be uploaded: as {@code image/png}, {@code image/*} or {@code *}, in small letters. */
    public List<String> fileTypes() {
        return words("files.types", "*");
    }

    /** The limits of uploads that are changed together, in megabytes, by their names. */
    public Map<String, Integer> fileLimits() {
        Map<String, Integer> limits = new LinkedHashMap<>();
        limits.put("size", megabytes(fileSize()));
        limits.put("day", megabytes(filesPerDay()));
        limits.put("quota", megabytes(fileQuota()));
        return limits;
    }

    /** From now on. @param megabytes as {@link #fileLimits()} gives them */
    public void fileLimits(Map<String, Integer> megabytes) {
        megabytes.forEach((name, value) -> JiveGlobals.setProperty(PREFIX + "files." + name, Long.toString(value * (1L << 20))));
    }

    /** Whether the server asks other web servers for anything: for what links show, and for their pictures. */
    public boolean previews() {
        return JiveGlobals.getBooleanProperty(PREFIX + "previews.enabled", true);
    }

    /** Addresses, with their ports, that it may ask besides what anybody on the internet can reach. What cannot be read is left out. */
    public Set<InetSocketAddress> previewsBesides() {
        Set<InetSocketAddress> places = new HashSet<>();
        words("previews.besides", "").forEach(word -> {
            Matcher place = PLACE.matcher(word);
            try {
                if (place.matches()) {
                    // No name: nothing is looked up.
                    places.add(new InetSocketAddress(InetAddress.getByName(place.group(1)), Integer.parseInt(place.group(2))));
                }
            } catch (UnknownHostException | IllegalArgumentException unreadable) {
                LOG.debug("The setting {}previews.besides names no address and port: {}", PREFIX, word);
            }
        });
        return places;
    }

    /** Bytes that pictures of other servers may have on disk. */
    public long previewsBytes() {
        return bytes("previews.bytes", 512);
    }

    /** What nobody but this installation knows; made when it is asked for first, and the same for all nodes of a cluster. */
    public byte[] secret() {
        String name = PREFIX + "secret";
        String kept = JiveGlobals.getProperty(name, "");
        if (kept.length() < LEAST_SECRET) {
            byte[] fresh = new byte[32];
            new SecureRandom().nextBytes(fresh);
            kept = Base64.getEncoder().encodeToString(fresh);
            JiveGlobals.setProperty(name, kept, true);
        }
        return kept.getBytes(StandardCharsets.UTF_8);
    }

    /** How far it is with giving back what accounts have in their social nodes, or empty. */
    public String giveBack() {
        return JiveGlobals.getProperty(PREFIX + GIVE_BACK, "");
    }

    /** Has it begun by who waits for it ({@link #whenAsked}). */
    public void startGiveBack() {
        JiveGlobals.setProperty(PREFIX + GIVE_BACK, "start");
    }

    /** How long a slot waits for its upload. */
    public Duration fileSlot() {
        return Duration.ofMinutes(Math.max(1, integer("files.slot", 15)));
    }

    /** Days that a file is kept; 0 keeps it for ever. */
    public int fileDays() {
        return Math.max(0, integer("files.days", 0));
    }

    /** Domains besides the server's own whose people may upload. */
    public List<String> fileDomains() {
        return words("files.domains", "");
    }

    /**
     * Whether frames are compressed (RFC 7692). Off: {@code bin/bench compression} finds a chat's frames of 1.8 kB become 84
     * bytes, for 246 KB of native memory a socket, sixteen times what a page may cost.
     */
    public boolean compressFrames() {
        return JiveGlobals.getBooleanProperty(PREFIX + "live.compress", false);
    }

    /** Whether a task that runs too long is given up, and its thread with it, after so long. */
    public Duration stuckAfter() {
        return seconds("actor.stuck", 10);
    }

    /** The web context, on the ports of HTTP-bind. */
    public String contextPath() {
        String path = JiveGlobals.getProperty(PREFIX + "path", "/fireside").strip();
        return path.matches("/[A-Za-z0-9._-]+") ? path : "/fireside";
    }

    /**
     * Has something done whenever an admin asks for it, by setting a property to {@code start}. How far it is stands in the
     * property then.
     *
     * @param work called on the thread that sets the property; takes where to say how far it is
     * @return ends that
     */
    public AutoCloseable whenAsked(String name, Consumer<Consumer<String>> work) {
        Asked asked = new Asked(PREFIX + name, work);
        PropertyEventDispatcher.addListener(asked);
        return () -> PropertyEventDispatcher.removeListener(asked);
    }

    private record Asked(String property, Consumer<Consumer<String>> work) implements PropertyEventListener {
        @Override
        public void propertySet(String name, Map<String, Object> values) {
            if (property.equals(name) && "start".equals(values.get("value"))) {
                work.accept(progress -> JiveGlobals.setProperty(property, progress));
            }
        }

        @Override
        public void propertyDeleted(String name, Map<String, Object> values) {
            // Nothing is asked for.
        }

        @Override
        public void xmlPropertySet(String name, Map<String, Object> values) {
            // Fireside has no setting in the file.
        }

        @Override
        public void xmlPropertyDeleted(String name, Map<String, Object> values) {
            // Fireside has no setting in the file.
        }
    }

    private static Duration seconds(String name, int otherwise) {
        return Duration.ofSeconds(Math.max(1, integer(name, otherwise)));
    }

    private static int megabytes(long bytes) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes >> 20));
    }

    private static long bytes(String name, long megabytes) {
        return Math.max(1, JiveGlobals.getLongProperty(PREFIX + name, megabytes * 1024 * 1024));
    }

    private static List<String> words(String name, String otherwise) {
        return Stream.of(JiveGlobals.getProperty(PREFIX + name, otherwise).toLowerCase(Locale.ROOT).split("[,\\s]+"))
            .filter(word -> !word.isEmpty()).toList();
    }

    private static int integer(String name, int otherwise) {
        return JiveGlobals.getIntProperty(PREFIX + name, otherwise);
    }
}

package org.igniterealtime.openfire.plugin.fireside.outside;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xmpp.packet.JID;

/**
 * What the process is told: a file of properties, and variables of the environment, which win. A property
 * {@code database.url} is the variable {@code FIRESIDE_DATABASE_URL}.
 */
final class OwnSettings {
    static final String USAGE = """
        Fireside's component needs to know its server. In the environment, or in a file that is named as the only argument
        (domain=..., one a line):
          FIRESIDE_DOMAIN             the server's domain, as example.org; required
          FIRESIDE_SECRET             the secret that the server has for the component; required
          FIRESIDE_HOST               where the server is (127.0.0.1)
          FIRESIDE_PORT               its port for components (5347, as Prosody has it; Openfire has 5275)
          FIRESIDE_ADDRESS            the component's address (fireside.<domain>)
          FIRESIDE_COMMENTS           a second address, for comments, as comments.example.org; none where nothing is said
          FIRESIDE_SECRET_COMMENTS    its secret, if it is another
          FIRESIDE_DATA               the directory of the embedded database, and of files (fireside-component)
          FIRESIDE_DATABASE_URL       PostgreSQL instead of it, as jdbc:postgresql://host/fireside
          FIRESIDE_DATABASE_USER, FIRESIDE_DATABASE_PASSWORD
          FIRESIDE_REQUESTS_ACCOUNT   requests a second that one account may send for long (100)
          FIRESIDE_REQUESTS_DOMAIN    those that change something and come from one other server (30)
          FIRESIDE_FETCH_BESIDES      addresses and ports that may be fetched from for previews though not all the internet reaches
                                      them, as 10.0.0.5:80, [fd00::5]:443
        Files are taken and given where it is said at what address its web server is reached:
          FIRESIDE_WEB_URL            as https://files.example.org; without it there are none
          FIRESIDE_WEB_BIND           where the web server listens (127.0.0.1, for a proxy before it that does TLS)
          FIRESIDE_WEB_PORT           and its port (8380)
          FIRESIDE_WEB_KEYSTORE, FIRESIDE_WEB_KEYSTORE_PASSWORD    for TLS without a proxy: a PKCS #12 file
          FIRESIDE_FILES_FOLDER       the directory of files (files in FIRESIDE_DATA)
          FIRESIDE_FILES_SIZE         bytes of one file (52428800)
          FIRESIDE_FILES_DAY          bytes that one account may upload in a day (524288000)
          FIRESIDE_FILES_QUOTA        bytes of all files of one account (1073741824)
          FIRESIDE_FILES_TYPES        media types that may be uploaded, as image/*, text/plain (*)
          FIRESIDE_FILES_SLOT         minutes that a slot waits for its upload (15)
          FIRESIDE_FILES_DAYS         days that a file is kept (0, for ever)
          FIRESIDE_FILES_DOMAINS      domains besides the server's own whose people may upload""";

    private static final String PREFIX = "FIRESIDE_";
    private static final List<String> NAMES = List.of("domain", "secret", "host", "port", "address", "comments", "secret.comments", "data",
        "database.url", "database.user", "database.password", "requests.account", "requests.domain", "fetch.besides", "web.url", "web.bind", "web.port", "web.keystore", "web.keystore.password",
        "files.folder", "files.size", "files.day", "files.quota", "files.types", "files.slot", "files.days", "files.domains");

    private static final Pattern PLACE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[0-9A-Fa-f:.]+\\]):(\\d{1,5})");

    private final Map<String, String> values = new TreeMap<>();

    /**
     * @param file null for none
     * @throws Misfit for a file that cannot be read, or that says what is not known
     */
    OwnSettings(Path file, Map<String, String> environment) {
        if (file != null) {
            read(file);
        }
        for (String name : NAMES) {
            String said = environment.get(PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_'));
            if (said != null && !said.isBlank()) {
                values.put(name, said.strip());
            }
        }
    }

    private void read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new Misfit("the file " + file + " cannot be read: " + unreadable);
        }
        for (String name : properties.stringPropertyNames()) {
            if (!NAMES.contains(name)) {
                throw new Misfit("the file " + file + " says " + name + ", which is no setting");
            }
            if (!properties.getProperty(name).isBlank()) {
                values.put(name, properties.getProperty(name).strip());
            }
        }
    }

    /** Whether all is said without which it does not go. */
    boolean isComplete() {
        return values.containsKey("domain") && values.containsKey("secret");
    }

    String domain() {
        return address("domain", values.get("domain")).getDomain();
    }

    JID address() {
        return address("address", values.getOrDefault("address", "fireside." + domain()));
    }

    Optional<JID> comments() {
        Optional<JID> comments = Optional.ofNullable(values.get("comments")).map(value -> address("comments", value));
        if (comments.equals(Optional.of(address()))) {
            throw new Misfit("address and comments are the same");
        }
        return comments;
    }

    private static JID address(String name, String value) {
        try {
            JID address = new JID(value);
            if (address.getNode() == null && address.getResource() == null) {
                return address;
            }
        } catch (IllegalArgumentException none) {
            // As one that is more than a domain.
        }
        throw new Misfit(name + " is no domain: " + value);
    }

    /** How the server is reached for an address. */
    Station.Post post(JID address, String secret) {
        return new Station.Post(values.getOrDefault("host", "127.0.0.1"), (int) number("port", 5347, 1, 0xffff), domain(), address, secret);
    }

    int requestsOfAccount() {
        return (int) number("requests.account", 100, 1, 1_000_000);
    }

    int requestsOfDomain() {
        return (int) number("requests.domain", 30, 1, 1_000_000);
    }

    /** @throws Misfit for what is no number from least to most */
    long number(String name, long otherwise, long least, long most) {
        String value = values.getOrDefault(name, Long.toString(otherwise));
        if (!value.matches("[0-9]{1,15}") || Long.parseLong(value) < least || Long.parseLong(value) > most) {
            throw new Misfit(name + " is no number from " + least + " to " + most + ": " + value);
        }
        return Long.parseLong(value);
    }

    String secret() {
        return values.get("secret");
    }

    String commentsSecret() {
        return values.getOrDefault("secret.comments", secret());
    }

    /** Opens the database. */
    OwnDatabase database() {
        String url = values.get("database.url");
        return url == null ? OwnDatabase.in(folder())
            : OwnDatabase.at(url, values.get("database.user"), values.get("database.password"));
    }

    private Path folder() {
        return Path.of(values.getOrDefault("data", "fireside-component"));
    }

    /** What may be fetched from besides what anybody can reach. */
    Set<InetSocketAddress> besides() {
        return Stream.of(said("fetch.besides").orElse("").split("[,\\s]+")).filter(place -> !place.isEmpty()).map(OwnSettings::place).collect(Collectors.toSet());
    }

    private static InetSocketAddress place(String place) {
        Matcher parts = PLACE.matcher(place);
        try {
            if (parts.matches()) {
                // No name: nothing is looked up.
                return new InetSocketAddress(InetAddress.getByName(parts.group(1)), Integer.parseInt(parts.group(2)));
            }
        } catch (UnknownHostException | IllegalArgumentException none) {
            // As one that is no address.
        }
        throw new Misfit("fetch.besides is no address and port: " + place);
    }

    /** What is said of something. */
    Optional<String> said(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Files, if there are to be any. */
    Optional<FileSettings> files() {
        return FileSettings.of(this, folder().resolve("files"));
    }
}

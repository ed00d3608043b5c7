package org.igniterealtime.openfire.plugin.fireside.outside;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
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
          FIRESIDE_DATA               the directory of the embedded database (fireside-component)
          FIRESIDE_DATABASE_URL       PostgreSQL instead of it, as jdbc:postgresql://host/fireside
          FIRESIDE_DATABASE_USER, FIRESIDE_DATABASE_PASSWORD
          FIRESIDE_REQUESTS_ACCOUNT   requests a second that one account may send for long (100)
          FIRESIDE_REQUESTS_DOMAIN    those that change something and come from one other server (30)""";

    private static final String PREFIX = "FIRESIDE_";
    private static final List<String> NAMES = List.of("domain", "secret", "host", "port", "address", "comments", "secret.comments", "data",
        "database.url", "database.user", "database.password", "requests.account", "requests.domain");

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
        return new Station.Post(values.getOrDefault("host", "127.0.0.1"), port(), domain(), address, secret);
    }

    private int port() {
        return number("port", 5347, 0xffff);
    }

    int requestsOfAccount() {
        return number("requests.account", 100, 1_000_000);
    }

    int requestsOfDomain() {
        return number("requests.domain", 30, 1_000_000);
    }

    private int number(String name, int otherwise, int most) {
        String value = values.getOrDefault(name, Integer.toString(otherwise));
        if (!value.matches("[0-9]{1,7}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > most) {
            throw new Misfit(name + " is no number from 1 to " + most + ": " + value);
        }
        return Integer.parseInt(value);
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
        return url == null ? OwnDatabase.in(Path.of(values.getOrDefault("data", "fireside-component")))
            : OwnDatabase.at(url, values.get("database.user"), values.get("database.password"));
    }
}

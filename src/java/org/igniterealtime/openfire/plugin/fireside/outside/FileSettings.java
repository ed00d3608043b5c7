package org.igniterealtime.openfire.plugin.fireside.outside;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.igniterealtime.openfire.plugin.fireside.files.FileLimits;

/**
 * What the process is told of files, by {@link OwnSettings}; limits have the plugin's names and defaults.
 *
 * @param web scheme, host and port at which the world reaches its web server
 * @param listen where that listens
 * @param tls null where somebody before it takes care of that
 * @param folder where files are
 * @param domains besides the server's own whose people may upload
 */
record FileSettings(String web, InetSocketAddress listen, SSLContext tls, Path folder, List<String> domains, FileLimits limits) {

    /**
     * @param said the value of a setting, or null
     * @param folder where they are if nothing is said
     * @return empty where no address on the web is said: then there are no files
     * @throws Misfit for what cannot be
     */
    static Optional<FileSettings> of(Function<String, String> said, Path folder) {
        String web = said.apply("web.url");
        if (web == null) {
            return Optional.empty();
        }
        return Optional.of(new FileSettings(web(web), listen(or(said, "web.bind", "127.0.0.1"), or(said, "web.port", "8380")),
            tls(said.apply("web.keystore"), or(said, "web.keystore.password", "")),
            Optional.ofNullable(said.apply("files.folder")).map(Path::of).orElse(folder), words(or(said, "files.domains", "")),
            new FileLimits(bytes(said, "files.size", 50), bytes(said, "files.quota", 1024), bytes(said, "files.day", 500),
                words(or(said, "files.types", "*")), Duration.ofMinutes(Math.max(1, number(said, "files.slot", 15))),
                Duration.ofDays(number(said, "files.days", 0)))));
    }

    /** No more than this is needed to let a page ask there (Content Security Policy §2.3.1). */
    private static String web(String address) {
        try {
            URI uri = new URI(address.replaceFirst("/$", ""));
            String scheme = String.valueOf(uri.getScheme());
            boolean plain = uri.getHost() != null && uri.getUserInfo() == null && uri.getRawPath().isEmpty() && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
            if (plain && scheme.matches("https?")) {
                return uri.toString().toLowerCase(Locale.ROOT);
            }
        } catch (java.net.URISyntaxException none) {
            // As one that is more than that.
        }
        throw new Misfit("web.url is no address as https://files.example.org: " + address);
    }

    private static InetSocketAddress listen(String host, String port) {
        InetSocketAddress address = new InetSocketAddress(host, OwnSettings.port("web.port", port));
        if (address.isUnresolved()) {
            throw new Misfit("web.bind is no address: " + host);
        }
        return address;
    }

    private static SSLContext tls(String keystore, String password) {
        if (keystore == null) {
            return null;
        }
        try {
            char[] secret = password.toCharArray();
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(KeyStore.getInstance(new File(keystore), secret), secret);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(keys.getKeyManagers(), null, null);
            return tls;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
            throw new Misfit("web.keystore cannot be used: " + unusable);
        }
    }

    private static String or(Function<String, String> said, String name, String otherwise) {
        return Optional.ofNullable(said.apply(name)).orElse(otherwise);
    }

    private static long bytes(Function<String, String> said, String name, long megabytes) {
        return Math.max(1, number(said, name, megabytes << 20));
    }

    private static long number(Function<String, String> said, String name, long otherwise) {
        String number = or(said, name, Long.toString(otherwise));
        if (!number.matches("[0-9]{1,15}")) {
            throw new Misfit(name + " is no number: " + number);
        }
        return Long.parseLong(number);
    }

    private static List<String> words(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("[,\\s]+")).filter(word -> !word.isEmpty()).toList();
    }
}

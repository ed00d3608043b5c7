package org.igniterealtime.openfire.plugin.fireside.outside;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
     * @param folder where they are if nothing is said
     * @return empty where no address on the web is said: then there are no files
     * @throws Misfit for what cannot be
     */
    static Optional<FileSettings> of(OwnSettings settings, Path folder) {
        return settings.said("web.url").map(web -> new FileSettings(web(web), listen(settings), tls(settings),
            settings.said("files.folder").map(Path::of).orElse(folder), words(settings.said("files.domains").orElse("")), limits(settings)));
    }

    private static FileLimits limits(OwnSettings settings) {
        return new FileLimits(bytes(settings, "files.size", 50), bytes(settings, "files.quota", 1024), bytes(settings, "files.day", 500),
            words(settings.said("files.types").orElse("*")), Duration.ofMinutes(settings.number("files.slot", 15, 1, 10_000)),
            Duration.ofDays(settings.number("files.days", 0, 0, 100_000)));
    }

    private static long bytes(OwnSettings settings, String name, long megabytes) {
        return settings.number(name, megabytes << 20, 1, 1L << 48);
    }

    private static List<String> words(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("[,\\s]+")).filter(word -> !word.isEmpty()).toList();
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
        } catch (URISyntaxException none) {
            // As one that is more than that.
        }
        throw new Misfit("web.url is no address as https://files.example.org: " + address);
    }

    private static InetSocketAddress listen(OwnSettings settings) {
        String host = settings.said("web.bind").orElse("127.0.0.1");
        InetSocketAddress address = new InetSocketAddress(host, (int) settings.number("web.port", 8380, 1, 0xffff));
        if (address.isUnresolved()) {
            throw new Misfit("web.bind is no address: " + host);
        }
        return address;
    }

    private static SSLContext tls(OwnSettings settings) {
        Optional<String> keystore = settings.said("web.keystore");
        if (keystore.isEmpty()) {
            return null;
        }
        try {
            char[] secret = settings.said("web.keystore.password").orElse("").toCharArray();
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(KeyStore.getInstance(new File(keystore.get()), secret), secret);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(keys.getKeyManagers(), null, null);
            return tls;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
            throw new Misfit("web.keystore cannot be used: " + unusable);
        }
    }
}

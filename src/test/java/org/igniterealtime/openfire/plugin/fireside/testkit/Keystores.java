package org.igniterealtime.openfire.plugin.fireside.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/** The stores that Openfire looks for: a self-signed certificate for the domain and the loopback, nobody trusted. */
final class Keystores {

    /** Openfire's default. */
    static final String PASSWORD = "changeit";
    /** Making a key takes a second: one for each domain and build. */
    private static final Path CACHE = Path.of("target/openfire/keystores").toAbsolutePath();

    private Keystores() {
    }

    static void create(Path folder, String domain) throws IOException {
        Files.createDirectories(folder);
        Files.copy(identity(domain), folder.resolve("keystore"));
        empty(folder.resolve("truststore"));
        empty(folder.resolve("client.truststore"));
    }

    /** A key of its own for a host, with the usual password. */
    static synchronized Path identity(String domain) throws IOException {
        Path store = CACHE.resolve(domain + ".jks");
        if (!Files.exists(store)) {
            Files.createDirectories(CACHE);
            Path fresh = Files.createTempDirectory(CACHE, "new-").resolve("keystore");
            generate(fresh, domain);
            Files.move(fresh, store, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Files.delete(fresh.getParent());
        }
        return store;
    }

    private static void generate(Path store, String domain) throws IOException {
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-keystore", store.toString(), "-storetype", "JKS", "-storepass", PASSWORD,
                "-keypass", PASSWORD, "-alias", domain + "_rsa", "-keyalg", "RSA", "-keysize", "2048",
                "-validity", "3650", "-dname", "CN=" + domain,
                "-ext", "SAN=dns:" + domain + ",dns:localhost,ip:127.0.0.1").redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes());
        try {
            if (keytool.waitFor() != 0) {
                throw new IOException("keytool: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void empty(Path store) throws IOException {
        try (OutputStream out = Files.newOutputStream(store)) {
            KeyStore keystore = KeyStore.getInstance("JKS");
            keystore.load(null, PASSWORD.toCharArray());
            keystore.store(out, PASSWORD.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}

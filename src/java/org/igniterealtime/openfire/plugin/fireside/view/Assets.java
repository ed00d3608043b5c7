package org.igniterealtime.openfire.plugin.fireside.view;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Styles, scripts and pictures, in memory, packed once. Their address carries one digest of them all, so that they are
 * cached for ever and modules import each other by relative paths.
 */
public final class Assets {
    private static final Map<String, String> TYPES = Map.of("css", "text/css;charset=utf-8", "js", "text/javascript;charset=utf-8",
        "svg", "image/svg+xml", "png", "image/png", "webmanifest", "application/manifest+json");
    private static final List<String> PACKED = List.of("css", "js", "svg", "webmanifest");

    /** @param packed with gzip, or null when that is not worth it */
    public record Asset(String type, byte[] plain, byte[] packed) {
    }

    private final Map<String, Asset> assets = new TreeMap<>();
    private final Map<String, SafeHtml> icons = new TreeMap<>();
    private final String digest;
    private final String base;

    /** @param web the folder with the templates and what they need @param context the web context's path */
    public Assets(Path web, String context) {
        this.base = context + "/assets/";
        try (Stream<Path> files = Files.walk(web)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = web.relativize(file).toString().replace('\\', '/');
                String ending = name.substring(name.lastIndexOf('.') + 1);
                if (name.startsWith("base/icons/")) {
                    icons.put(name.substring("base/icons/".length()).replace(".svg", ""), icon(Files.readString(file)));
                } else if (TYPES.containsKey(ending) && !name.startsWith("WEB-INF/")) {
                    byte[] plain = Files.readAllBytes(file);
                    assets.put(name, new Asset(TYPES.get(ending), plain, PACKED.contains(ending) ? pack(plain) : null));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        digest = digest();
    }

    /** The address of a file below the web folder. */
    public String url(String name) {
        return base + digest + "/" + name;
    }

    /** @param path what follows {@code /assets/}: digest and name */
    public Optional<Asset> find(String path) {
        int slash = path.indexOf('/');
        return slash < 0 || !path.substring(0, slash).equals(digest) ? Optional.empty()
            : Optional.ofNullable(assets.get(path.substring(slash + 1)));
    }

    /** An inline icon, hidden from screen readers: whoever uses it has a name beside it. */
    public SafeHtml iconNamed(String name) {
        return icons.getOrDefault(name, SafeHtml.NONE);
    }

    /** Names of all files with that ending in a folder. */
    public List<String> named(String ending) {
        return assets.keySet().stream().filter(name -> name.endsWith(ending)).toList();
    }

    private static SafeHtml icon(String svg) {
        int start = svg.indexOf("<svg");
        int end = svg.indexOf('>', start);
        String body = svg.substring(end + 1);
        return new SafeHtml("<svg class=\"icon\" viewBox=\"0 0 24 24\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\""
            + " stroke-linecap=\"round\" stroke-linejoin=\"round\" aria-hidden=\"true\" focusable=\"false\">"
            + body.replaceAll("\\s*\\n\\s*", "").strip());
    }

    private static byte[] pack(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    private String digest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            assets.forEach((name, asset) -> {
                sha.update(name.getBytes(StandardCharsets.UTF_8));
                sha.update(asset.plain());
            });
            return HexFormat.of().formatHex(sha.digest(), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

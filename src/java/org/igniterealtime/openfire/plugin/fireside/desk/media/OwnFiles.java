package org.igniterealtime.openfire.plugin.fireside.desk.media;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which addresses are those of files of ours, and where a page of ours finds them: by whatever name it came. */
public final class OwnFiles {
    private static final Pattern PATH = Pattern.compile("([0-9a-f]{32})/[^/?#]+");

    private final Supplier<String> address;
    private final String path;
    private final Predicate<String> annexed;

    /**
     * @param address of the web ports as the world knows it, without a slash at its end
     * @param path of the files there, with slashes at both ends
     * @param annexed which other addresses pages of ours may play from
     */
    public OwnFiles(Supplier<String> address, String path, Predicate<String> annexed) {
        this.address = address;
        this.path = path;
        this.annexed = annexed;
    }

    /** Whether a page of ours may play it in place. */
    boolean plays(String url) {
        return id(url).isPresent() || annexed.test(url);
    }

    /** The path of a file of ours. */
    public Optional<String> path(String url) {
        return id(url).map(id -> url.substring(address.get().length()));
    }

    /** Its id. */
    public Optional<String> id(String url) {
        String base = address.get() + path;
        if (!url.startsWith(base)) {
            return Optional.empty();
        }
        Matcher rest = PATH.matcher(url.substring(base.length()));
        return rest.matches() ? Optional.of(rest.group(1)) : Optional.empty();
    }

    /** What the world calls a file of ours. @param below {@code <id>/<name>}, encoded */
    String url(String below) {
        return address.get() + path + below;
    }

    /** What a page of ours calls it. */
    String local(String below) {
        return path + below;
    }
}

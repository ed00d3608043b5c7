package org.igniterealtime.openfire.plugin.fireside.desk.media;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.igniterealtime.openfire.plugin.fireside.fetch.WebAddress;
import org.igniterealtime.openfire.plugin.fireside.feature.Platform;
import org.igniterealtime.openfire.plugin.fireside.page.FilePages;

/** Which addresses of the web are ours. */
final class OwnAddress {
    private static final Pattern FILE = Pattern.compile("([0-9a-f]{32})/[^/?]+");

    private final Platform platform;

    OwnAddress(Platform platform) {
        this.platform = platform;
    }

    /** Whether a page of ours is there. Any port counts: HTTP-bind has two, and a proxy others. */
    boolean is(WebAddress address) {
        return (address.host().equals(platform.server().domain()) || WebAddress.of(platform.server().webAddress()).filter(own -> own.host().equals(address.host()))
            .isPresent()) && (address.target() + "/").startsWith(platform.views().context() + "/");
    }

    /** The id of the file of ours that an address names, whether there is one or not. */
    Optional<String> file(String url) {
        return WebAddress.of(url).filter(this::is).flatMap(address -> {
            String files = platform.views().context() + FilePages.PATH;
            Matcher file = FILE.matcher(address.target().startsWith(files) ? address.target().substring(files.length()) : "");
            return file.matches() ? Optional.of(file.group(1)) : Optional.empty();
        });
    }
}

package org.igniterealtime.openfire.plugin.fireside.social.posts;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.igniterealtime.openfire.plugin.fireside.xmpp.Jids;
import org.xmpp.packet.JID;

/** Who is named in words: {@code @bob} of this server, {@code @ana@example.org} of any. */
final class Mentions {
    /** People whom one post can call. */
    private static final int MOST = 20;
    private static final Pattern NAME = Pattern.compile("(?<![\\p{L}\\p{N}@/.])@([\\p{L}\\p{N}._-]{1,64}(?:@[\\p{L}\\p{N}.-]{1,100})?)");

    private Mentions() {
    }

    /** Bare JIDs, each once, in the order of naming. @param domain of who is named without one */
    static List<String> of(String text, String domain) {
        return NAME.matcher(text).results().map(match -> match.group(1).replaceAll("[.-]+$", "")).distinct().limit(MOST)
            .map(name -> Jids.bare(name.contains("@") ? name : name + '@' + domain)).flatMap(Optional::stream).map(JID::toString).distinct().toList();
    }
}

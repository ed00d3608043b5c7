package org.igniterealtime.openfire.plugin.fireside.desk.media;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.igniterealtime.openfire.plugin.fireside.guard.Refusal;
import org.xmpp.packet.JID;

/** Who promises to take a file: this very server, or a service of another process (XEP-0363 §4). */
public interface Slots {
    /**
     * A file that somebody wants to upload.
     *
     * @param type media type without parameters, or empty
     * @param size bytes, at least 1
     */
    record Wanted(String name, String type, long size) {
    }

    /** What became of the wish. */
    sealed interface Answer {
    }

    /**
     * Leave to upload.
     *
     * @param put where the page sends it: a path of ours, or an address elsewhere
     * @param get the address that others have it from
     * @param headers that the upload has to have (XEP-0363 §5)
     */
    record Given(String put, String get, Map<String, String> headers) implements Answer {
    }

    /** None, and why. */
    record Refused(Refusal why) implements Answer {
    }

    /** @param owner bare JID of an account of ours */
    CompletionStage<Answer> ask(JID owner, Wanted wanted);
}

package org.igniterealtime.openfire.plugin.fireside.pubsub;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who may publish (XEP-0060 §16.4.3, {@code pubsub#publish_model}). */
public enum PublishModel {
    PUBLISHERS, SUBSCRIBERS, OPEN;

    /** As it stands in a form. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of a word as it stands in a form, or empty. */
    public static Optional<PublishModel> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}

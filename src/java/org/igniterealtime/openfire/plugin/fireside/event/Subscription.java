package org.igniterealtime.openfire.plugin.fireside.event;

/** Ends what a subscriber began; closing twice does nothing. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}

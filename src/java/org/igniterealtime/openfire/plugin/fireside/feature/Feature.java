package org.igniterealtime.openfire.plugin.fireside.feature;

/** One thing that people can do. Registers its places, actions and handlers with the platform; has no life of its own. */
@FunctionalInterface
public interface Feature extends AutoCloseable {
    void register(Platform platform);

    /** Gives back what it holds outside of memory, as files; once nothing of it runs any more, also where it was never registered. */
    @Override
    default void close() throws Exception {
        // Few hold any.
    }
}

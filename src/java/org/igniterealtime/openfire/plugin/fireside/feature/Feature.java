package org.igniterealtime.openfire.plugin.fireside.feature;

/** One thing that people can do. Registers its places, actions and handlers with the platform; has no life of its own. */
@FunctionalInterface
public interface Feature {
    void register(Platform platform);
}

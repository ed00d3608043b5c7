package org.igniterealtime.openfire.plugin.fireside.link;

/**
 * A class, field or method that a class file names.
 *
 * @param from      the class that names it
 * @param owner     the class in which the search begins
 * @param key       of {@link Shape#members}, null for a class alone
 * @param isStatic  whether it is used as static; null where the use does not tell
 * @param onInterface whether the owner is taken for an interface; null where the use does not tell
 */
record Reference(String from, String owner, String key, Boolean isStatic, Boolean onInterface) {

    static Reference toClass(String from, String owner) {
        return new Reference(from, owner, null, null, null);
    }

    @Override
    public String toString() {
        return from.substring(from.lastIndexOf('/') + 1) + " -> " + owner + (key == null ? "" : "." + key);
    }
}

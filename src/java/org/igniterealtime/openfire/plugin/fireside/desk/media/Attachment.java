package org.igniterealtime.openfire.plugin.fireside.desk.media;

/**
 * A file that goes with a message or a post, as its sender describes it. Texts are empty and numbers 0 where nothing is said.
 *
 * @param url http or https
 * @param name as its owner calls it
 * @param type media type without parameters, in lower case
 * @param size bytes
 * @param width pixels, upright; neither without the other
 * @param alt what is on it, for who cannot see it
 * @param length of what is played, in milliseconds
 * @param placeholder a {@code data:} address of a tiny picture, to be shown stretched until the picture is there
 */
public record Attachment(String url, String name, String type, long size, int width, int height, long length, String alt, String placeholder) {
    public Attachment(String url, String name, String type, long size, int width, int height, String alt, String placeholder) {
        this(url, name, type, size, width, height, 0, alt, placeholder);
    }

    /** The same, which is played so long. @param millis 0 where it is not known */
    public Attachment lasting(long millis) {
        return new Attachment(url, name, type, size, width, height, millis, alt, placeholder);
    }

    /** The same, with the name and the type that its address ends in where nothing is said of them. */
    public Attachment guessed() {
        if (!name.isEmpty() && !type.isEmpty() || !Bounds.isAddress(url)) {
            return this;
        }
        Attachment address = Bounds.attachment(url, name, type, "", "", "", "", "");
        return new Attachment(url, name.isEmpty() ? address.name() : name, address.type(), size, width, height, length, alt, placeholder);
    }

    /** A picture that browsers show. */
    public boolean isPicture() {
        return type.startsWith("image/") && !type.startsWith("image/svg");
    }
}

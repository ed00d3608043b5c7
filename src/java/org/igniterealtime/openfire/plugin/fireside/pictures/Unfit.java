package org.igniterealtime.openfire.plugin.fireside.pictures;

/**
 * Why a file has no shape or no thumbnails.
 *
 * @param detail for a log, in English
 */
public record Unfit(Reason reason, String detail) implements Measured, Drawn {

    /** What is the matter with it. */
    public enum Reason {
        /** It is something else. */
        NO_PICTURE,
        /** A picture of a kind that is not decoded here. */
        NO_READER,
        /** Its bytes are not what its kind prescribes. */
        MALFORMED,
        /** More bytes than {@link Limits#bytes}. */
        TOO_LARGE,
        /** More than {@link Limits#pixels}, {@link Limits#side}, or than {@link Limits#memory} lets decode. */
        TOO_MANY_PIXELS,
        /** More than {@link Limits#frames}. */
        TOO_MANY_FRAMES,
        /** More than {@link Limits#scans}. */
        TOO_MANY_SCANS,
        /** Not decoded in {@link Limits#time}. */
        TOO_SLOW,
        /** Others took the memory for all of {@link Limits#time}; it may do later. */
        BUSY
    }
}

package org.igniterealtime.openfire.plugin.fireside.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.Set;

/** Where the bytes of files are. Ids are 32 hexadecimal digits, chosen by {@link Files}. Blocks. */
public interface Storage {

    /** A file in the making; closed without having been kept, it has never been. */
    interface Writing extends AutoCloseable {
        /** Takes all that remains in the buffer. */
        void write(ByteBuffer bytes) throws IOException;

        /** All is there: it is durable, and can be read, when this returns. */
        void keep() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Begins a file; it takes the place of one of the same id when it is kept. */
    Writing write(String id) throws IOException;

    /** @throws java.nio.file.NoSuchFileException when there is none */
    SeekableByteChannel read(String id) throws IOException;

    /** Deletes a file, if it is there. */
    void delete(String id) throws IOException;

    /** Forgets what was in the making when the process ended. Called before anything is written. */
    void begin() throws IOException;

    /**
     * A part of all files, so that they need not be in memory at once.
     *
     * @param part two hexadecimal digits, with which the ids begin
     * @param before only files that have not been written since
     */
    Set<String> ids(String part, Instant before) throws IOException;
}

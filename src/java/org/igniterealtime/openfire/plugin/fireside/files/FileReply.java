package org.igniterealtime.openfire.plugin.fireside.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Map;

/** What a web server does with a request: says something, or takes in what is sent with it, and says something then. */
public sealed interface FileReply {

    /**
     * An answer.
     *
     * @param headers with {@code Content-Length}
     * @param body what to send of a file, to be closed by who sends it; or null
     */
    record Said(int status, Map<String, String> headers, Body body) implements FileReply {
    }

    /**
     * Part of a file.
     *
     * @param channel stands where the part begins
     * @param length bytes of it
     */
    record Body(SeekableByteChannel channel, long length) {
    }

    /** An upload that is under way. Its calls may block, come one after the other, and end with {@link #end} or {@link #cut}. */
    non-sealed interface Taking extends FileReply {
        /** Takes all that remains in the buffer. @return false when it is not wanted any more: {@link #end} says why */
        boolean take(ByteBuffer bytes) throws IOException;

        /** No more will come. @return the answer */
        Said end();

        /** It was cut off, and leaves nothing. */
        void cut();
    }
}

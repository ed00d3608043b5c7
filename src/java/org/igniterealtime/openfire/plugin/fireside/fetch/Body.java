package org.igniterealtime.openfire.plugin.fireside.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Content as it was read. @param whole whether nothing is left of it */
record Body(byte[] bytes, boolean whole) {
    private static final int PORTION = 8192;

    /**
     * @param most bytes
     * @param cut whether to end there, instead of refusing all of it
     */
    static Body read(InputStream in, int most, boolean cut) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] portion = new byte[PORTION];
        try {
            for (int read = in.read(portion); read >= 0; read = in.read(portion)) {
                if (bytes.size() + read > most) {
                    bytes.write(portion, 0, most - bytes.size());
                    throw new Stopped(Reason.TOO_LARGE);
                }
                bytes.write(portion, 0, read);
            }
            return new Body(bytes.toByteArray(), true);
        } catch (Stopped stopped) {
            if (cut && stopped.reason() == Reason.TOO_LARGE) {
                return new Body(bytes.toByteArray(), false);
            }
            throw stopped;
        }
    }
}

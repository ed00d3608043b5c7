package org.igniterealtime.openfire.plugin.fireside.thumbs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.igniterealtime.openfire.plugin.fireside.pictures.Kind;
import org.igniterealtime.openfire.plugin.fireside.pictures.Thumbnail;
import org.igniterealtime.openfire.plugin.fireside.pictures.Thumbnails;

/**
 * What is drawn of one picture, as one file on disk: a head of {@link #HEAD} bytes that says what it is, the small thumbnail, the
 * large one. One file, so that both are there or neither.
 */
final class Sheet {
    static final int HEAD = 1024;
    // Of this format; another one is drawn anew.
    private static final int MARK = 0x46535431;

    private Sheet() {
    }

    /** @return the whole file */
    static byte[] of(Thumbnails drawn) throws IOException {
        Thumbnail small = drawn.small();
        Thumbnail large = drawn.large();
        boolean same = large == small;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(HEAD);
        DataOutputStream head = new DataOutputStream(bytes);
        head.writeInt(MARK);
        head.writeUTF(drawn.shape().kind().name());
        head.writeBoolean(drawn.shape().animated());
        head.writeInt(drawn.shape().shownWidth());
        head.writeInt(drawn.shape().shownHeight());
        head.writeUTF(drawn.placeholder());
        part(head, small, HEAD);
        part(head, large, same ? HEAD : HEAD + small.bytes().length);
        if (head.size() > HEAD) {
            throw new IOException("A head of " + head.size() + " bytes");
        }
        byte[] sheet = new byte[HEAD + small.bytes().length + (same ? 0 : large.bytes().length)];
        System.arraycopy(bytes.toByteArray(), 0, sheet, 0, bytes.size());
        System.arraycopy(small.bytes(), 0, sheet, HEAD, small.bytes().length);
        if (!same) {
            System.arraycopy(large.bytes(), 0, sheet, HEAD + small.bytes().length, large.bytes().length);
        }
        return sheet;
    }

    private static void part(DataOutputStream head, Thumbnail thumbnail, int at) throws IOException {
        head.writeUTF(thumbnail.type());
        head.writeInt(at);
        head.writeInt(thumbnail.bytes().length);
    }

    /** @throws IOException also for what is no such file */
    static Look read(SeekableByteChannel sheet) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(HEAD);
        while (bytes.hasRemaining() && sheet.read(bytes) >= 0) {
            continue;
        }
        DataInputStream head = new DataInputStream(new ByteArrayInputStream(bytes.array(), 0, bytes.position()));
        if (head.readInt() != MARK) {
            throw new IOException("Not a sheet of thumbnails");
        }
        try {
            Kind kind = Kind.valueOf(head.readUTF());
            boolean animated = head.readBoolean();
            return new Look(kind, animated, head.readInt(), head.readInt(), head.readUTF(), part(head), part(head));
        } catch (IllegalArgumentException unknown) {
            throw new IOException(unknown);
        }
    }

    private static Look.Part part(DataInputStream head) throws IOException {
        return new Look.Part(head.readUTF(), head.readInt(), head.readInt());
    }
}

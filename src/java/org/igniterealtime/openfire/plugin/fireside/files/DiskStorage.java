package org.igniterealtime.openfire.plugin.fireside.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files in a directory of the server, in 256 directories by how their ids begin. Written beside, and moved there when they are whole. */
public final class DiskStorage implements Storage {
    private static final Logger LOG = LoggerFactory.getLogger(DiskStorage.class);
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final String PART = ".part";

    private final Path root;
    private final Path making;

    /** @param root made when it is not there */
    public DiskStorage(Path root) {
        this.root = root;
        this.making = root.resolve("making");
    }

    @Override
    public void begin() throws IOException {
        Files.createDirectories(making);
        try (DirectoryStream<Path> halves = Files.newDirectoryStream(making, "*" + PART)) {
            for (Path half : halves) {
                Files.deleteIfExists(half);
            }
        }
    }

    @Override
    public Writing write(String id) throws IOException {
        Path target = place(id);
        Files.createDirectories(target.getParent());
        Files.createDirectories(making);
        return new Half(making.resolve(UUID.randomUUID() + PART), target);
    }

    @Override
    public SeekableByteChannel read(String id) throws IOException {
        return FileChannel.open(place(id), StandardOpenOption.READ);
    }

    @Override
    public void delete(String id) throws IOException {
        Files.deleteIfExists(place(id));
    }

    @Override
    public Set<String> ids(String part, Instant before) throws IOException {
        Set<String> ids = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root.resolve(part))) {
            for (Path file : files) {
                String id = file.getFileName().toString();
                if (ID.matcher(id).matches() && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    ids.add(id);
                }
            }
        } catch (NoSuchFileException none) {
            return ids;
        }
        return ids;
    }

    // Nothing but an id makes a path: no name can lead elsewhere.
    private Path place(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("No id of a file");
        }
        return root.resolve(id.substring(0, 2)).resolve(id);
    }

    private static final class Half implements Writing {
        private final Path half;
        private final Path target;
        private final FileChannel channel;
        private boolean kept;

        Half(Path half, Path target) throws IOException {
            this.half = half;
            this.target = target;
            this.channel = FileChannel.open(half, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        @Override
        public void keep() throws IOException {
            channel.force(true);
            channel.close();
            Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
            kept = true;
            // The name is on disk when its directory is; not every system lets one be opened.
            try (FileChannel directory = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
                directory.force(true);
            } catch (IOException notHere) {
                LOG.debug("A directory cannot be synchronised", notHere);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                channel.close();
            } finally {
                if (!kept) {
                    Files.deleteIfExists(half);
                }
            }
        }
    }
}

package org.igniterealtime.openfire.plugin.fireside.previews;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pictures in a directory, a file each, up to so many bytes in all: then those go that nobody has wanted for longest. A file is
 * called by its key and what it is, and is as old as its picture. Blocks on the disk.
 */
final class Shelf {
    private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);
    private static final Pattern NAME = Pattern.compile("([0-9a-f]{64})\\.([a-z]+)");
    private static final int BLOCK = 4096;
    private static final String UNFINISHED = ".part";

    private final Path directory;
    private final long most;
    // The one that was wanted last is the last.
    private final Map<String, RemotePicture> pictures = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /**
     * @param directory nobody else's; made when there is none
     * @throws IOException when it can be neither made nor read
     */
    Shelf(Path directory, long most) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.most = most;
        List<RemotePicture> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    found.add(new RemotePicture(file, "image/" + name.group(2), Files.size(file), Files.getLastModifiedTime(file).toInstant()));
                } else if (file.toString().endsWith(UNFINISHED)) {
                    Files.deleteIfExists(file);
                }
            }
        }
        found.sort(Comparator.comparing(RemotePicture::fetched));
        found.forEach(this::put);
        makeRoom();
    }

    synchronized Optional<RemotePicture> find(String key) {
        RemotePicture picture = pictures.get(key);
        if (picture != null && !Files.isRegularFile(picture.file())) {
            remove(key);
            return Optional.empty();
        }
        return Optional.ofNullable(picture);
    }

    /** @param type of an image, in letters behind the slash */
    RemotePicture keep(String key, String type, byte[] content, Instant now) throws IOException {
        Path file = directory.resolve(key + "." + type.substring("image/".length()));
        if (!NAME.matcher(file.getFileName().toString()).matches()) {
            throw new IllegalArgumentException("Not the type of a picture to keep: " + type);
        }
        Path unfinished = Files.createTempFile(directory, key, UNFINISHED);
        try {
            Files.write(unfinished, content);
            Files.setLastModifiedTime(unfinished, FileTime.from(now));
            RemotePicture picture = new RemotePicture(file, type, content.length, now);
            synchronized (this) {
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                put(picture);
                makeRoom();
            }
            return picture;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private synchronized void put(RemotePicture picture) {
        RemotePicture older = remove(key(picture));
        if (older != null && !older.file().equals(picture.file())) {
            delete(older);
        }
        pictures.put(key(picture), picture);
        bytes += taken(picture);
    }

    private synchronized RemotePicture remove(String key) {
        RemotePicture picture = pictures.remove(key);
        bytes -= picture == null ? 0 : taken(picture);
        return picture;
    }

    private synchronized void makeRoom() {
        Iterator<RemotePicture> oldest = pictures.values().iterator();
        while (bytes > most && oldest.hasNext()) {
            RemotePicture picture = oldest.next();
            oldest.remove();
            bytes -= taken(picture);
            delete(picture);
        }
    }

    // By blocks, since many small ones would fill a disk as well.
    private static long taken(RemotePicture picture) {
        return (picture.size() + BLOCK - 1) / BLOCK * BLOCK;
    }

    private static void delete(RemotePicture picture) {
        try {
            Files.deleteIfExists(picture.file());
        } catch (IOException stays) {
            LOG.warn("A picture could not be removed", stays);
        }
    }

    private static String key(RemotePicture picture) {
        return picture.file().getFileName().toString().substring(0, 64);
    }
}

package org.igniterealtime.openfire.plugin.fireside.host.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.igniterealtime.openfire.plugin.fireside.files.DiskStorage;
import org.igniterealtime.openfire.plugin.fireside.files.FileReply;
import org.igniterealtime.openfire.plugin.fireside.files.FileRequest;
import org.igniterealtime.openfire.plugin.fireside.files.Storage;
import org.igniterealtime.openfire.plugin.fireside.page.FilePages;
import org.igniterealtime.openfire.plugin.fireside.work.Faults;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;

/** A small plugin: files by their ids, for whoever puts and gets them, and a page. Runs in the plugin's class loader. */
public final class FilesGuest implements Guest {
    private final Queue<String> events = new ConcurrentLinkedQueue<>();
    private final Lane lane = new Lane("files", 4, 4, 4, 1000);
    private final Path folder;
    private final Storage storage;

    public FilesGuest() throws IOException {
        folder = Files.createTempDirectory(Path.of("target"), "files");
        storage = new DiskStorage(folder);
    }

    @Override
    public Object handler(int maxTextBytes, long idleMillis, boolean compress) {
        ClassLoader loader = FilesGuest.class.getClassLoader();
        SocketLimits limits = new SocketLimits(maxTextBytes, Duration.ofMillis(idleMillis), compress);
        return WebMounts.choose(loader).handler("/fireside", new Pages(new FilePages(this::answer, lane, new Faults())), "/live",
            (request, refusal) -> null, limits, loader);
    }

    private FileReply answer(FileRequest request) {
        try {
            if (request.method().equals("PUT")) {
                events.add("begun");
                return request.length() < 0 ? new FileReply.Said(411, Map.of("Content-Length", "0"), null) : new Taken(storage.write(request.path()), request.length());
            }
            SeekableByteChannel channel = storage.read(request.path());
            return new FileReply.Said(200, Map.of("Content-Length", Long.toString(channel.size())), new FileReply.Body(channel, channel.size()));
        } catch (NoSuchFileException none) {
            return new FileReply.Said(404, Map.of("Content-Length", "0"), null);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public List<String> events() {
        return List.copyOf(events);
    }

    @Override
    public void closeAll(int code, String reason) {
        lane.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private final class Taken implements FileReply.Taking {
        private final Storage.Writing writing;
        private long missing;

        Taken(Storage.Writing writing, long length) {
            this.writing = writing;
            this.missing = length;
        }

        @Override
        public boolean take(ByteBuffer bytes) throws IOException {
            missing -= bytes.remaining();
            writing.write(bytes);
            return true;
        }

        @Override
        public FileReply.Said end() {
            // To some Jettys the end of a connection is that of the upload.
            if (missing != 0) {
                cut();
                return new FileReply.Said(400, Map.of("Content-Length", "0"), null);
            }
            try {
                writing.keep();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            events.add("kept");
            return new FileReply.Said(201, Map.of("Content-Length", "0"), null);
        }

        @Override
        public void cut() {
            try {
                writing.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            events.add("cut");
        }
    }

    private static final class Pages extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private final transient FilePages files;

        Pages(FilePages files) {
            this.files = files;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            if (request.getPathInfo().startsWith(FilePages.PATH)) {
                files.serve(request, response);
            }
        }
    }
}

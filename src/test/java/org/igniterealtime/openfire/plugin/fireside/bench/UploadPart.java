package org.igniterealtime.openfire.plugin.fireside.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.Ports;
import org.igniterealtime.openfire.plugin.fireside.testkit.Wire;

/**
 * Many uploads at once, beside those that nginx takes by WebDAV (Debian's, on the same disk, in turn). What Fireside acknowledges is
 * on disk, and its database knows it; nginx leaves that to the system. So the disk's own rate stands beside both.
 */
final class UploadPart {
    private static final int UPLOADS = 500;
    private static final int AT_ONCE = 50;
    private static final int PEOPLE = 10;
    private static final int ROUNDS = 3;
    private static final byte[] CONTENT = new byte[2_000_000];

    private final Table table;

    UploadPart(Table table) {
        this.table = table;
        new Random(1).nextBytes(CONTENT);
    }

    /** Where to send one file. */
    private record Target(URI url, String secret) {
    }

    void run() throws Exception {
        Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "upload-bench");
        int web = Ports.free();
        OpenfireServer.Builder builder = OpenfireServer.builder().optimised().plugin(OpenfireServer.PLUGIN).httpPort(web)
            .property("fireside.url", "http://127.0.0.1:" + web).property("fireside.files.day", Long.toString(1L << 40))
            .property("fireside.files.quota", Long.toString(1L << 40));
        for (int i = 0; i < PEOPLE; i++) {
            builder.user("up" + i, "secret");
        }
        int port = Ports.free();
        Process nginx = nginx(folder, port);
        try (OpenfireServer server = builder.start()) {
            List<Double> theirs = new ArrayList<>();
            List<Double> ours = new ArrayList<>();
            List<Double> disk = new ArrayList<>();
            long peak = 0;
            for (int round = 0; round <= ROUNDS; round++) {
                disk.add(writes(Files.createDirectory(folder.resolve("plain" + round))));
                theirs.add(nginx == null ? 0 : uploads(nginxTargets(port, round)));
                List<Target> slots = slots(server);
                server.command("peak-heap");
                ours.add(uploads(slots));
                peak = Math.max(peak, server.command("peak-heap").getAsJsonObject().get("peak").getAsLong());
            }
            // The first round warms up.
            double mine = mean(ours);
            String how = UPLOADS + " uploads of 2 MB, " + AT_ONCE + " at a time";
            table.row(how + ", known and on disk when answered", rate(mine),
                (nginx == null ? "nginx is not installed" : "nginx WebDAV, left to the system: " + rate(mean(theirs))
                    + String.format(", ratio %.2f", mine / mean(theirs))) + "; the disk, written and synchronised by 50 threads: " + rate(mean(disk)), "");
            // Gigabytes, of which nobody wants to know any more.
            delete(server.home().resolve("fireside/upload"));
            table.row("peak heap meanwhile, with what waits to be collected", String.format("%d MB", peak >> 20), "of -Xmx512m", "");
        } finally {
            if (nginx != null) {
                nginx.destroy();
                nginx.waitFor();
            }
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static double mean(List<Double> rounds) {
        return rounds.stream().skip(1).mapToDouble(each -> each).average().orElse(Double.NaN);
    }

    private static String rate(double uploads) {
        return String.format("%.0f/s, %.0f MB/s", uploads, uploads * CONTENT.length / 1e6);
    }

    private static Process nginx(Path folder, int port) throws IOException {
        Path binary = Path.of("/usr/sbin/nginx");
        if (!Files.isExecutable(binary)) {
            return null;
        }
        Path config = Files.writeString(folder.resolve("nginx.conf"), """
            daemon off;
            user root;
            worker_processes auto;
            pid %1$s/nginx.pid;
            error_log %1$s/nginx.log;
            events { worker_connections 1024; }
            http {
              access_log off;
              client_body_temp_path %1$s/body;
              proxy_temp_path %1$s/proxy;
              fastcgi_temp_path %1$s/fastcgi;
              uwsgi_temp_path %1$s/uwsgi;
              scgi_temp_path %1$s/scgi;
              server {
                listen 127.0.0.1:%2$d;
                root %1$s/dav;
                client_max_body_size 10m;
                dav_methods PUT;
                create_full_put_path on;
              }
            }
            """.formatted(folder, port));
        Process process = new ProcessBuilder(binary.toString(), "-c", config.toString(), "-e", folder.resolve("nginx.log").toString()).inheritIO().start();
        if (!Await.until(Duration.ofSeconds(20), () -> Ports.open("127.0.0.1", port))) {
            process.destroy();
            throw new IOException("nginx does not start: " + folder.resolve("nginx.log"));
        }
        return process;
    }

    private static List<Target> nginxTargets(int port, int round) {
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < UPLOADS; i++) {
            targets.add(new Target(URI.create("http://127.0.0.1:" + port + "/" + round + "/" + i + ".bin"), ""));
        }
        return targets;
    }

    private static List<Target> slots(OpenfireServer server) throws Exception {
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            try (Wire wire = Wire.logIn(server, "up" + i, "bench")) {
                List<String> asked = new ArrayList<>();
                for (int file = 0; file < UPLOADS / PEOPLE; file++) {
                    asked.add(wire.send("get", "fireside." + server.domain(), "<request xmlns='urn:xmpp:http:upload:0' filename='" + file + ".bin' size='"
                        + CONTENT.length + "'/>"));
                }
                for (String id : asked) {
                    Element put = wire.answer(id).element("slot").element("put");
                    targets.add(new Target(URI.create(put.attributeValue("url")), put.element("header").getTextTrim()));
                }
            }
        }
        return targets;
    }

    /** @return uploads a second */
    private static double uploads(List<Target> targets) throws Exception {
        return together(targets.stream().<Callable<Void>>map(target -> () -> {
            HttpURLConnection connection = (HttpURLConnection) target.url().toURL().openConnection();
            connection.setRequestMethod("PUT");
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(CONTENT.length);
            connection.setRequestProperty("Content-Type", "application/octet-stream");
            if (!target.secret().isEmpty()) {
                connection.setRequestProperty("Authorization", target.secret());
            }
            try (OutputStream out = connection.getOutputStream()) {
                out.write(CONTENT);
            }
            if (connection.getResponseCode() != 201) {
                throw new IOException(target.url() + " answered " + connection.getResponseCode());
            }
            return null;
        }).toList());
    }

    private static double writes(Path folder) throws Exception {
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < UPLOADS; i++) {
            Path file = folder.resolve(Integer.toString(i));
            work.add(() -> {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    channel.write(ByteBuffer.wrap(CONTENT));
                    channel.force(true);
                }
                return null;
            });
        }
        double rate = together(work);
        for (int i = 0; i < UPLOADS; i++) {
            Files.delete(folder.resolve(Integer.toString(i)));
        }
        return rate;
    }

    private static double together(List<Callable<Void>> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
        try {
            long start = System.nanoTime();
            for (Future<Void> done : pool.invokeAll(work)) {
                done.get();
            }
            return work.size() / ((System.nanoTime() - start) / 1e9);
        } finally {
            pool.shutdown();
        }
    }
}

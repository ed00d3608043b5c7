package org.igniterealtime.openfire.plugin.fireside.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.opentest4j.TestAbortedException;

/**
 * A web site with Converse as npm has it, which {@code bin/test} fetches, below {@code /dist/}; its first page is empty. Where it is not
 * there the test is aborted with the reason.
 */
public final class ConverseSite implements AutoCloseable {
    private static final Path HOME = Path.of("target/clients/converse");
    private static final Path PROGRAM = HOME.resolve("dist/converse.min.js");
    private static final String PAGE = "<!DOCTYPE html><title>Converse</title><link rel='icon' href='data:,'>";

    private final HttpServer site;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private ConverseSite(HttpServer site) {
        this.site = site;
    }

    public static ConverseSite start() throws IOException {
        if (!Files.exists(PROGRAM)) {
            throw new TestAbortedException("Converse is not there: bin/test fetches it");
        }
        ConverseSite site = new ConverseSite(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0));
        site.site.setExecutor(site.threads);
        site.site.createContext("/", ConverseSite::answer);
        site.site.start();
        return site;
    }

    private static void answer(HttpExchange request) throws IOException {
        Path file = HOME.resolve(request.getRequestURI().getPath().substring(1)).normalize();
        boolean there = file.startsWith(HOME) && Files.isRegularFile(file);
        byte[] body = file.equals(HOME) ? PAGE.getBytes(StandardCharsets.UTF_8) : there ? Files.readAllBytes(file) : new byte[0];
        request.getResponseHeaders().set("Content-Type", file.equals(HOME) ? "text/html" : file.toString().endsWith("js") ? "text/javascript"
            : file.toString().endsWith("css") ? "text/css" : "application/octet-stream");
        request.sendResponseHeaders(body.length > 0 ? 200 : 404, body.length > 0 ? body.length : -1);
        try (OutputStream out = request.getResponseBody()) {
            out.write(body);
        }
    }

    /** Its first page. */
    public String url() {
        return "http://127.0.0.1:" + site.getAddress().getPort() + "/";
    }

    /** The program, as text. */
    static String program() throws IOException {
        return Files.readString(PROGRAM);
    }

    @Override
    public void close() {
        site.stop(0);
        threads.shutdown();
    }
}

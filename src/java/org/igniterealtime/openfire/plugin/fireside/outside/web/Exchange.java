package org.igniterealtime.openfire.plugin.fireside.outside.web;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.apache.hc.core5.http.nio.AsyncServerExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.ResponseChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.igniterealtime.openfire.plugin.fireside.files.FileReply;
import org.igniterealtime.openfire.plugin.fireside.files.FileReply.Said;
import org.igniterealtime.openfire.plugin.fireside.files.FileRequest;
import org.igniterealtime.openfire.plugin.fireside.work.Faults;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request and its answer. Called on the threads of the connections, which only hand over; what it does, it does in the lane, one thing after the other. */
final class Exchange implements AsyncServerExchangeHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    /** Bytes that may come in vain: who has sent them has read by then that they are not wanted. */
    private static final long IN_VAIN = 1 << 20;

    /** Something to be done where one may block. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException, HttpException;
    }

    private final Function<FileRequest, FileReply> answers;
    private final Lane lane;
    private final Faults faults;
    private final Connected connected;
    private final Window window = new Window();
    private volatile Outgoing outgoing;
    private volatile boolean answered;
    private ResponseChannel channel;
    private HttpContext context;
    private long inVain;
    // In the lane alone.
    private FileReply.Taking taking;

    Exchange(Function<FileRequest, FileReply> answers, Lane lane, Faults faults, Connected connected) {
        this.answers = answers;
        this.lane = lane;
        this.faults = faults;
        this.connected = connected;
    }

    // ---- what is asked

    @Override
    public void handleRequest(HttpRequest request, EntityDetails entity, ResponseChannel answer, HttpContext about) {
        channel = answer;
        context = about;
        if (entity != null) {
            connected.receives();
        }
        FileRequest wanted = wanted(request, entity);
        boolean waits = entity != null && request.getHeaders(HttpHeaders.EXPECT).length > 0;
        inLane(() -> {
            FileReply reply = answers.apply(wanted);
            if (reply instanceof FileReply.Taking begun) {
                taking = begun;
                if (waits) {
                    // RFC 9110 §10.1.1: only now, so that what is refused is not sent at all.
                    channel.sendInformation(new BasicHttpResponse(100), context);
                }
            } else {
                say((Said) reply);
            }
        });
    }

    private static FileRequest wanted(HttpRequest request, EntityDetails entity) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : FileRequest.HEADERS) {
            Header header = request.getFirstHeader(name);
            if (header != null && header.getValue() != null) {
                headers.put(name, header.getValue());
            }
        }
        return new FileRequest(request.getMethod(), path(request.getPath()), headers, entity == null ? -1 : entity.getContentLength());
    }

    /** Without the first slash and what asks for more, decoded; empty when it cannot be read. */
    private static String path(String given) {
        String path = given == null ? "" : given.split("[?#]", 2)[0];
        try {
            return path.startsWith("/") ? URLDecoder.decode(path.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8) : "";
        } catch (IllegalArgumentException unreadable) {
            return "";
        }
    }

    // ---- what comes with it

    @Override
    public void updateCapacity(CapacityChannel capacity) throws IOException {
        window.opens(capacity);
    }

    @Override
    public void consume(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        if (answered) {
            bytes.position(bytes.limit());
            inVain(length);
            return;
        }
        // What it came in is used again at once.
        byte[] piece = new byte[length];
        bytes.get(piece);
        inLane(() -> {
            if (taking != null && !taking.take(ByteBuffer.wrap(piece))) {
                finish();
            }
            window.credit(length);
        });
    }

    private void inVain(int length) throws IOException {
        inVain += length;
        if (inVain > IN_VAIN) {
            throw new IOException("What is sent is not wanted");
        }
        window.credit(length);
    }

    @Override
    public void streamEnd(List<? extends Header> trailers) {
        connected.received();
        inLane(this::finish);
    }

    private void finish() throws IOException, HttpException {
        if (taking != null) {
            Said said = taking.end();
            taking = null;
            say(said);
        }
    }

    // ---- what is answered

    private void say(Said said) throws IOException, HttpException {
        if (said.body() != null) {
            outgoing = new Outgoing(said.body(), this::inLane, connected::ends);
            outgoing.read();
        } else {
            connected.ends();
        }
        answered = true;
        HttpResponse response = new BasicHttpResponse(said.status());
        said.headers().forEach(response::setHeader);
        channel.sendResponse(response, said.body() == null ? null : new BasicEntityDetails(said.body().length(), null), context);
    }

    @Override
    public int available() {
        return outgoing == null ? 0 : outgoing.available();
    }

    @Override
    public void produce(DataStreamChannel out) throws IOException {
        outgoing.produce(out);
    }

    // ---- how it goes on, and ends

    private void inLane(Work work) {
        lane.call(this, () -> {
            guarded(work);
            return null;
        }).exceptionally(refused -> {
            // Too much waits, or the process ends.
            LOG.debug("A request was given up", refused);
            giveUp(503);
            return null;
        });
    }

    // Held while it works for who gives it up from elsewhere.
    private synchronized void guarded(Work work) {
        try {
            work.run();
        } catch (IOException | HttpException gone) {
            LOG.debug("A transfer was cut off", gone);
            giveUp(500);
        } catch (RuntimeException fault) {
            faults.report("a request for a file", fault);
            giveUp(500);
        }
    }

    private synchronized void giveUp(int status) {
        release();
        if (answered) {
            return;
        }
        try {
            say(new Said(status, Map.of("Content-Length", "0", "Connection", "close"), null));
        } catch (IOException | HttpException gone) {
            LOG.debug("A request could not be refused", gone);
        }
    }

    private synchronized void release() {
        if (taking != null) {
            taking.cut();
            taking = null;
        }
        if (outgoing != null) {
            outgoing.close();
        }
    }

    @Override
    public void failed(Exception cause) {
        LOG.debug("A transfer was cut off", cause);
    }

    /** The connection is through with it. */
    @Override
    public void releaseResources() {
        answered = true;
        lane.call(this, () -> {
            release();
            return null;
        }).exceptionally(closed -> {
            release();
            return null;
        });
    }
}

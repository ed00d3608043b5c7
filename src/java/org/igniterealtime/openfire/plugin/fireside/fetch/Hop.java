package org.igniterealtime.openfire.plugin.fireside.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request to one server, on a connection of its own. */
final class Hop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Hop.class);
    private static final String AGENT = "Mozilla/5.0 (compatible; Fireside; link preview)";
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final int TRIES = 3;

    private final Network network;
    private final Limits limits;
    private final Doors doors;
    private final Deadline deadline;
    private final WebAddress address;
    private final DefaultBHttpClientConnection connection;
    private InetAddress door;
    private volatile MeteredSocket socket;

    Hop(Network network, Limits limits, Doors doors, Deadline deadline, WebAddress address) {
        this.network = network;
        this.limits = limits;
        this.doors = doors;
        this.deadline = deadline;
        this.address = address;
        Http1Config bounds = Http1Config.custom().setMaxLineLength(limits.head() / 4).setMaxHeaderCount(limits.head() / 256)
            .setMaxEmptyLineCount(limits.head() / 8192).build();
        // The parser has bounds of its own when it is not told.
        this.connection = new DefaultBHttpClientConnection(bounds, null, null, null, null, null, new DefaultHttpResponseParserFactory(bounds));
    }

    /** @param places the checked addresses, and no others */
    void connect(List<InetSocketAddress> places) throws IOException {
        for (InetSocketAddress place : places.subList(0, Math.min(TRIES, places.size()))) {
            close();
            doors.enter(place.getAddress(), deadline);
            door = place.getAddress();
            socket = new MeteredSocket(deadline);
            try {
                network.connect(socket, place, (int) Math.min(deadline.left(), limits.connect().toMillis()));
                socket.allow(limits.head(), Reason.HEAD);
                connection.bind(address.scheme().equals("https") ? secured() : socket);
                return;
            } catch (Stopped stopped) {
                throw stopped;
            } catch (IOException notThere) {
                // The next one may be.
                deadline.left();
            }
        }
        throw new Stopped(Reason.UNREACHABLE);
    }

    private Socket secured() throws IOException {
        try {
            SSLSocket tls = (SSLSocket) network.tls().getSocketFactory().createSocket(socket, address.host(), address.port(), true);
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setProtocols(PROTOCOLS);
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            return tls;
        } catch (IOException | GeneralSecurityException failed) {
            throw new Stopped(Stopped.in(failed, Reason.TLS));
        }
    }

    /** @return the first final response (RFC 9110 §15.2), its content unread */
    ClassicHttpResponse ask(Wanted wanted) throws IOException, HttpException {
        BasicClassicHttpRequest request = new BasicClassicHttpRequest("GET", new HttpHost(address.host()), address.target());
        request.setHeader("Host", address.authority());
        request.setHeader("User-Agent", AGENT);
        request.setHeader("Accept", wanted.types().isEmpty() ? "*/*" : String.join(", ", wanted.types()));
        request.setHeader("Accept-Encoding", "gzip");
        request.setHeader("Connection", "close");
        connection.sendRequestHeader(request);
        connection.flush();
        ClassicHttpResponse response = connection.receiveResponseHeader();
        while (response.getCode() < 200) {
            response = connection.receiveResponseHeader();
        }
        return response;
    }

    /** The content of a response, unpacked. */
    Body body(ClassicHttpResponse response, Wanted wanted) throws IOException, HttpException {
        // What TLS and chunks add, for whoever sends large enough ones.
        socket.allow(wanted.bytes() + wanted.bytes() / 8L + limits.head(), Reason.TOO_LARGE);
        connection.receiveResponseEntity(response);
        if (response.getEntity() == null) {
            return new Body(new byte[0], true);
        }
        if (response.getEntity().getContentLength() > wanted.bytes() && !wanted.cut()) {
            throw new Stopped(Reason.TOO_LARGE);
        }
        InputStream in = response.getEntity().getContent();
        List<String> codings = Stream.of(response.getHeaders("Content-Encoding")).map(Header::getValue).map(value -> value.strip().toLowerCase(Locale.ROOT))
            .filter(value -> !value.isEmpty() && !value.equals("identity")).toList();
        if (codings.isEmpty()) {
            return Body.read(in, wanted.bytes(), wanted.cut());
        }
        if (!codings.equals(List.of("gzip")) && !codings.equals(List.of("x-gzip"))) {
            throw new Stopped(Reason.ENCODING);
        }
        try (Gunzip unpacked = new Gunzip(in)) {
            return Body.read(unpacked, wanted.bytes(), wanted.cut());
        }
    }

    /** What an exception of HttpCore means. */
    static Reason reason(Exception thrown) {
        return Stopped.in(thrown, thrown instanceof MessageConstraintException ? Reason.HEAD : Reason.BROKEN);
    }

    /** From another thread: nothing more is waited for. */
    void end() {
        deadline.now();
        MeteredSocket open = socket;
        if (open != null) {
            try {
                open.close();
            } catch (IOException closedAlready) {
                LOG.debug("A connection to {} could not be closed", address, closedAlready);
            }
        }
    }

    /** The socket alone: the connection above it would first read to the end. */
    @Override
    public void close() throws IOException {
        if (door == null) {
            return;
        }
        try {
            socket.close();
        } finally {
            doors.leave(door);
            door = null;
        }
    }
}

package org.igniterealtime.openfire.plugin.fireside.outside.web;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.impl.nio.ServerHttp1IOEventHandlerFactory;
import org.apache.hc.core5.http.impl.nio.ServerHttp1StreamDuplexerFactory;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.apache.hc.core5.http.nio.AsyncServerExchangeHandler;
import org.apache.hc.core5.http.nio.ssl.BasicServerTlsStrategy;
import org.apache.hc.core5.http.nio.support.BasicResponseProducer;
import org.apache.hc.core5.http.nio.support.ImmediateResponseExchangeHandler;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.RequestConformance;
import org.apache.hc.core5.http.protocol.RequestValidateHost;
import org.apache.hc.core5.http.protocol.ResponseConnControl;
import org.apache.hc.core5.http.protocol.ResponseDate;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.Timeout;
import org.igniterealtime.openfire.plugin.fireside.files.FileReply;
import org.igniterealtime.openfire.plugin.fireside.files.FileRequest;
import org.igniterealtime.openfire.plugin.fireside.work.Clock;
import org.igniterealtime.openfire.plugin.fireside.work.Faults;
import org.igniterealtime.openfire.plugin.fireside.work.Lane;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP/1.1 at one address and port. */
public final class WebServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final int THREADS = 2;
    private static final int BUFFER = 1 << 15;
    /** Bytes of a body that may come before what came has been taken. */
    private static final int WINDOW = 1 << 16;
    private static final int LONGEST_LINE = 8192;
    private static final int MOST_HEADERS = 100;
    private static final int STARTING_SECONDS = 10;

    private final InetSocketAddress address;
    private final boolean secure;
    private final Connections connections = new Connections();
    private final HttpAsyncServer server;

    /**
     * @param tls null where somebody before it takes care of that
     * @param answers asked in the lane, with the path without its first slash, decoded
     */
    public WebServer(InetSocketAddress address, SSLContext tls, Function<FileRequest, FileReply> answers, Lane lane, Clock clock, Faults faults) {
        this.address = address;
        this.secure = tls != null;
        Http1Config http = Http1Config.custom().setBufferSize(BUFFER).setInitialWindowSize(WINDOW).setMaxLineLength(LONGEST_LINE)
            .setMaxHeaderCount(MOST_HEADERS).setMaxEmptyLineCount(4).build();
        // Lengths and dates apart, what is said in an answer the answer itself says; not by what program.
        HttpProcessor processor = HttpProcessorBuilder.create().addAll(new RequestValidateHost(), new RequestConformance())
            .addAll(new ResponseDate(), new ResponseConnControl()).build();
        // COMPAT: HttpCore 5.4.4, left to close connections, waits for ever where another request has come before the answer to the
        // one before has gone. So it keeps them all, and what is told of answers closes them.
        var protocol = new ServerHttp1StreamDuplexerFactory(processor,
            (request, context) -> Optional.ofNullable(connections.begins(context))
                .<AsyncServerExchangeHandler>map(connected -> new Exchange(answers, lane, faults, connected)).orElseGet(WebServer::later),
            http, CharCodingConfig.DEFAULT, (request, response, context) -> true, null, null, connections, WebServer::failed);
        this.server = new HttpAsyncServer(
            new ServerHttp1IOEventHandlerFactory(protocol, tls == null ? null : new BasicServerTlsStrategy(tls), Timeout.ofSeconds(STARTING_SECONDS)),
            IOReactorConfig.custom().setIoThreadCount(THREADS).setSoTimeout(Timeout.of(Connections.IDLE)).setTcpNoDelay(true).setSoReuseAddress(true).build(),
            null, WebServer::failed, connections, null, null, null);
        clock.every(Connections.LOOK, connections::look);
    }

    private static AsyncServerExchangeHandler later() {
        HttpResponse answer = new BasicHttpResponse(HttpStatus.SC_SERVICE_UNAVAILABLE);
        answer.setHeader(HttpHeaders.CONTENT_LENGTH, "0");
        return new ImmediateResponseExchangeHandler(new BasicResponseProducer(answer));
    }

    private static void failed(Exception failure) {
        LOG.debug("A connection failed", failure);
    }

    /** @throws IOException when somebody else listens there, or when there is no such address */
    public void open() throws IOException {
        server.start();
        try {
            server.listen(address, secure ? URIScheme.HTTPS : URIScheme.HTTP).get(STARTING_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException why ? why : new IOException(failed.getCause());
        } catch (java.util.concurrent.TimeoutException late) {
            throw new IOException(late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    /** Takes no more connections and requests, and waits for those that are under way. @return whether all of them ended within the time */
    public boolean drain(Duration patience) {
        server.getEndpoints().forEach(each -> each.close(CloseMode.IMMEDIATE));
        return connections.drain(patience);
    }

    /** Cuts what is there still. */
    @Override
    public void close() {
        // By itself the server would not tell who is in the middle of something.
        connections.cut();
        server.close(CloseMode.GRACEFUL);
    }
}

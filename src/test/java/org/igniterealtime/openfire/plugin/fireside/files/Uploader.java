package org.igniterealtime.openfire.plugin.fireside.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.dom4j.Element;
import org.igniterealtime.openfire.plugin.fireside.testkit.Wire;

/** A client that asks for slots as they are, and uploads by hand, as no honest library would. */
final class Uploader {
    private static final String UPLOAD = "urn:xmpp:http:upload:0";

    private Uploader() {
    }

    /** Leave to upload, as the service gave it. */
    record Given(URI put, URI get, String secret) {
    }

    /** What came back: the status, and the head as it was. */
    record Answer(int status, String head, byte[] body) {
        String header(String name) {
            return head.lines().filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
                .map(line -> line.substring(name.length() + 2)).findFirst().orElse("");
        }
    }

    /** @return the slot or the error, as it came */
    static Element ask(Wire wire, String service, String name, String size, String type) throws Exception {
        String said = type.isEmpty() ? "" : " content-type='" + escaped(type) + "'";
        return wire.ask("get", service, "<request xmlns='" + UPLOAD + "' filename='" + escaped(name) + "' size='" + escaped(size) + "'" + said + "/>");
    }

    static Given slot(Wire wire, String service, String name, int size, String type) throws Exception {
        Element answer = ask(wire, service, name, Integer.toString(size), type);
        Element slot = answer.element("slot");
        if (slot == null) {
            throw new AssertionError(answer.asXML());
        }
        Element put = slot.element("put");
        return new Given(URI.create(put.attributeValue("url")), URI.create(slot.element("get").attributeValue("url")),
            put.element("header").getTextTrim());
    }

    /** What an error says. */
    static String error(Element answer) {
        Element error = answer.element("error");
        Element large = error.element("file-too-large");
        String condition = error.elements().stream().map(each -> ((Element) each)).filter(each -> each.getNamespaceURI().endsWith("xmpp-stanzas"))
            .map(Element::getName).findFirst().orElse("none");
        return large == null ? condition : condition + " file-too-large " + large.elementTextTrim("max-file-size");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&apos;").replace("\"", "&quot;");
    }

    static Answer get(URI url, String... headers) throws IOException {
        return send("GET", url, new byte[0], headers);
    }

    /** Uploads as promised. */
    static Answer put(Given slot, byte[] content) throws IOException {
        return send("PUT", slot.put(), content, "Authorization: " + slot.secret(), "Content-Length: " + content.length);
    }

    /** Sends this and nothing else, and reads until the other end closes. */
    static Answer send(String method, URI url, byte[] body, String... headers) throws IOException {
        try (Socket socket = begin(method, url, body, headers)) {
            byte[] all = socket.getInputStream().readAllBytes();
            String text = new String(all, StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                throw new IOException("No answer: " + text);
            }
            return new Answer(Integer.parseInt(text.split(" ")[1]), text.substring(0, end), Arrays.copyOfRange(all, end + 4, all.length));
        }
    }

    static Socket begin(String method, URI url, byte[] body, String... headers) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes((method + " " + url.getRawPath() + " HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\nConnection: close\r\n")
            .getBytes(StandardCharsets.US_ASCII));
        for (String header : List.of(headers)) {
            request.writeBytes((header + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        request.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(request.toByteArray());
        return socket;
    }
}

package org.igniterealtime.openfire.plugin.fireside.files;

import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import org.igniterealtime.openfire.plugin.fireside.files.Uploader.Given;
import org.igniterealtime.openfire.plugin.fireside.testkit.Await;
import org.igniterealtime.openfire.plugin.fireside.testkit.Wire;

/** Uploads that are not what their slot promised, by the words of {@code hostile/files.txt}. */
record Lies(Wire wire, String service, Given slot, byte[] content) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** @return the status, or the statuses */
    String tell(String lie, String type) throws Exception {
        String secret = "Authorization: " + slot.secret();
        String length = "Content-Length: " + content.length;
        return switch (lie) {
            case "put" -> put(content, secret, length, type.isEmpty() ? "X-No: type" : "Content-Type: " + type);
            case "no type", "more behind it" -> put(lie.equals("no type") ? content : longer(), secret, length);
            case "longer" -> put(longer(), secret, "Content-Length: " + (content.length + 7));
            case "shorter" -> put(Arrays.copyOf(content, 7), secret, "Content-Length: 7");
            case "chunked" -> put(chunked(), secret, "Transfer-Encoding: chunked");
            case "another type" -> put(content, secret, length, "Content-Type: text/html");
            case "packed" -> put(content, secret, length, "Content-Type: " + type, "Content-Encoding: gzip");
            case "a part" -> put(content, secret, length, "Content-Range: bytes 0-" + (content.length - 1) + "/1000");
            case "without secret" -> put(content, length);
            case "wrong secret" -> put(content, secret + "x", length);
            case "the secret of another slot" -> put(content, "Authorization: " + Uploader.slot(wire, service, "b.png", content.length, type).secret(), length);
            case "the secret as a password" -> put(content, "Authorization: Basic "
                + Base64.getEncoder().encodeToString((":" + slot.secret()).getBytes(StandardCharsets.US_ASCII)), length);
            case "another name" -> at(slot.put() + "x", "PUT", secret, length);
            case "another id" -> at(slot.put().toString().replaceFirst("/files/[0-9a-f]{4}", "/files/0000"), "PUT", secret, length);
            case "posted" -> at(slot.put().toString(), "POST", secret, length);
            case "deleted" -> at(slot.put().toString(), "DELETE", secret, length);
            case "twice" -> put(content, secret, length) + " " + put(longer(), secret, length);
            case "cut off" -> cut(secret, length);
            case "again after a cut" -> cut(secret, length).equals("nothing") ? afterwards(secret, length) : "something";
            default -> throw new IllegalArgumentException(lie);
        };
    }

    private String put(byte[] body, String... headers) throws Exception {
        return Integer.toString(Uploader.send("PUT", slot.put(), body, headers).status());
    }

    private String at(String url, String method, String... headers) throws Exception {
        return Integer.toString(Uploader.send(method, URI.create(url), content, headers).status());
    }

    private String cut(String... headers) throws Exception {
        try (Socket socket = Uploader.begin("PUT", slot.put(), Arrays.copyOf(content, 7), headers)) {
            socket.shutdownInput();
        }
        return "nothing";
    }

    // The server may not have seen yet that the other end is gone.
    private String afterwards(String... headers) {
        return Await.until(PATIENCE, () -> put(content, headers).equals("201")) ? "201" : "never";
    }

    private byte[] longer() {
        return Arrays.copyOf(content, content.length + 7);
    }

    private byte[] chunked() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes((Integer.toHexString(content.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(content);
        body.writeBytes("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }
}

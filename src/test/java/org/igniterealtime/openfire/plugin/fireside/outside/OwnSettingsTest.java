package org.igniterealtime.openfire.plugin.fireside.outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.igniterealtime.openfire.plugin.fireside.files.FileLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.JID;

class OwnSettingsTest {
    @TempDir
    private Path folder;

    @Test
    void the_domain_and_the_secret_are_enough() throws Exception {
        OwnSettings settings = said("domain=x.test\nsecret=s", Map.of());

        assertTrue(settings.isComplete());
        assertEquals(new Station.Post("127.0.0.1", 5347, "x.test", new JID("fireside.x.test"), "s"), settings.post(settings.address(), settings.secret()));
        assertEquals(Optional.empty(), settings.comments());
        assertFalse(said("domain=x.test", Map.of()).isComplete());
        assertFalse(said("secret=s", Map.of("FIRESIDE_DOMAIN", " ")).isComplete());
    }

    @Test
    void the_environment_counts_for_more_than_the_file() throws Exception {
        OwnSettings settings = said("domain=x.test\nsecret=s\nsecret.comments=t", Map.of("FIRESIDE_SECRET", "u", "FIRESIDE_PORT", "5275", "FIRESIDE_COMMENTS",
            "comments.x.test", "FIRESIDE_HTTP_PORT", "7070"));

        assertEquals(new Station.Post("127.0.0.1", 5275, "x.test", new JID("comments.x.test"), "t"),
            settings.post(settings.comments().orElseThrow(), settings.commentsSecret()));
        assertEquals("u", settings.secret());
    }

    @Test
    void where_no_address_on_the_web_is_said_there_are_no_files() throws Exception {
        assertEquals(Optional.empty(), said("domain=x.test\nfiles.size=5", Map.of()).files());

        FileSettings files = said("domain=x.test\nweb.url=https://Files.x.test:8443/\nfiles.types=image/* , text/plain\nfiles.domains=y.test", Map.of(
            "FIRESIDE_DATA", "here", "FIRESIDE_FILES_DAYS", "30")).files().orElseThrow();
        assertEquals("https://files.x.test:8443", files.web());
        assertEquals(new InetSocketAddress("127.0.0.1", 8380), files.listen());
        assertEquals(Path.of("here/files"), files.folder());
        assertEquals(List.of("y.test"), files.domains());
        assertEquals(new FileLimits(50L << 20, 1L << 30, 500L << 20, List.of("image/*", "text/plain"), Duration.ofMinutes(15), Duration.ofDays(30)), files.limits());
    }

    @ParameterizedTest
    @ValueSource(strings = {"web.url=files.x.test", "web.url=ftp://x.test", "web.url=https://x.test/files", "web.url=https://a:b@x.test", "web.url=https://x.test?a",
        "web.url=https://", "web.url=https://x.test; script-src *", "web.port=0", "web.port=99999", "web.bind=no.such.host.invalid", "files.size=-1", "files.day=much",
        "web.keystore=/nowhere"})
    void what_cannot_be_of_files_is_said(String line) throws Exception {
        String wrong = assertThrows(Misfit.class, () -> said("domain=x.test\nweb.url=https://x.test\n" + line, Map.of()).files()).getMessage();

        assertTrue(wrong.startsWith(line.split("=")[0] + " "), wrong);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "domian=x.test | says domian, which is no setting", "domain=somebody@x.test | domain is no domain: somebody@x.test",
        "domain=x.test\\naddress=a/b | address is no domain: a/b", "domain=x.test\\nport=high | port is no number from 1 to 65535: high", "domain=x.test\\nport=70000 | port is no number from 1 to 65535: 70000",
        "domain=x.test\\ncomments=fireside.x.test | address and comments are the same", "domain=\\u12 | cannot be read",
        "domain=x.test\\ndatabase.url=jdbc:mysql://h/d | a database other than one's own is a jdbc:postgresql: address"})
    void what_is_wrong_is_said(String file, String why) {
        String wrong = assertThrows(Misfit.class, () -> {
            OwnSettings settings = said(file.replace("\\n", "\n"), Map.of());
            settings.comments();
            settings.post(settings.address(), "s");
            settings.database();
        }).getMessage();

        assertTrue(wrong.contains(why), wrong);
    }

    private OwnSettings said(String file, Map<String, String> environment) throws Exception {
        return new OwnSettings(Files.writeString(folder.resolve("settings"), file), environment);
    }
}

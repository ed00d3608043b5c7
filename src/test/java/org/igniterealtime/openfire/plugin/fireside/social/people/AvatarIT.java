package org.igniterealtime.openfire.plugin.fireside.social.people;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.igniterealtime.openfire.plugin.fireside.testkit.FakePage;
import org.igniterealtime.openfire.plugin.fireside.testkit.OpenfireServer;
import org.igniterealtime.openfire.plugin.fireside.testkit.Phone;
import org.jivesoftware.smackx.pep.PepManager;
import org.jivesoftware.smackx.pubsub.PayloadItem;
import org.jivesoftware.smackx.pubsub.SimplePayload;
import org.jivesoftware.smackx.vcardtemp.VCardManager;
import org.jivesoftware.smackx.vcardtemp.packet.VCard;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pictures as other clients set them, seen by who is logged in. */
class AvatarIT {
    private static OpenfireServer server;

    @BeforeAll
    static void start() {
        server = OpenfireServer.builder().plugin(OpenfireServer.PLUGIN).user("alice", "secret").user("bob", "secret").user("carol", "secret")
            .user("dora", "secret").contacts("alice", "bob").contacts("alice", "carol").contacts("alice", "dora").start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_picture_in_a_vcard_is_shown_and_a_new_one_takes_its_place() throws Exception {
        try (Phone bob = Phone.logIn(server, "bob", "secret"); FakePage alice = page()) {
            byte[] first = png(0x336699);
            setVcard(bob, first);
            assertArrayEquals(first, get(alice, "bob").body());

            byte[] second = png(0x993366);
            setVcard(bob, second);

            HttpResponse<byte[]> shown = get(alice, "bob");
            assertArrayEquals(second, shown.body());
            assertEquals("image/png", shown.headers().firstValue("Content-Type").orElse(""));
        }
    }

    @Test
    void a_published_avatar_is_shown() throws Exception {
        byte[] picture = png(0x22aa44);
        try (Phone carol = Phone.logIn(server, "carol", "secret"); FakePage alice = page()) {
            String id = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(picture));
            PepManager pep = PepManager.getInstanceFor(carol.connection());
            pep.publish("urn:xmpp:avatar:data", new PayloadItem<>(id, new SimplePayload("<data xmlns='urn:xmpp:avatar:data'>"
                + Base64.getEncoder().encodeToString(picture) + "</data>")));
            pep.publish("urn:xmpp:avatar:metadata", new PayloadItem<>(id, new SimplePayload("<metadata xmlns='urn:xmpp:avatar:metadata'>"
                + "<info bytes='" + picture.length + "' id='" + id + "' type='image/png' width='8' height='8'/></metadata>")));

            assertArrayEquals(picture, get(alice, "carol").body());
        }
    }

    @Test
    void who_has_none_has_letters_and_who_is_not_logged_in_sees_nobody() throws Exception {
        try (FakePage alice = page()) {
            HttpResponse<byte[]> letters = get(alice, "dora");
            HttpResponse<byte[]> stranger = get("fireside=none", "dora");

            assertEquals("image/svg+xml", letters.headers().firstValue("Content-Type").orElse(""));
            assertTrue(new String(letters.body(), StandardCharsets.UTF_8).contains(">D</text>"));
            assertEquals(303, stranger.statusCode());
        }
    }

    private static FakePage page() throws Exception {
        return FakePage.logIn(server.url("/fireside"), "alice", "secret").open("/chats");
    }

    private static void setVcard(Phone phone, byte[] picture) throws Exception {
        VCard card = new VCard();
        card.setAvatar(picture, "image/png");
        VCardManager.getInstanceFor(phone.connection()).saveVCard(card);
    }

    private static HttpResponse<byte[]> get(FakePage page, String user) throws Exception {
        return get(page.cookie(), user);
    }

    private static HttpResponse<byte[]> get(String cookie, String user) throws Exception {
        URI uri = server.url("/fireside/avatar/" + user + "@" + server.domain());
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).header("Cookie", cookie).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    }

    private static byte[] png(int colour) throws Exception {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64; i++) {
            image.setRGB(i % 8, i / 8, colour);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}

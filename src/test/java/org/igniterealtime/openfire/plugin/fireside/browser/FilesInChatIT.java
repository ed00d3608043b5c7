package org.igniterealtime.openfire.plugin.fireside.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files in conversations: between two browsers, and between a browser and an ordinary client over TCP. */
class FilesInChatIT {
    @RegisterExtension
    static final Scene scene = new Scene().contacts("alice", "bob");

    @Test
    void a_picture_that_is_pasted_appears_on_the_others_screen() throws Exception {
        // given
        Tab alice = scene.logIn("alice").chat("bob");
        Tab bob = scene.logIn("bob").chat("alice");
        // when
        paste(alice, "hill.png", "image/png", picture(1200, 800));
        Locator field = alice.box("What is on the picture, for people who cannot see it");
        assertThat(alice.button("Remove the file")).isVisible();
        field.fill("A hill at dusk");
        alice.say("Look at this");
        // then
        assertThat(bob.message("Look at this")).hasCount(1);
        Locator sight = bob.log().getByAltText("A hill at dusk");
        assertThat(sight).isVisible();
        bob.pictured();
        assertThat(alice.log().getByAltText("A hill at dusk")).isVisible();
        alice.page().screenshot(new com.microsoft.playwright.Page.ScreenshotOptions().setPath(java.nio.file.Path.of("target/shots/first-alice.png")));
        bob.page().screenshot(new com.microsoft.playwright.Page.ScreenshotOptions().setPath(java.nio.file.Path.of("target/shots/first-bob.png")));
    }

    private static void paste(Tab tab, String name, String type, byte[] content) {
        tab.box("Message").evaluate("(box, [name, type, content]) => {"
            + "const bytes = Uint8Array.from(atob(content), each => each.charCodeAt(0));"
            + "const clipboardData = new DataTransfer();"
            + "clipboardData.items.add(new File([bytes], name, {type}));"
            + "box.dispatchEvent(new ClipboardEvent('paste', {clipboardData, bubbles: true, cancelable: true}));}",
            new Object[] {name, type, Base64.getEncoder().encodeToString(content)});
    }

    static byte[] picture(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setPaint(new GradientPaint(0, 0, new Color(250, 180, 90), 0, height, new Color(60, 50, 90)));
        pen.fillRect(0, 0, width, height);
        pen.setColor(new Color(30, 60, 50));
        pen.fillOval(-width / 4, height / 2, width, height);
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}

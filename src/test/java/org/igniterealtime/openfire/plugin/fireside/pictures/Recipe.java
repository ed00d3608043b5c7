package org.igniterealtime.openfire.plugin.fireside.pictures;

import static org.igniterealtime.openfire.plugin.fireside.pictures.Made.joined;
import static org.igniterealtime.openfire.plugin.fireside.pictures.Made.latin;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Makes what a row of {@code hostile/pictures.txt} says: a format, a size, then what is done to it, word by word. Beside the
 * tables of files that are honest, the words are:
 * {@code says=WxH} (its header lies), {@code cut=P} (only P percent of it), {@code junk=N} (N bytes at random in place of the
 * middle), {@code frames=N}, {@code scans=N}, {@code exif=N} (with place and owner), {@code small} (a small
 * picture within), {@code icc} (a profile of rubbish),
 * {@code text=N} (a compressed text of N megabytes), {@code zip}, {@code html}, {@code js} (a polyglot), {@code rows=N}.
 */
final class Recipe {
    private final List<String> words;

    Recipe(String line) {
        this.words = List.of(line.strip().split("\\s+"));
    }

    byte[] make() {
        byte[] file = switch (words.get(0)) {
            case "png" -> png();
            case "jpeg" -> jpeg();
            case "gif" -> gif();
            case "webp" -> webp();
            default -> latin(String.join(" ", words.subList(1, words.size())).replace("\\n", "\n").replace("\\0", "\0"));
        };
        if (words.get(0).equals("bytes")) {
            return file;
        }
        return damaged(polyglot(file));
    }

    private byte[] png() {
        byte[] png = says("blank") ? Pngs.blank(width("size", 0), height("size", 0), says("16") ? 16 : 8, says("grey") ? 0 : says("rgba") ? 6 : 2,
            says("interlaced") ? 1 : 0, number("rows", 1)) : Pngs.quarters(width("size", 0), height("size", 0), colours(), says("interlaced"));
        if (says("exif")) {
            png = Pngs.with(png, Pngs.chunk("eXIf", Made.exif(number("exif", 1))));
        }
        if (says("icc")) {
            png = Pngs.with(png, Pngs.chunk("iCCP", joined(latin("x\0\0"), noise(4000))));
        }
        if (says("text")) {
            png = Pngs.with(png, Pngs.chunk("zTXt", joined(latin("Comment\0\0"), Pngs.zeros((long) number("text", 1) << 20))));
        }
        if (says("says")) {
            png = joined(Arrays.copyOf(png, 8), Arrays.copyOfRange(Pngs.blank(width("says", 1), height("says", 1), 8, 2, 0, 0), 8, 33),
                Arrays.copyOfRange(png, 33, png.length));
        }
        return says("frames") ? Pngs.animated(png, number("frames", 1)) : png;
    }

    private String colours() {
        return List.of("rgb", "rgba", "grey", "greya", "indexed", "rgb16", "rgba16", "grey16", "greya16").stream().filter(this::says)
            .findFirst().orElse("rgb");
    }

    private byte[] jpeg() {
        byte[] jpeg = says("inks") ? Jpegs.inks(width("size", 0), height("size", 0), number("inks", -1))
            : Jpegs.quarters(width("size", 0), height("size", 0), says("grey"), says("progressive"));
        if (says("scans")) {
            jpeg = Jpegs.scans(jpeg, number("scans", 0));
        }
        if (says("small")) {
            jpeg = Jpegs.withSmall(jpeg);
        }
        if (says("exif")) {
            jpeg = Jpegs.withExif(jpeg, number("exif", 1));
        }
        if (says("icc")) {
            jpeg = Jpegs.with(jpeg, 0xe2, joined(latin("ICC_PROFILE\0\1\1"), noise(4000)));
        }
        if (says("html")) {
            jpeg = Jpegs.with(jpeg, 0xfe, latin("<html><script>alert(1)</script></html>"));
        }
        return says("says") ? Jpegs.resized(jpeg, width("says", 1), height("says", 1)) : jpeg;
    }

    private byte[] gif() {
        byte[] gif = Gifs.quarters(width("size", 0), height("size", 0), says("interlaced"));
        if (says("says")) {
            gif = Gifs.screen(gif, width("says", 1), height("says", 1), number("x", 0), number("y", 0));
        }
        if (says("comment")) {
            gif = Made.with(gif, gif.length - 1, joined(new byte[] {0x21, (byte) 0xfe, 12}, latin("SECRET-PLACE"), new byte[1]));
        }
        if (says("js")) {
            // "GIF89a" is a name, and the screen's size the beginning of a comment: GIF89a/*...*/=1;alert(1)
            gif = joined(gif, latin("*/=1;alert(1)//"));
            gif[6] = '/';
            gif[7] = '*';
        }
        return says("frames") ? Gifs.frames(gif, number("frames", 0)) : says("endless") ? Gifs.endless(gif) : gif;
    }

    private byte[] webp() {
        int width = width("size", 1);
        int height = height("size", 1);
        byte[] picture = says("lossy") ? Webps.lossy(width, height) : says("blank") ? Webps.endless(width, height) : Webps.lossless(width, height);
        if (says("frames")) {
            byte[] frame = Webps.frame(number("x", 0), number("y", 0), width, height, picture);
            byte[][] all = new byte[number("frames", 1) + 1][];
            Arrays.fill(all, frame);
            all[0] = Webps.extended(width("says", width), height("says", height), 0x12);
            return Webps.file(all);
        } else if (says("exif")) {
            return Webps.file(Webps.extended(width, height, 0x08), picture, Webps.chunk("EXIF", Made.exif(number("exif", 1))));
        } else if (says("icc")) {
            return Webps.file(Webps.extended(width, height, 0x20), Webps.chunk("ICCP", noise(4000)), picture);
        } else if (says("alpha")) {
            return Webps.file(Webps.extended(width, height, 0x10), Webps.alpha(), picture);
        }
        return says("says") ? Webps.file(Webps.extended(width("says", 1), height("says", 1), 0), picture) : Webps.file(picture);
    }

    private byte[] polyglot(byte[] file) {
        return says("zip") ? joined(file, latin("PK\3\4 a page in an archive PK\5\6"))
            : says("page") ? joined(file, latin("<html><script>alert(1)</script></html>")) : file;
    }

    private byte[] damaged(byte[] file) {
        if (says("junk")) {
            byte[] other = file.clone();
            byte[] noise = noise(number("junk", 1));
            System.arraycopy(noise, 0, other, file.length / 2, Math.min(noise.length, file.length / 2));
            return other;
        }
        return says("cut") ? Arrays.copyOf(file, file.length * number("cut", 100) / 100) : says("head") ? Arrays.copyOf(file, number("head", 0)) : file;
    }

    private static byte[] noise(int count) {
        byte[] noise = new byte[count];
        new Random(count).nextBytes(noise);
        return noise;
    }

    private boolean says(String word) {
        return words.stream().skip(1).anyMatch(each -> each.equals(word) || each.startsWith(word + "="));
    }

    private int number(String word, int otherwise) {
        return words.stream().filter(each -> each.startsWith(word + "=")).map(each -> Integer.parseInt(each.substring(word.length() + 1)))
            .findFirst().orElse(otherwise);
    }

    private int width(String word, int otherwise) {
        return side(word, 0, otherwise);
    }

    private int height(String word, int otherwise) {
        return side(word, 1, otherwise);
    }

    private int side(String word, int which, int otherwise) {
        return word.equals("size") ? Integer.parseInt(words.get(1).split("x")[which]) : words.stream().filter(each -> each.startsWith(word + "="))
            .map(each -> Integer.parseInt(each.substring(word.length() + 1).split("x")[which])).findFirst().orElse(otherwise);
    }
}

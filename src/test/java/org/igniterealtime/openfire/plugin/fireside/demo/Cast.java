package org.igniterealtime.openfire.plugin.fireside.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Who takes part in the demo, read from the files of {@code demo/}. */
final class Cast {
    /** @param there {@code bot}, with a presence behind it when it is not online, or empty */
    record Member(String username, String name, List<String> groups, String words, String there) {
        boolean answers() {
            return there.startsWith("bot");
        }

        /** What a roster shows for them: online, away, dnd. */
        String show() {
            return there.substring(Math.min(3, there.length())).strip();
        }
    }

    /** @param minutes before now */
    record Line(String from, String to, int minutes, String text) {
    }

    /** @param who bare username @param words plain text */
    record Remark(String who, String words) {
    }

    /**
     * A post.
     *
     * @param minutes before now
     * @param open for everybody, rather than for contacts
     * @param text Markdown
     */
    record Post(String author, int minutes, boolean open, String title, String text, List<String> likes, List<Remark> comments) {
    }

    /** A room. @param who is in it, bare usernames @param open a channel, rather than a group */
    record Room(String address, String name, String subject, List<String> who, boolean open) {
    }

    /**
     * What somebody says in a room.
     *
     * @param minutes before now
     * @param about {@code reply}, {@code edit} or {@code react}, and the key of what was said; or empty
     */
    record Word(String room, String key, String who, int minutes, String about, String text) {
    }

    /** What somebody says of himself. */
    record Said(String who, String about, String position, String organisation, String place, String website, boolean banner) {
    }

    private Cast() {
    }

    static List<Member> members() {
        return lines("people").stream().map(parts -> new Member(parts.get(0), parts.get(1),
            Arrays.stream(parts.get(2).split(",")).map(String::strip).toList(), parts.get(3), parts.get(4))).toList();
    }

    /** In the order in which it was said. */
    static List<Line> lines() {
        return lines("chats").stream().map(parts -> {
            String[] ends = parts.get(0).split("->");
            return new Line(ends[0].strip(), ends[1].strip(), Integer.parseInt(parts.get(1)), parts.get(2).replace("\\n", "\n"));
        }).sorted((a, b) -> b.minutes() - a.minutes()).toList();
    }

    static List<Room> rooms() {
        return lines("rooms").stream().map(parts -> new Room(parts.get(0), parts.get(1), parts.get(2), words(parts.get(3), ","), parts.get(4).equals("channel"))).toList();
    }

    /** In the order in which it was said. */
    static List<Word> talk() {
        return lines("talk").stream().map(parts -> new Word(parts.get(0), parts.get(1), parts.get(2), Integer.parseInt(parts.get(3)), parts.get(4),
            parts.get(5).replace("\\n", "\n"))).sorted((a, b) -> b.minutes() - a.minutes()).toList();
    }

    /** In the order in which they were published. */
    static List<Post> posts() {
        return lines("posts").stream().map(parts -> new Post(parts.get(0), Integer.parseInt(parts.get(1)), parts.get(2).equals("public"),
            parts.get(3), parts.get(4).replace("\\n", "\n"), words(parts.get(5), ","), words(parts.get(6), ";;").stream()
            .map(remark -> new Remark(remark.substring(0, remark.indexOf(':')), remark.substring(remark.indexOf(':') + 1).strip())).toList()))
            .sorted((a, b) -> b.minutes() - a.minutes()).toList();
    }

    private static List<String> words(String text, String divider) {
        return Arrays.stream(text.split(divider)).map(String::strip).filter(word -> !word.isEmpty()).toList();
    }

    static List<Said> profiles() {
        return lines("profiles").stream().map(parts -> new Said(parts.get(0), parts.get(1).replace("\\n", "\n"), parts.get(2), parts.get(3), parts.get(4),
            parts.get(5), parts.get(6).equals("yes"))).toList();
    }

    static List<String> answers() {
        return lines("answers").stream().map(parts -> parts.get(0)).toList();
    }

    private static List<List<String>> lines(String name) {
        try (InputStream in = Cast.class.getResourceAsStream("/demo/" + name + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList()).toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}

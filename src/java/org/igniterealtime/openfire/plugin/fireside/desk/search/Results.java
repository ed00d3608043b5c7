package org.igniterealtime.openfire.plugin.fireside.desk.search;

import java.util.List;
import org.igniterealtime.openfire.plugin.fireside.desk.directory.Answer;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Post;
import org.igniterealtime.openfire.plugin.fireside.social.posts.Posts;

/**
 * What came of a question: of each part a page of what somebody may see.
 *
 * @param part the one that is looked at
 * @param skip how many of that part come before the page; of posts none
 * @param chat the chat or room alone in which messages are looked for, a bare JID, or empty
 * @param chatName what it is called
 * @param posts each as somebody sees it
 * @param complete whether all that there is has been looked through
 * @param busy nothing was looked for: there were too many questions lately
 */
record Results(Question question, Part part, int skip, String chat, String chatName, Answer<Posts.Told> posts, Answer<MessageFound> messages,
               Answer<PersonFound> people, Answer<RoomFound> rooms, Answer<CommunityFound> communities, boolean complete, boolean busy) {
    static Results none(Question question, Part part, boolean complete, boolean busy) {
        return new Results(question, part, 0, "", "", none(), none(), none(), none(), none(), complete, busy);
    }

    private static <T> Answer<T> none() {
        return new Answer<>(List.of(), false);
    }

    Answer<?> of(Part which) {
        return switch (which) {
            case PEOPLE -> people;
            case MESSAGES -> messages;
            case ROOMS -> rooms;
            case COMMUNITIES -> communities;
            default -> posts;
        };
    }

    boolean isEmpty() {
        return posts.found().isEmpty() && messages.found().isEmpty() && people.found().isEmpty() && rooms.found().isEmpty() && communities.found().isEmpty();
    }

    /** Likewise, in one chat or room. */
    Results in(String address, String name) {
        return new Results(question, part, skip, address, name, posts, messages, people, rooms, communities, complete, busy);
    }

    /** Where the next page of messages begins; empty for none. */
    String lastMessage() {
        return messages.found().isEmpty() ? "" : messages.found().get(messages.found().size() - 1).cursor();
    }

    List<Post> seenPosts() {
        return posts.found().stream().map(Posts.Told::post).toList();
    }

    /** Where the next page of posts begins. */
    long lastPost() {
        List<Post> seen = seenPosts();
        return seen.isEmpty() ? 0 : seen.get(seen.size() - 1).item().created();
    }
}

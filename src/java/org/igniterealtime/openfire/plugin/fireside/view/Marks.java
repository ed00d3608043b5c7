package org.igniterealtime.openfire.plugin.fireside.view;

import java.util.Optional;

/** Where {@code @names} and {@code #tags} in somebody's words lead: a feature knows, the words do not. */
public interface Marks {
    /** Nothing is marked. */
    Marks NONE = new Marks() {
        @Override
        public Optional<String> person(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<String> tag(String name) {
            return Optional.empty();
        }
    };

    /**
     * @param name as written, without the sign: {@code ana} or {@code ana@example.org}, in whatever case
     * @return a path of ours, which begins with a slash, or a web or xmpp address; empty leaves the text as it is
     */
    Optional<String> person(String name);

    /** @param name as written, without the sign @return as of {@link #person} */
    Optional<String> tag(String name);

    /** @param url of a picture, http or https @return the path from which a page of ours may load it; empty leaves a link in its place */
    default Optional<String> picture(String url) {
        return Optional.empty();
    }
}

package org.igniterealtime.openfire.plugin.fireside.browser;

import java.util.List;
import java.util.Map;

/** Somebody with another client, who talks and listens as he is told. Messages are named by their words. */
interface ChatClient extends AutoCloseable {
    /** Why something does not come to pass, in the words of a table: "unsupported: ..." or "refused: ...". */
    final class Cannot extends Exception {
        private static final long serialVersionUID = 1L;

        Cannot(String why) {
            super(why);
        }
    }

    /** Its name and version. */
    String name();

    /** The account's name, which is its nick in rooms as well. */
    String user();

    /**
     * Does something, or waits until it is seen ({@code sees_...}).
     *
     * @param fields what the deed needs to know: {@code to}, {@code of}, {@code text}, ...
     * @return what came of it: a text, a list of texts, or null
     * @throws Cannot when this client, in this version, is not able to, or is not let
     * @throws AssertionError when it ought to, and it did not come to pass
     */
    Object obey(String deed, Map<String, String> fields) throws Exception;

    /** What it has sent that has a part in it, as XML. */
    @SuppressWarnings("unchecked")
    default List<String> sent(String part) throws Exception {
        return (List<String>) obey("sent", Map.of("part", part));
    }

    @Override
    void close();
}

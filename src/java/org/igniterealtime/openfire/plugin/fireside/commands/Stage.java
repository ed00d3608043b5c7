package org.igniterealtime.openfire.plugin.fireside.commands;

import java.util.function.Function;
import org.dom4j.Element;

/** Where a command is (XEP-0050 §3.4). */
public sealed interface Stage {
    /**
     * Asks for something.
     *
     * @param form a data form to be filled in
     * @param problem what was wrong with the form before, or empty
     * @param last whether it ends with this form
     * @param next blocks
     */
    record Form(Element form, String problem, boolean last, Function<Asked, Stage> next) implements Stage {
        public Form(Element form, boolean last, Function<Asked, Stage> next) {
            this(form, "", last, next);
        }

        /** The same form once more, and why. */
        public Form again(String why) {
            return new Form(form, why, last, next);
        }
    }

    /**
     * It is done.
     *
     * @param note in a sentence, or empty
     * @param result a form of type {@code result}, or null
     */
    record Done(String note, Element result) implements Stage {
        public Done(String note) {
            this(note, null);
        }
    }

    /** It is not done, and ends. @param why in a sentence */
    record Failed(String why) implements Stage {
    }
}

package org.igniterealtime.openfire.plugin.fireside.host;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the JDK remembers of a plugin's classes by itself. */
public final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private Leftovers() {
    }

    /**
     * Has the JDK forget the record of which it last made {@code equals}: it keeps that one's type in a place of its own,
     * and by it the plugin's classes until some other record comes along. Done last.
     */
    public static void forgetRecords() {
        try {
            ObjectMethods.bootstrap(MethodHandles.lookup(), "equals", MethodType.methodType(boolean.class, String.class, Object.class),
                String.class, "");
        } catch (Throwable otherJdk) {
            LOG.debug("This JDK makes records in another way: the plugin's classes may stay once", otherJdk);
        }
    }
}

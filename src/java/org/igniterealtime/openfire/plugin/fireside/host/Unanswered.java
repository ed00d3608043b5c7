package org.igniterealtime.openfire.plugin.fireside.host;

import java.io.IOException;
import java.lang.reflect.Field;
import java.sql.SQLException;
import java.util.Optional;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import org.igniterealtime.openfire.plugin.fireside.store.Outage;
import org.jivesoftware.openfire.user.UserNotFoundException;

/**
 * Tells a no of the host's providers from no answer: a directory or a database that is down makes the host say that
 * there is nobody of that name, or that the password is wrong.
 */
final class Unanswered {
    private Unanswered() {
    }

    /** An outage when what the host threw comes of one. */
    static Optional<Outage> in(Throwable no) {
        Throwable cause = no;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            boolean naming = cause instanceof NamingException && !(cause instanceof NameNotFoundException);
            if (naming || cause instanceof SQLException || cause instanceof IOException) {
                return Optional.of(new Outage(no));
            }
            cause = next(cause);
        }
        return Optional.empty();
    }

    private static Throwable next(Throwable thrown) {
        return thrown instanceof UserNotFoundException && thrown.getCause() == null ? nested(thrown) : thrown.getCause();
    }

    // COMPAT: 4.2.0 to 5.1 keep the cause of this one where only its printed stack trace tells it.
    private static Throwable nested(Throwable thrown) {
        try {
            Field field = UserNotFoundException.class.getDeclaredField("nestedThrowable");
            field.setAccessible(true);
            return (Throwable) field.get(thrown);
        } catch (ReflectiveOperationException | RuntimeException elsewhere) {
            return null;
        }
    }
}

package org.igniterealtime.openfire.plugin.fireside.host;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.PrivilegedAction;
import javax.security.auth.Subject;
import org.jivesoftware.openfire.XMPPServer;

/**
 * Calls a method of the host as if nobody of the plugin were calling. What the host does there may start threads for
 * pools of its own that live as long as the server, and a new thread remembers the class loader of whoever starts it:
 * the context's, and up to Java 23 those of all callers (its inherited access control context). The classes of a plugin
 * that was unloaded would stay. So between the host's method and the edge of what is remembered stand classes of the
 * JDK alone.
 */
final class Outside {
    private static final boolean CALLERS_ARE_REMEMBERED = Runtime.version().feature() < 24;
    private static final ClassLoader HOST = XMPPServer.class.getClassLoader();

    private Outside() {
    }

    /** A method of the host without a result, for {@link #call}. */
    static MethodHandle method(Class<?> type, String name, Class<?>... parameters) {
        try {
            return MethodHandles.publicLookup().findVirtual(type, name, MethodType.methodType(void.class, parameters));
        } catch (NoSuchMethodException | IllegalAccessException missing) {
            throw new LinkageError(type.getName() + "." + name, missing);
        }
    }

    /** Calls it on this thread; what it throws goes up. */
    static void call(MethodHandle method, Object... arguments) {
        MethodHandle bound = MethodHandles.insertArguments(method, 0, arguments);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(HOST);
        try {
            if (CALLERS_ARE_REMEMBERED) {
                forgettingCallers(bound);
            } else {
                MethodHandleProxies.asInterfaceInstance(Runnable.class, bound).run();
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    // AccessController.doPrivileged itself remembers who calls it; this calls it for us.
    @SuppressWarnings({"removal", "unchecked"})
    private static void forgettingCallers(MethodHandle bound) {
        PrivilegedAction<Object> action = MethodHandleProxies.asInterfaceInstance(PrivilegedAction.class, bound);
        Subject.doAsPrivileged(null, action, null);
    }
}

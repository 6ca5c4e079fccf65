package io.github.accessentries.internal.waiting;

import java.lang.reflect.Method;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads of which a thousand may wait: virtual ones where a JDK has those that nothing pins, else daemons with a small stack. */
public final class CheapThreads {

    /** From this release on, a virtual thread that waits within {@code synchronized} holds no other. */
    private static final int FIRST_UNPINNED = 24;

    /** Enough for TLS and the JDK's server; only what is used of it takes memory. */
    private static final long SMALL_STACK = 512 << 10;

    /** Several times what the deepest document takes that is read at all; virtual threads have as much as others by themselves. */
    private static final long LARGE_STACK = 4 << 20;

    private CheapThreads() {}

    /**
     * Makes threads that end with the JVM.
     *
     * @param name what the names of the threads begin with
     * @return what makes them
     */
    public static ThreadFactory named(String name) {
        return of(name + "-", SMALL_STACK);
    }

    /**
     * Makes threads that end with the JVM and read what others wrote, which may be deep.
     *
     * @param name what the names of the threads begin with
     * @return what makes them
     */
    public static ThreadFactory reading(String name) {
        return of(name + "-", LARGE_STACK);
    }

    private static ThreadFactory of(String prefix, long stackBytes) {
        return Runtime.version().feature() >= FIRST_UNPINNED ? virtual(prefix) : platform(prefix, stackBytes);
    }

    private static ThreadFactory platform(String prefix, long stackBytes) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(null, task, prefix + number.incrementAndGet(), stackBytes);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** By reflection, since this library also runs on JDK 17. */
    private static ThreadFactory virtual(String prefix) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            Method name = type.getMethod("name", String.class, long.class);
            return (ThreadFactory) type.getMethod("factory").invoke(name.invoke(builder, prefix, 1L));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This JDK lacks the virtual threads of its release", e);
        }
    }
}

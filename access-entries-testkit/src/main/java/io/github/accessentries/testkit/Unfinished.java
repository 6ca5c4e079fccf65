package io.github.accessentries.testkit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What was begun and does nothing until it is ended: a fault without an effect, an assertion without its namespace, a grant
 * that nobody applied. Remembers where. Thread-safe.
 */
final class Unfinished {

    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    /** Something that was begun. */
    final class Begun {

        private final String what;
        private final String where;

        private Begun(String what, String where) {
            this.what = what;
            this.where = where;
        }

        /** It was ended, or refused, which whoever ended it was told. */
        void end() {
            synchronized (begun) {
                begun.remove(this);
            }
        }
    }

    private final Set<Begun> begun = new LinkedHashSet<>();

    /**
     * Notes that something was begun.
     *
     * @param what in words, with what is missing
     * @param face the class by which users begin it
     */
    Begun begin(String what, Class<?> face) {
        Begun next = new Begun(what, caller(face));
        synchronized (begun) {
            begun.add(next);
        }
        return next;
    }

    private static String caller(Class<?> face) {
        return STACK.walk(frames -> frames.dropWhile(frame -> !isOf(frame, face))
                .dropWhile(frame -> isOf(frame, face) || isReflection(frame))
                .findFirst()
                .map(frame -> "at " + frame.toStackTraceElement())
                .orElse("somewhere"));
    }

    private static boolean isOf(StackWalker.StackFrame frame, Class<?> face) {
        return frame.getDeclaringClass().getNestHost() == face;
    }

    private static boolean isReflection(StackWalker.StackFrame frame) {
        return frame.getClassName().startsWith("jdk.proxy")
                || frame.getClassName().contains(".$Proxy");
    }

    /** Everything that is still unfinished, with its line, and forgets it. */
    List<String> takeAll() {
        synchronized (begun) {
            List<String> all = new ArrayList<>();
            begun.forEach(each -> all.add(each.what + " " + each.where));
            begun.clear();
            return all;
        }
    }
}

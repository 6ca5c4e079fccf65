package io.github.accessentries.testkit;

import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.manage.Grant;
import io.github.accessentries.manage.Withdrawal;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Access entries whose grants and withdrawals are noted until somebody applies them or looks at their changes. Everything else
 * is as it was: one proxy for the whole chain, since each of its steps is an interface.
 */
final class WatchedEntries implements InvocationHandler {

    private static final Set<Class<?>> STEPS =
            Set.of(Grant.class, Grant.ScopeChoice.class, Withdrawal.class, Withdrawal.PlaceChoice.class);
    private static final Set<String> ENDS = Set.of("apply", "changes");

    private final Object step;
    private final Unfinished unfinished;
    private final Unfinished.@Nullable Begun begun;

    private WatchedEntries(Object step, Unfinished unfinished, Unfinished.@Nullable Begun begun) {
        this.step = step;
        this.unfinished = unfinished;
        this.begun = begun;
    }

    static AccessEntries of(AccessEntries entries, Unfinished unfinished) {
        return proxy(AccessEntries.class, new WatchedEntries(entries, unfinished, null));
    }

    private static <T> T proxy(Class<T> type, WatchedEntries handler) {
        return type.cast(Proxy.newProxyInstance(WatchedEntries.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (begun != null && ENDS.contains(method.getName())) {
            begun.end();
        }
        try {
            return watched(method, method.invoke(step, arguments));
        } catch (InvocationTargetException e) {
            if (begun != null) {
                begun.end();
            }
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private @Nullable Object watched(Method method, @Nullable Object result) {
        Class<?> type = method.getReturnType();
        if (result == null || !STEPS.contains(type)) {
            return result;
        }
        Unfinished.Begun noted = begun == null
                ? unfinished.begin(method.getName() + "(...) changes nothing without apply()", WatchedEntries.class)
                : begun;
        return proxy(type, new WatchedEntries(result, unfinished, noted));
    }
}

package io.github.accessentries.testkit.contract;

import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.manage.Grant;
import io.github.accessentries.manage.Withdrawal;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;

/** Gets each word that is said to entries, and to the changes that they hand out. */
@FunctionalInterface
interface EachWord {

    Set<Class<?>> WRAPPED = Set.of(
            AccessEntries.class, Grant.class, Grant.ScopeChoice.class, Withdrawal.class, Withdrawal.PlaceChoice.class);

    Object answer(Object whole, Method method, Object[] of) throws ReflectiveOperationException;

    default <T> T wrap(Class<T> as, T whole) {
        return as.cast(Proxy.newProxyInstance(
                EachWord.class.getClassLoader(), new Class<?>[] {as}, (proxy, method, arguments) -> {
                    try {
                        Object answer = answer(whole, method, arguments == null ? new Object[0] : arguments);
                        return WRAPPED.contains(method.getReturnType())
                                ? wrapped(method.getReturnType(), answer)
                                : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private <T> T wrapped(Class<T> as, Object whole) {
        return wrap(as, as.cast(whole));
    }
}

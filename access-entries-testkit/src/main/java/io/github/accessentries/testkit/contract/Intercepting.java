package io.github.accessentries.testkit.contract;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers some calls itself, and passes on the others. */
@FunctionalInterface
interface Intercepting {

    /** The answer to a call, empty to pass it on. */
    Optional<?> answer(Method method, Object[] arguments) throws Throwable;

    /** The same as a whole, but for what is answered. */
    static <T> T calls(Class<T> type, T whole, Intercepting interception) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object[] of = arguments == null ? new Object[0] : arguments;
                    Optional<?> answer = interception.answer(method, of);
                    return answer.isPresent() ? answer.get() : passedOn(whole, method, of);
                }));
    }

    /** What the whole answers. */
    static @Nullable Object passedOn(Object whole, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(whole, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}

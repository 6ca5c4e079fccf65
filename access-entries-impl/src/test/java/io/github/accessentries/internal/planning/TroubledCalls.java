package io.github.accessentries.internal.planning;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.ErrorContext;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.internal.calls.EksCalls;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Lets one of the calls that change something go wrong, or something else happen before any one call. */
final class TroubledCalls {

    /** What goes wrong. */
    enum Trouble {
        /** The call is refused. */
        FAILS,
        /** The call is made and its answer is lost. */
        IS_LOST,
        /** The process ends before the call. */
        IS_KILLED
    }

    /** The end of a process, which nobody catches. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static final Set<String> CHANGING =
            Set.of("create", "update", "associate", "disassociate", "tag", "untag", "delete");

    private final EksCalls calls;
    private final List<String> names = new ArrayList<>();
    private int changes;
    private int all;
    private int troubledChange = -1;
    private Trouble trouble = Trouble.FAILS;
    private int interrupted = -1;
    private Runnable meanwhile = () -> {};

    TroubledCalls(EksCalls calls) {
        this.calls = calls;
    }

    /** How many calls changed something, or tried to. */
    int changes() {
        return changes;
    }

    /** How many calls there were. */
    int all() {
        return all;
    }

    /** Whether one of the calls, or the attempt at it, was to change something. */
    boolean changes(int call) {
        return call < names.size() && CHANGING.contains(names.get(call));
    }

    TroubledCalls at(int change, Trouble what) {
        troubledChange = change;
        trouble = what;
        return this;
    }

    TroubledCalls before(int call, Runnable what) {
        interrupted = call;
        meanwhile = what;
        return this;
    }

    EksCalls calls() {
        return (EksCalls)
                Proxy.newProxyInstance(EksCalls.class.getClassLoader(), new Class<?>[] {EksCalls.class}, this::call);
    }

    private Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
        names.add(method.getName());
        if (all++ == interrupted) {
            meanwhile.run();
        }
        boolean isTroubled = CHANGING.contains(method.getName()) && changes++ == troubledChange;
        if (isTroubled && trouble == Trouble.IS_KILLED) {
            throw new Killed();
        }
        if (isTroubled && trouble == Trouble.FAILS) {
            throw unavailable();
        }
        Object answer;
        try {
            answer = method.invoke(calls, arguments);
        } catch (InvocationTargetException e) {
            throw requireNonNull(e.getCause());
        }
        if (isTroubled) {
            throw unavailable();
        }
        return answer;
    }

    private UnavailableException unavailable() {
        return new UnavailableException(
                "no answer", ErrorContext.builder().cluster(calls.cluster()).build(), null);
    }
}

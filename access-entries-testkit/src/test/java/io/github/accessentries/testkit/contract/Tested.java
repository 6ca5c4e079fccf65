package io.github.accessentries.testkit.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** What a sample of a suite tests: an implementation, and the same cut off from whom it depends on. */
record Tested<T>(T whole, T cutOff) {

    /** A sample is made by JUnit, on the thread that runs it, so this is how it gets what it tests. */
    private static final ThreadLocal<Supplier<? extends Tested<?>>> NEXT = new ThreadLocal<>();

    @SuppressWarnings("unchecked") // A sample has one type, as the table that it is given has.
    static <T> Tested<T> next() {
        return (Tested<T>) requireNonNull(NEXT.get(), "what to test").get();
    }

    /** What is right is green, and each promise has an implementation that breaks it and nothing else. */
    static <T> void eachPromiseIsHeldByItsTestAlone(
            Class<?> sample, Supplier<Tested<T>> right, Map<String, Supplier<Tested<T>>> broken) {
        eachPromiseIsHeldByItsTestAlone(sample, right, broken, promise -> List.of());
    }

    /**
     * The same, where it is known which tests can notice what is broken.
     *
     * @param concerned by the name of a promise, the tests that come near to what breaks it; empty for all tests
     */
    static <T> void eachPromiseIsHeldByItsTestAlone(
            Class<?> sample,
            Supplier<Tested<T>> right,
            Map<String, Supplier<Tested<T>>> broken,
            Function<String, Collection<String>> concerned) {
        assertThat(broken.keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(sample.getMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        .map(method -> method.getName())
                        .toList());
        assertThat(red(sample, right)).isEmpty();
        Map<String, Set<String>> red = broken.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each -> {
            Collection<String> tests = concerned.apply(each.getKey());
            return tests.isEmpty() ? red(sample, each.getValue()) : red(sample, tests, each.getValue());
        }));
        assertThat(red).allSatisfy((promise, tests) -> assertThat(tests).containsExactly(promise));
    }

    /** The tests of a sample that fail. */
    static <T> Set<String> red(Class<?> sample, Supplier<Tested<T>> tested) {
        Events tests = run(List.of(selectClass(sample)), tested);
        assertThat(tests.succeeded().count()).as("tests that ran").isGreaterThan(4);
        return red(tests);
    }

    /** Those of some tests of a sample that fail. */
    private static <T> Set<String> red(Class<?> sample, Collection<String> some, Supplier<Tested<T>> tested) {
        Events tests = run(some.stream().map(test -> selectMethod(sample, test)).toList(), tested);
        assertThat(tests.finished().count()).as("tests that ran").isEqualTo(some.size());
        return red(tests);
    }

    private static Set<String> red(Events tests) {
        assertThat(tests.aborted().count()).isZero();
        return tests.failed().stream().map(Tested::method).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether one test of a sample fails. */
    static <T> boolean isRed(Class<?> sample, String test, Supplier<Tested<T>> tested) {
        return !red(sample, List.of(test), tested).isEmpty();
    }

    private static <T> Events run(List<? extends DiscoverySelector> selectors, Supplier<Tested<T>> tested) {
        NEXT.set(tested);
        try {
            return EngineTestKit.engine("junit-jupiter")
                    .selectors(selectors.toArray(DiscoverySelector[]::new))
                    .execute()
                    .testEvents();
        } finally {
            NEXT.remove();
        }
    }

    private static String method(Event event) {
        return event.getTestDescriptor()
                .getSource()
                .map(source -> ((MethodSource) source).getMethodName())
                .orElseThrow();
    }

    /** The same, but only the first thread that asks gets an answer to anything but {@code health} and {@code toString}. */
    static <T> T byOneThreadOnly(Class<T> type, T whole) {
        Thread[] first = new Thread[1];
        return intercepted(type, whole, (method, arguments) -> {
            if (!method.equals("health")) {
                first[0] = first[0] == null ? Thread.currentThread() : first[0];
                if (first[0] != Thread.currentThread()) {
                    throw new IllegalStateException("not by another thread");
                }
            }
            return Intercepted.PASSED_ON;
        });
    }

    /** The same, with a health that cannot be told. */
    static <T> T withoutHealth(Class<T> type, T whole) {
        return intercepted(type, whole, (method, arguments) -> {
            if (method.equals("health")) {
                throw new IllegalStateException("how should it be?");
            }
            return Intercepted.PASSED_ON;
        });
    }

    /** Decides about a call by the name of its method: an answer, or {@link #PASSED_ON}. */
    @FunctionalInterface
    interface Intercepted {
        Object PASSED_ON = new Object();

        Object call(String method, Object[] arguments) throws Exception;
    }

    /** The same, but for what is intercepted. Whatever else it is, it stays. */
    static <T> T intercepted(Class<T> type, T whole, Intercepted interception) {
        Class<?>[] types = Stream.concat(
                        Stream.of(type),
                        Arrays.stream(whole.getClass().getInterfaces()).filter(each -> each == AutoCloseable.class))
                .toArray(Class<?>[]::new);
        return type.cast(Proxy.newProxyInstance(Tested.class.getClassLoader(), types, (proxy, method, arguments) -> {
            Object[] given = arguments == null ? new Object[0] : arguments;
            Object answer = interception.call(method.getName(), given);
            if (answer != Intercepted.PASSED_ON) {
                return answer;
            }
            try {
                return method.invoke(whole, given);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}

package io.github.accessentries.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fake of a test whose instance is being made. JUnit makes the instance before it says for which test, both on one thread;
 * until then the fake waits here.
 */
final class Instantiation {

    private static final class Waiting {
        private final FakeEks eks;
        private final List<Object> instances = new ArrayList<>();

        private Waiting(FakeEks eks) {
            this.eks = eks;
        }

        private boolean isFor(Object instance) {
            return instances.stream().anyMatch(each -> each == instance);
        }
    }

    /** Of one extension: another one makes fakes of its own. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Waiting> waiting = new ThreadLocal<>();

    /** An instance is about to be made, within another or by itself: what is left of one that could not be made, goes. */
    void begin(Optional<Object> outer) {
        Waiting left = waiting.get();
        if (left != null && outer.filter(left::isFor).isEmpty()) {
            waiting.remove();
            left.eks.close();
        }
    }

    /** The fake of the instance that is being made, the same for one within another. */
    FakeEks fake(FakeEksBuilder builder) {
        Waiting now = waiting.get();
        if (now == null) {
            now = new Waiting(builder.buildForTest());
            waiting.set(now);
        }
        return now.eks;
    }

    /** An instance was made. */
    void made(Object instance) {
        Waiting now = waiting.get();
        if (now != null) {
            now.instances.add(instance);
        }
    }

    /** The fake that a test's instances were made with, which is the test's from now on; empty if they have none. */
    Optional<FakeEks> take(List<Object> instances) {
        Waiting now = waiting.get();
        if (now == null || instances.stream().noneMatch(now::isFor)) {
            return Optional.empty();
        }
        waiting.remove();
        return Optional.of(now.eks);
    }
}

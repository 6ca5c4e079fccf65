package io.github.accessentries.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.accessentries.Health;
import io.github.accessentries.HealthIndicator;
import java.util.Optional;
import org.junit.jupiter.api.function.Executable;

/** The promises that several interfaces make. */
final class Promises {

    private Promises() {}

    /** Asking for the health does not throw, and any thread may. */
    static void healthIsTold(HealthIndicator part) throws InterruptedException {
        assertNotNull(part.health(), "health() must not be null; use Health.unknown()");
        Callers.interrupted(part::health);
        Callers.allGet(true, () -> part.health() != null);
    }

    /** What depends on somebody who has just failed must not call itself well. */
    static void isNotCalledWell(HealthIndicator part) {
        Health health = part.health();
        assertFalse(
                health.isKnown() && health.isWell(),
                "Called well after a call that failed; pass on the health of what it depends on");
    }

    static void isRefused(String argument, Executable call) {
        assertThrows(NullPointerException.class, call, () -> "null must be refused as " + argument);
    }

    /** The one that is cut off, or the end of the test where nothing can be cut off. */
    static <T> T required(Optional<T> cutOff) {
        assumeTrue(cutOff.isPresent(), "cutOff() is empty: it depends on nobody who could fail");
        return cutOff.orElseThrow();
    }

    /** A null where none is allowed, as callers in other languages and without checks pass it. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // That it is refused is what is to be seen.
    static <T> T nothing() {
        return null;
    }
}

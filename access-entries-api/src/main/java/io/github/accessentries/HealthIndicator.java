package io.github.accessentries;

/**
 * What can be asked how it is doing: authenticators, verifiers, mappers, authorizers and snapshots. What stands in front of others
 * passes on how they are, so asking the outermost one asks all of them.
 *
 * <p>Asking neither blocks nor throws, calls no service, and may be done by any thread.
 */
public interface HealthIndicator {

    /**
     * How it is doing.
     *
     * @return how it is doing; {@linkplain Health#unknown() unknown} unless overridden
     */
    default Health health() {
        return Health.unknown();
    }
}

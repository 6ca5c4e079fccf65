package io.github.accessentries.metrics;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.authz.Authorizer;
import io.micrometer.observation.ObservationRegistry;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Observes what the library does, for traces and for whatever else handles observations. Each method wraps one thing, which then works
 * as before:
 *
 * <pre>{@code
 * AccessObservations observations = AccessObservations.of(observationRegistry);
 * Authenticator authenticator = observations.authenticator(IamAuthenticator.builder()…build());
 * EksClient eks = EksClient.builder()
 *         .overrideConfiguration(o -> o.addExecutionInterceptor(observations.awsCalls()))
 *         .build();
 * }</pre>
 *
 * <p>Observations have the names and keys of the timers of {@link AccessMetrics}: {@code access.entries.authenticate} and
 * {@code access.entries.token.verify} with {@code result} and {@code reason}, {@code access.entries.authorize} with {@code result},
 * {@code access.entries.aws.calls} with {@code service}, {@code operation} and {@code result} ({@code success}, {@code throttled} or
 * {@code error}). All keys are of low cardinality; none names a user, a principal or a token, and of an exception only its class is told. A
 * registry whose handlers make timers of observations has these timers then, so wrap a thing by this class or by {@link AccessMetrics}.
 *
 * <p>Needs {@code micrometer-observation}, which {@code micrometer-core} brings along. Thread-safe.
 */
public final class AccessObservations {

    private final ObservationRegistry registry;
    private final Measure measure;

    private AccessObservations(ObservationRegistry registry) {
        this.registry = registry;
        this.measure = new ObservedMeasure(registry, AccessMetrics.PREFIX);
    }

    /**
     * Observations in a registry.
     *
     * @param registry the application's
     * @return the observations
     */
    public static AccessObservations of(ObservationRegistry registry) {
        return new AccessObservations(requireNonNull(registry, "registry"));
    }

    /**
     * Observes authentications.
     *
     * @param authenticator does the work
     * @return an authenticator that says and throws the same
     */
    public Authenticator authenticator(Authenticator authenticator) {
        return Measured.authenticator(measure, requireNonNull(authenticator, "authenticator"));
    }

    /**
     * Observes verifications.
     *
     * @param verifier does the work; it stays the caller's to close
     * @return a verifier that says and throws the same
     */
    public TokenVerifier verifier(TokenVerifier verifier) {
        return Measured.verifier(measure, requireNonNull(verifier, "verifier"));
    }

    /**
     * Observes decisions.
     *
     * @param authorizer does the work
     * @return an authorizer that says and throws the same
     */
    public Authorizer authorizer(Authorizer authorizer) {
        return Measured.authorizer(measure, requireNonNull(authorizer, "authorizer"));
    }

    /**
     * Observes the calls of a client of the SDK.
     *
     * @return an interceptor for {@code overrideConfiguration(o -> o.addExecutionInterceptor(..))} of a client of EKS or of any other
     *     service
     */
    public ExecutionInterceptor awsCalls() {
        return new ObservedAwsCalls(registry, AccessMetrics.PREFIX + AccessMetrics.AWS_CALLS);
    }
}

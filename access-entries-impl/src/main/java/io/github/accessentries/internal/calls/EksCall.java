package io.github.accessentries.internal.calls;

import io.github.accessentries.ErrorContext;
import io.github.accessentries.internal.audit.AuditLine;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.eks.EksClient;

/**
 * One call to EKS, which is one request on the wire.
 *
 * @param action what it does, phrased to follow "could not"
 * @param about the cluster and the principal that the call is about
 * @param send makes the call and reads the answer
 * @param changes whether it changes something
 * @param audit the audit log's line for a successful call, empty if the call changes nothing
 * @param <T> what the answer is read into
 */
record EksCall<T>(
        String action,
        ErrorContext about,
        Function<EksClient, T> send,
        boolean changes,
        Function<? super T, Optional<AuditLine>> audit) {

    static <T> EksCall<T> read(String action, ErrorContext about, Function<EksClient, T> send) {
        return new EksCall<>(action, about, send, false, answer -> Optional.empty());
    }

    static <T> EksCall<T> change(
            String action, ErrorContext about, Function<EksClient, T> send, Function<? super T, AuditLine> audit) {
        return new EksCall<>(action, about, send, true, answer -> Optional.of(audit.apply(answer)));
    }
}

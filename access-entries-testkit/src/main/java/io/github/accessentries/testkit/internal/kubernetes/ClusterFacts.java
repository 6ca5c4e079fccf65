package io.github.accessentries.testkit.internal.kubernetes;

import io.github.accessentries.testkit.internal.wire.oidc.TokenIssuer;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What the Kubernetes of a cluster is told of the cluster.
 *
 * @param clock its time
 * @param kubernetesVersion its version now, for example {@code 1.33}
 * @param rootCertificate the certificate of its authority, in PEM
 * @param isThere whether it still is
 * @param tokens signs the tokens of its service accounts
 */
public record ClusterFacts(
        Clock clock,
        Supplier<String> kubernetesVersion,
        Supplier<String> rootCertificate,
        BooleanSupplier isThere,
        TokenIssuer tokens) {}

package io.github.accessentries.authn;

import io.github.accessentries.HealthIndicator;

/**
 * Maps IAM identities to Kubernetes users. An authenticator asks several mappers in order; the first that knows the
 * identity decides.
 *
 * <p>Implementations are thread-safe. Those that depend on others pass on their {@link #health()}.
 */
@FunctionalInterface
public interface IdentityMapper extends HealthIndicator {

    /**
     * Maps an identity.
     *
     * @param identity who asks to be let in
     * @return {@link Mapped} if this mapper knows the identity, {@link Unmapped} to let the next mapper try,
     *     {@link Rejected} to refuse for good
     * @throws io.github.accessentries.AccessEntriesException if it depends on somebody who could not be asked
     */
    Mapping map(IamIdentity identity);
}

package io.github.accessentries.authn;

/**
 * Knows which Kubernetes user an IAM identity is. An authenticator asks several in order; the first that knows the
 * identity decides.
 *
 * <p>Implementations are thread-safe.
 */
@FunctionalInterface
public interface IdentityMapper {

    /**
     * Looks an identity up.
     *
     * @param identity who asks to be let in
     * @return {@link Mapped} if this mapper knows the identity, {@link Unmapped} to let the next mapper try,
     *     {@link Rejected} to refuse for good
     */
    Mapping map(IamIdentity identity);
}

package io.github.accessentries.testkit.internal.service.authority;

import java.time.Instant;

/**
 * A change of the authorities of a cluster, running or done.
 *
 * @param id its id
 * @param authorityId which authority it is about
 * @param signing how that signs once the change is done
 * @param running whether it is still running
 * @param createdAt when it began
 */
public record AuthorityUpdate(
        String id, String authorityId, StoredAuthority.Signing signing, boolean running, Instant createdAt) {

    /** The type that EKS gives to such updates. */
    public static final String TYPE = "CertificateAuthorityUpdate";

    AuthorityUpdate done() {
        return new AuthorityUpdate(id, authorityId, signing, false, createdAt);
    }
}

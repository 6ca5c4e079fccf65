package io.github.accessentries.testkit.internal.service.authority;

import io.github.accessentries.testkit.internal.service.certificate.CertificateAuthority;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A certificate authority of a cluster.
 *
 * @param id its id
 * @param authority its certificate and key
 * @param createdAt when it was made
 * @param createdBy who asked for it
 * @param activatedAt when it began to sign, {@code null} if it never did
 * @param activatedBy who asked for that, {@code null} if nobody did
 * @param signing whether it signs
 * @param distribution whether everybody has its certificate
 */
public record StoredAuthority(
        String id,
        CertificateAuthority authority,
        Instant createdAt,
        By createdBy,
        @Nullable Instant activatedAt,
        @Nullable By activatedBy,
        Signing signing,
        Distribution distribution) {

    /** Who does something with an authority. */
    public enum By {
        /** The service itself. */
        EKS,
        /** Whoever calls. */
        CUSTOMER
    }

    /** Whether an authority signs the certificates of its cluster. */
    public enum Signing {
        /** It does not. */
        NOT_USED,
        /** It is about to. */
        ACTIVATING,
        /** It does. */
        IN_USE
    }

    /** Whether all who connect to the cluster have the certificate. */
    public enum Distribution {
        /** Not yet. */
        IN_PROGRESS,
        /** They have. */
        COMPLETE,
        /** It is being taken away. */
        DELETING
    }

    /** That of a new cluster, which signs from the start. */
    static StoredAuthority first(String id, CertificateAuthority authority, Instant createdAt) {
        return new StoredAuthority(
                id, authority, createdAt, By.EKS, createdAt, By.EKS, Signing.IN_USE, Distribution.COMPLETE);
    }

    /** A successor, which does not sign yet. */
    static StoredAuthority successor(String id, CertificateAuthority authority, Instant createdAt) {
        return new StoredAuthority(
                id, authority, createdAt, By.CUSTOMER, null, null, Signing.NOT_USED, Distribution.IN_PROGRESS);
    }

    /** Whether the cluster can go back to it: it has signed before. */
    public boolean isRollback() {
        return signing == Signing.NOT_USED && activatedAt != null;
    }

    StoredAuthority with(Signing now) {
        return new StoredAuthority(id, authority, createdAt, createdBy, activatedAt, activatedBy, now, distribution);
    }

    StoredAuthority with(Distribution now) {
        return new StoredAuthority(id, authority, createdAt, createdBy, activatedAt, activatedBy, signing, now);
    }

    StoredAuthority activated(Instant at) {
        return new StoredAuthority(id, authority, createdAt, createdBy, at, By.CUSTOMER, Signing.IN_USE, distribution);
    }

    /** The id and what it does; never a key. */
    @Override
    public String toString() {
        return id + " " + signing + " " + distribution;
    }
}

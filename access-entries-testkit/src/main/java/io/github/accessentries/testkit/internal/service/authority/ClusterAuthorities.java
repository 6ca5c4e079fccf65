package io.github.accessentries.testkit.internal.service.authority;

import io.github.accessentries.testkit.internal.service.authority.StoredAuthority.Distribution;
import io.github.accessentries.testkit.internal.service.authority.StoredAuthority.Signing;
import io.github.accessentries.testkit.internal.service.certificate.CertificateAuthority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The certificate authorities of one cluster: one that signs and at most one more, all of which clients trust. Thread-safe. */
public final class ClusterAuthorities {

    /** A cluster cannot have more. */
    public static final int MOST = 2;

    private final Map<String, StoredAuthority> byId = new TreeMap<>();
    private final Map<String, AuthorityUpdate> updates = new HashMap<>();

    /** Starts with one that signs. */
    public ClusterAuthorities(String id, CertificateAuthority first, Instant createdAt) {
        byId.put(id, StoredAuthority.first(id, first, createdAt));
    }

    /** All of them, by their ids. */
    public synchronized List<StoredAuthority> all() {
        return new ArrayList<>(byId.values());
    }

    /** One of them. */
    public synchronized Optional<StoredAuthority> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The one that signs. */
    public synchronized StoredAuthority signing() {
        return byId.values().stream()
                .filter(authority -> authority.signing() == Signing.IN_USE)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("A cluster always has an authority that signs"));
    }

    /** The certificates of all, in PEM: what clients trust. */
    public synchronized String pem() {
        return byId.values().stream()
                .map(authority -> authority.authority().pem())
                .collect(Collectors.joining());
    }

    /** One of the changes. */
    public synchronized Optional<AuthorityUpdate> update(String id) {
        return Optional.ofNullable(updates.get(id));
    }

    /** The ids of all changes. */
    public synchronized List<String> updateIds() {
        return List.copyOf(updates.keySet());
    }

    /** The change that is running. */
    public synchronized Optional<AuthorityUpdate> running() {
        return updates.values().stream().filter(AuthorityUpdate::running).findFirst();
    }

    /** Adds a successor, which begins to be distributed. */
    public synchronized AuthorityChange add(String id, String updateId, Instant now) {
        return begin(
                StoredAuthority.successor(id, CertificateAuthority.create(), now), updateId, Signing.NOT_USED, now);
    }

    /** Begins to let one sign. */
    public synchronized AuthorityChange activate(StoredAuthority authority, String updateId, Instant now) {
        return begin(authority.with(Signing.ACTIVATING), updateId, Signing.IN_USE, now);
    }

    /** Begins to take one away. */
    public synchronized AuthorityChange delete(StoredAuthority authority, String updateId, Instant now) {
        return begin(authority.with(Distribution.DELETING), updateId, Signing.NOT_USED, now);
    }

    private AuthorityChange begin(StoredAuthority authority, String updateId, Signing signing, Instant now) {
        byId.put(authority.id(), authority);
        AuthorityUpdate update = new AuthorityUpdate(updateId, authority.id(), signing, true, now);
        updates.put(updateId, update);
        return new AuthorityChange(update, authority);
    }

    /** Completes a change. */
    public synchronized void complete(AuthorityUpdate update, Instant end) {
        StoredAuthority authority = byId.get(update.authorityId());
        if (authority != null) {
            if (authority.distribution() == Distribution.DELETING) {
                byId.remove(authority.id());
            } else if (authority.signing() == Signing.ACTIVATING) {
                byId.replaceAll((id, other) -> other.with(Signing.NOT_USED));
                byId.put(authority.id(), authority.activated(end));
            } else {
                byId.put(authority.id(), authority.with(Distribution.COMPLETE));
            }
        }
        updates.replace(update.id(), update.done());
    }
}

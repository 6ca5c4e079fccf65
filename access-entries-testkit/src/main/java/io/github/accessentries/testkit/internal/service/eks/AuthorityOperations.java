package io.github.accessentries.testkit.internal.service.eks;

import io.github.accessentries.testkit.internal.service.authority.AuthorityChange;
import io.github.accessentries.testkit.internal.service.authority.AuthorityUpdate;
import io.github.accessentries.testkit.internal.service.authority.ClusterAuthorities;
import io.github.accessentries.testkit.internal.service.authority.StoredAuthority;
import io.github.accessentries.testkit.internal.service.cluster.ClusterEndpoints;
import io.github.accessentries.testkit.internal.service.cluster.ClusterState;
import io.github.accessentries.testkit.internal.service.cluster.Clusters;
import io.github.accessentries.testkit.internal.service.cluster.RequestTokens;
import io.github.accessentries.testkit.internal.service.fault.DocumentedClusterFaults;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedClusterFaults;
import io.github.accessentries.testkit.internal.service.iam.Ids;
import io.github.accessentries.testkit.internal.service.paging.Page;
import io.github.accessentries.testkit.internal.service.paging.PageRequest;
import io.github.accessentries.testkit.internal.service.paging.Paging;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The operations on the certificate authorities of clusters. Thread-safe. */
public final class AuthorityOperations {

    private record Request(String operation, String cluster, String id) {}

    private final Clusters clusters;
    private final ClusterEndpoints endpoints;
    private final Clock clock;
    private final Ids ids;
    /** By the id of the cluster. */
    private final Map<String, RequestTokens<AuthorityChange>> tokens = new ConcurrentHashMap<>();

    AuthorityOperations(Clusters clusters, ClusterEndpoints endpoints, Clock clock, Ids ids) {
        this.clusters = clusters;
        this.endpoints = endpoints;
        this.clock = clock;
        this.ids = ids;
    }

    /** CreateCertificateAuthority. */
    public AuthorityChange create(String cluster, @Nullable String token) {
        ClusterState state = clusters.require(cluster);
        return once("Create", state, "", token, (authorities, now) -> {
            if (authorities.all().size() >= ClusterAuthorities.MOST) {
                throw UnverifiedClusterFaults.tooManyAuthorities(cluster, ClusterAuthorities.MOST);
            }
            return authorities.add(ids.uuid(), ids.uuid(), now);
        });
    }

    /** ActivateCertificateAuthority. */
    public AuthorityChange activate(String cluster, String id, @Nullable String token) {
        ClusterState state = clusters.require(cluster);
        return once("Activate", state, id, token, (authorities, now) -> {
            StoredAuthority authority = require(authorities, cluster, id);
            if (authority.signing() == StoredAuthority.Signing.IN_USE) {
                throw UnverifiedClusterFaults.authorityInUse(cluster, id);
            }
            return authorities.activate(authority, ids.uuid(), now);
        });
    }

    /** DeleteCertificateAuthority. */
    public AuthorityChange delete(String cluster, String id, @Nullable String token) {
        ClusterState state = clusters.require(cluster);
        return once("Delete", state, id, token, (authorities, now) -> {
            StoredAuthority authority = require(authorities, cluster, id);
            if (authority.signing() == StoredAuthority.Signing.IN_USE) {
                throw UnverifiedClusterFaults.authorityInUse(cluster, id);
            }
            return authorities.delete(authority, ids.uuid(), now);
        });
    }

    /** One change at a time: whatever is distributed or activated has to be complete before the next. */
    private AuthorityChange once(
            String operation,
            ClusterState state,
            String id,
            @Nullable String token,
            BiFunction<ClusterAuthorities, Instant, AuthorityChange> change) {
        String cluster = state.cluster().name();
        ClusterAuthorities authorities = endpoints.authoritiesOf(state.cluster());
        synchronized (authorities) {
            return tokens.computeIfAbsent(state.cluster().origin().id(), clusterId -> new RequestTokens<>())
                    .answerOnce(cluster, token, new Request(operation, cluster, id), () -> {
                        Updates.requireNoneRunning(state, AuthorityUpdate.TYPE);
                        authorities.running().ifPresent(running -> {
                            throw DocumentedClusterFaults.updateRunning(cluster, AuthorityUpdate.TYPE, running.id());
                        });
                        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                        AuthorityChange made = change.apply(authorities, now);
                        state.begin(now, end -> authorities.complete(made.update(), end));
                        return made;
                    });
        }
    }

    /** DescribeCertificateAuthority. */
    public StoredAuthority describe(String cluster, String id) {
        return require(endpoints.authoritiesOf(clusters.require(cluster).cluster()), cluster, id);
    }

    private static StoredAuthority require(ClusterAuthorities authorities, String cluster, String id) {
        return authorities.find(id).orElseThrow(() -> UnverifiedClusterFaults.authorityNotFound(cluster, id));
    }

    /** ListCertificateAuthorities. */
    public Page<StoredAuthority> list(String cluster, PageRequest request) {
        ClusterState state = clusters.require(cluster);
        NavigableMap<String, StoredAuthority> byId = new TreeMap<>();
        endpoints.authoritiesOf(state.cluster()).all().forEach(authority -> byId.put(authority.id(), authority));
        return Paging.page("ListCertificateAuthorities " + state.cluster().arn(), byId, request);
    }

    /** A change of authorities, as DescribeUpdate finds it. */
    public Optional<AuthorityUpdate> update(String cluster, String id) {
        return endpoints.authoritiesOf(clusters.require(cluster).cluster()).update(id);
    }
}

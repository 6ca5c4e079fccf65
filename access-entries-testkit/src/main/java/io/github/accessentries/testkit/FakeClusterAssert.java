package io.github.accessentries.testkit;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.testkit.trail.KubernetesCall;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions on a cluster of a fake. Not thread-safe. */
public final class FakeClusterAssert extends AbstractAssert<FakeClusterAssert, FakeCluster> {

    FakeClusterAssert(FakeCluster cluster) {
        super(cluster, FakeClusterAssert.class);
    }

    /**
     * Goes on to what one principal can do on the cluster.
     *
     * @param principal the principal; a role logs in with a session named {@code test-session}
     * @return assertions on it, as of now
     */
    @CheckReturnValue
    public PrincipalAssert principal(FakePrincipal principal) {
        requireNonNull(principal, "principal");
        isNotNull();
        return new PrincipalAssert(actual, principal);
    }

    /**
     * Goes on to the access entry of a principal.
     *
     * @param principal the role or user, path included
     * @return assertions on its entry, as it is now
     */
    @CheckReturnValue
    public EntryAssert entry(PrincipalArn principal) {
        requireNonNull(principal, "principal");
        isNotNull();
        return new EntryAssert(actual, principal);
    }

    /**
     * Verifies that the cluster's own API received a call, refused or not, and goes on to how often, by whom and where.
     *
     * @param verb for example {@code list}, or {@code *} for any
     * @param resource for example {@code secrets}, {@code deployments.apps} or {@code pods/log}, a path such as
     *     {@code /version}, or {@code *} for any
     * @return assertions on these calls
     */
    public ClusterCallsAssert received(String verb, String resource) {
        requireNonNull(verb, "verb");
        requireNonNull(resource, "resource");
        isNotNull();
        List<KubernetesCall> calls = actual.calls();
        List<KubernetesCall> received =
                calls.stream().filter(ClusterCallsAssert.of(verb, resource)).toList();
        String what = verb + " " + resource;
        if (received.isEmpty()) {
            throw failure(
                    "%nExpected cluster %s%nto have received %s%nbut it received %s",
                    actual.name(), what, calls.isEmpty() ? "nothing" : "others:" + ClusterCallsAssert.lines(calls));
        }
        return new ClusterCallsAssert(received, what);
    }

    /**
     * Verifies that the cluster's own API never received a call, not even one that was refused.
     *
     * @param verb as for {@link #received}
     * @param resource as for {@link #received}
     * @return this
     */
    public FakeClusterAssert neverReceived(String verb, String resource) {
        requireNonNull(verb, "verb");
        requireNonNull(resource, "resource");
        isNotNull();
        List<KubernetesCall> received = actual.calls().stream()
                .filter(ClusterCallsAssert.of(verb, resource))
                .toList();
        if (!received.isEmpty()) {
            throw failure(
                    "%nExpected cluster %s%nnever to have received %s%nbut it has:%s",
                    actual.name(), verb + " " + resource, ClusterCallsAssert.lines(received));
        }
        return this;
    }

    /**
     * Goes on to an object in a namespace, whoever put it there.
     *
     * @param resource as kubectl writes it, for example {@code configmaps} or {@code deployments.apps}
     * @param namespace the namespace
     * @param name the name of the object
     * @return assertions on it, as it is now
     * @throws AssertionError if there is no such object and the resource is misspelt, since nothing has a name that is not there
     */
    @CheckReturnValue
    public ClusterObjectAssert object(String resource, String namespace, String name) {
        requireNonNull(resource, "resource");
        requireNonNull(namespace, "namespace");
        requireNonNull(name, "name");
        isNotNull();
        AccessRequest get =
                AccessRequest.of("get", resource).inNamespace(namespace).named(name);
        return new ClusterObjectAssert(actual, get, actual.object(resource, namespace, name));
    }

    /**
     * Goes on to an object that is in no namespace.
     *
     * @param resource as kubectl writes it, for example {@code namespaces} or {@code clusterroles.rbac.authorization.k8s.io}
     * @param name the name of the object
     * @return assertions on it, as it is now
     * @throws AssertionError if there is no such object and the resource is misspelt, since nothing has a name that is not there
     */
    @CheckReturnValue
    public ClusterObjectAssert object(String resource, String name) {
        requireNonNull(resource, "resource");
        requireNonNull(name, "name");
        isNotNull();
        AccessRequest get = AccessRequest.of("get", resource).named(name);
        return new ClusterObjectAssert(actual, get, actual.object(resource, "", name));
    }
}

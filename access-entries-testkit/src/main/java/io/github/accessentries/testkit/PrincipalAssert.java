package io.github.accessentries.testkit;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.internal.question.Misspellings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.AbstractAssert;

/** Assertions on what a principal is, and can do, on a cluster of a fake. Not thread-safe. */
public final class PrincipalAssert extends AbstractAssert<PrincipalAssert, FakePrincipal> {

    private final FakeCluster cluster;
    private final Authentication login;
    private final Set<String> customResources = new HashSet<>();

    PrincipalAssert(FakeCluster cluster, FakePrincipal principal) {
        super(principal, PrincipalAssert.class);
        this.cluster = cluster;
        this.login = cluster.login(principal);
    }

    /**
     * Names resources that the cluster has and Kubernetes has not, so that {@link #can} and {@link #cannot} do not take them
     * for misspelt. Needed only for names that are near to one of Kubernetes, or have no group with a dot, as those of custom
     * resources always have.
     *
     * @param resources as for {@link #can}, for example {@code widgets} or {@code pods/snapshot}
     * @return this
     */
    public PrincipalAssert knowing(String... resources) {
        requireNonNull(resources, "resources");
        for (String resource : resources) {
            customResources.add(requireNonNull(resource, "resources element"));
        }
        return this;
    }

    /**
     * Verifies that the cluster lets the principal in under this user name.
     *
     * @param username the Kubernetes user name, templates filled in
     * @return this
     */
    public PrincipalAssert logsInAs(String username) {
        requireNonNull(username, "username");
        if (!login.isAuthenticated() || !login.user().username().equals(username)) {
            throw failure(
                    "%nExpected %s on cluster %s%nto log in as    %s%nbut it %s",
                    actual, cluster.name(), username, loginInWords());
        }
        return this;
    }

    /**
     * Verifies that the cluster rejects the principal.
     *
     * @param reason why
     * @return this
     */
    public PrincipalAssert isRejected(RejectionReason reason) {
        requireNonNull(reason, "reason");
        if (!(login instanceof Rejected rejected) || rejected.reason() != reason) {
            throw failure(
                    "%nExpected %s on cluster %s%nto be rejected for %s%nbut it %s",
                    actual, cluster.name(), reason, loginInWords());
        }
        return this;
    }

    /**
     * Goes on to where the principal can do this. What Kubernetes certainly does not have, such as the resource {@code
     * pod} or the verb {@code GET}, fails with what may be meant.
     *
     * @param verb for example {@code create}
     * @param resource as kubectl writes it, for example {@code deployments.apps} or {@code pods/log}
     * @return the choice of namespace; nothing is verified until it is made
     */
    @CheckReturnValue
    public Place can(String verb, String resource) {
        requireNonNull(verb, "verb");
        requireNonNull(resource, "resource");
        return place(AccessRequest.of(verb, resource), true);
    }

    /**
     * Goes on to where the principal cannot do this. It has to be denied for certain: a denial that something unknown could
     * make wrong fails, and so does a question that is misspelt, since everybody is denied what does not exist.
     *
     * @param verb for example {@code delete}
     * @param resource as kubectl writes it, for example {@code deployments.apps} or {@code pods/log}
     * @return the choice of namespace; nothing is verified until it is made
     */
    @CheckReturnValue
    public Place cannot(String verb, String resource) {
        requireNonNull(verb, "verb");
        requireNonNull(resource, "resource");
        return place(AccessRequest.of(verb, resource), false);
    }

    private Place place(AccessRequest request, boolean expected) {
        String what =
                (expected ? "can(" : "cannot(") + request + ") verifies nothing without inNamespace or clusterWide";
        return new Place(request, expected, cluster.unfinished().begin(what, PrincipalAssert.class));
    }

    /** Where something can or cannot be done. */
    public final class Place {

        private final AccessRequest request;
        private final boolean expected;
        private final Unfinished.Begun begun;

        private Place(AccessRequest request, boolean expected, Unfinished.Begun begun) {
            this.request = request;
            this.expected = expected;
            this.begun = begun;
        }

        /**
         * Verifies it in a namespace.
         *
         * @param namespace the name of one namespace, which need not exist
         * @return the assertions, for chaining
         */
        public PrincipalAssert inNamespace(String namespace) {
            begun.end();
            return verify(request.inNamespace(namespace), expected);
        }

        /**
         * Verifies it in no namespace: on a cluster-scoped resource, or in all namespaces at once.
         *
         * @return the assertions, for chaining
         */
        public PrincipalAssert clusterWide() {
            begun.end();
            return verify(request, expected);
        }
    }

    private PrincipalAssert verify(AccessRequest request, boolean expected) {
        new Misspellings(customResources).in(request).ifPresent(mistake -> {
            throw failure(
                    "%nExpected to ask whether %s on cluster %s%nis %s%nbut %s%nIf the cluster has it all the same, say so"
                            + " with knowing(...)",
                    actual, cluster.name(), (expected ? "allowed to " : "denied to ") + request, mistake);
        });
        Decision decision = login.isAuthenticated()
                ? cluster.authorizer().decide(login.user(), request)
                : Decision.of(List.of(), List.of());
        if (decision.allowed() != expected || decision.incomplete()) {
            throw failure(
                    "%nExpected %s on cluster %s%nto be %s%nbut it is %s%nIt %s%n%s",
                    actual,
                    cluster.name(),
                    (expected ? "allowed to " : "denied to ") + request,
                    decision,
                    loginInWords(),
                    entryInWords() + nearestMiss(decision));
        }
        return this;
    }

    private String loginInWords() {
        return login.isAuthenticated()
                ? "logs in as " + login.user().username() + ", groups "
                        + login.user().groups()
                : "is rejected, " + login;
    }

    private String entryInWords() {
        return cluster.ownEntries()
                .find(actual.arn())
                .map(found -> "Its access entry has policies " + found.policies())
                .orElse("It has no access entry");
    }

    /** The grant that comes nearest to allowing the request, and what it lacks. */
    private static String nearestMiss(Decision decision) {
        return decision.nearest().stream()
                .findFirst()
                .map(miss -> String.format("%nNearest: %s", miss))
                .orElse("");
    }
}

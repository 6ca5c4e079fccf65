package io.github.accessentries.risk;

import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.KubernetesVersion;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.internal.rule.RuleMatching;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Judges a right by what it amounts to in this cluster: by what the objects have that it names, by what it needs beside itself, and by
 * the authentication mode. For one thread.
 */
final class Judgement {

    private static final AccessRequest APPROVE = AccessRequest.of("approve", "signers.certificates.k8s.io");

    private static final String NODES = "kubernetes.io/kube-apiserver-client-kubelet";

    private final NamedPower power;
    private final AuthenticationMode mode;
    private final Optional<KubernetesVersion> version;

    Judgement(AccessModel model, NamedPower power) {
        this.power = power;
        this.mode = model.authenticationMode();
        this.version = model.kubernetesVersion();
    }

    /** Empty if the right is worth nothing there. */
    Optional<Verdict> of(RiskyRight right, Holding holding) {
        boolean clusterWide = holding.where().isClusterWide();
        Severity usual = right.kind().severity(clusterWide);
        return switch (right.kind()) {
            case CSR_APPROVE -> Optional.of(approval(holding));
            case TOKEN_SECRET ->
                Stream.of("get", "list", "watch").anyMatch(verb -> holding.hasToo(AccessRequest.of(verb, "secrets")))
                        ? Optional.of(Verdict.of(usual))
                        : Optional.empty();
            case AWS_AUTH_WRITE -> heedsAwsAuth() ? Optional.of(Verdict.of(usual)) : Optional.empty();
            case SECRETS_READ -> {
                // Who reads all secrets of a namespace has no finding, so "only those named" would be untrue of him.
                boolean ofNamespace = !clusterWide
                        && (right.holdsForAll()
                                || holding.namesOf(
                                                AccessRequest.of(right.shownBy().verb(), "secrets"))
                                        .contains(RuleMatching.ALL));
                yield ofNamespace
                        ? Optional.empty()
                        : Optional.of(right.holdsForAll() ? Verdict.of(usual) : named(right, holding, usual));
            }
            default ->
                Optional.of(right.holdsForAll() ? Verdict.of(usual) : named(right, holding, usual))
                        .map(verdict -> constrained(right, verdict))
                        .map(verdict -> version.isEmpty() ? verdict.noting(RightsTable.condition(right)) : verdict);
        };
    }

    /** Whether the cluster may ask the ConfigMap. */
    boolean heedsAwsAuth() {
        return mode.mayUseConfigMap();
    }

    private Verdict named(RiskyRight right, Holding holding, Severity usual) {
        boolean clusterWide = holding.where().isClusterWide();
        Set<String> names = new TreeSet<>(right.names());
        String only = ", only those named " + NamedPower.few(names);
        return switch (right.kind()) {
            case BIND, ESCALATE -> role(right, holding, names, usual);
            case IMPERSONATE -> impersonated(right, holding, names, usual);
            case TOKEN_CREATE -> power.ofAccounts(names, holding.where(), usual);
            case SECRETS_READ -> {
                String bySelector = right.shownBy().verb().equals("get") ? "" : " by a field selector on the name";
                yield new Verdict(clusterWide ? Severity.LOW : Severity.INFO, only + bySelector);
            }
            // What is there already can be made to see everything.
            case WEBHOOK_WRITE, MUTATING_POLICY_WRITE, VALIDATING_POLICY_WRITE -> new Verdict(usual, only);
            case POD_CREATE -> new Verdict(right.shownBy().resource().equals("pods") ? Severity.LOW : usual, only);
            case POD_EXEC -> new Verdict(clusterWide ? Severity.MEDIUM : Severity.LOW, only);
            case WILDCARD -> new Verdict(Severity.LOW, only);
            default -> new Verdict(usual, only).atMost(Severity.MEDIUM);
        };
    }

    private Verdict role(RiskyRight right, Holding holding, Set<String> names, Severity usual) {
        AccessRequest shown = right.shownBy();
        String kind = shown.resource().equals("roles") ? RbacBinding.ROLE : RbacBinding.CLUSTER_ROLE;
        Verdict granted = power.ofRoles(kind, names, holding.where(), usual);
        if (right.kind() == RiskKind.BIND) {
            return granted;
        }
        boolean changes = Stream.of("update", "patch")
                .map(verb -> AccessRequest.of(verb, shown.resource() + "." + shown.apiGroup()))
                .flatMap(request -> holding.namesOf(request).stream())
                .anyMatch(name -> name.equals("*") || names.contains(name));
        // With an update, whoever has the role gets whatever is added to it.
        return changes
                ? new Verdict(
                        usual, ", only to " + kind + " " + NamedPower.few(names) + ", which may be changed as well")
                : granted;
    }

    private Verdict impersonated(RiskyRight right, Holding holding, Set<String> names, Severity usual) {
        return switch (right.shownBy().resource()) {
            case "groups" -> power.ofGroups(names, usual);
            case "users" -> power.ofUsers(names, usual);
            case "serviceaccounts" -> power.ofAccounts(names, holding.where(), usual);
            default -> new Verdict(usual, ", only those named " + NamedPower.few(names)).atMost(Severity.MEDIUM);
        };
    }

    /** The newer verbs are worth only what {@code impersonate-on} allows with them. */
    private static Verdict constrained(RiskyRight right, Verdict verdict) {
        String verb = right.shownBy().verb();
        if (!verb.startsWith("impersonate:")) {
            return verdict;
        }
        return verdict.atMost(verb.endsWith(":associated-node") ? Severity.LOW : Severity.MEDIUM)
                .noting(", only for what impersonate-on allows");
    }

    /** Approval is checked twice: for the request, and for its signer. */
    private static Verdict approval(Holding holding) {
        Set<String> signers = holding.namesOf(APPROVE);
        if (signers.contains(RuleMatching.ALL) || !Collections.disjoint(signers, CompanionRight.signers())) {
            return Verdict.of(Severity.HIGH);
        }
        if (signers.contains(NODES)) {
            return new Verdict(Severity.MEDIUM, ", only of nodes");
        }
        return new Verdict(
                Severity.LOW,
                signers.isEmpty()
                        ? ", but not for a signer, without which no approval is accepted"
                        : ", only of the signers " + NamedPower.few(signers));
    }
}

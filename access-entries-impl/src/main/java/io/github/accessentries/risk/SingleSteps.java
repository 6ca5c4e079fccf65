package io.github.accessentries.risk;

import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The steps that one right is enough for, told once for all who hold its grant. */
final class SingleSteps {

    private static final PowerNode TOP = new PowerNode.Control(Where.cluster());

    /** A step that a grant allows already needs no second right of it. */
    private record Told(
            PowerNode to, RiskKind kind, @Nullable String condition) {}

    private final PowerGraph graph;
    private final KnownCluster cluster;
    private final boolean heedsAwsAuth;
    private final VersionConditions versions;

    SingleSteps(PowerGraph graph, KnownCluster cluster, boolean heedsAwsAuth, VersionConditions versions) {
        this.graph = graph;
        this.cluster = cluster;
        this.heedsAwsAuth = heedsAwsAuth;
        this.versions = versions;
    }

    /** The steps of all rights of a grant, and what is had with it. */
    void of(PowerNode from, PowerGrant grant) {
        Set<Told> told = new HashSet<>();
        for (PowerRight right : grant.rights()) {
            if (right.kind() != null) {
                new OfRight(from, right, right.kind(), told).add();
            }
        }
    }

    /** One right of one grant. */
    private final class OfRight {

        private final PowerNode from;
        private final PowerRight right;
        private final RiskKind kind;
        private final Set<Told> told;

        OfRight(PowerNode from, PowerRight right, RiskKind kind, Set<Told> told) {
            this.from = from;
            this.right = right;
            this.kind = kind;
            this.told = told;
        }

        void add() {
            switch (kind) {
                case FULL_CONTROL -> graph.holds(from, new PowerNode.Control(right.where()), right);
                case POD_CREATE -> {
                    // A controller makes pods anew; those that are there go on.
                    if (right.makesNew() || !right.isFor("pods")) {
                        accountsOfNew(right.makesNew() ? null : "there is one already");
                    } else {
                        accounts("there is one already");
                    }
                }
                case POD_EXEC -> {
                    if (!right.request().subresource().orElse("").equals("portforward")) {
                        accounts(Conditions.POD);
                    }
                }
                case TOKEN_CREATE -> {
                    if (right.holdsForAll()) {
                        accountsOfNew(null);
                    } else {
                        accountsByName(cluster::takesNew);
                    }
                }
                case IMPERSONATE -> impersonate();
                case SECRETS_READ -> secrets();
                case NODE_PROXY -> step(new PowerNode.AccountsOf(Where.cluster()), Conditions.POD);
                case WEBHOOK_WRITE -> {
                    if (right.isFor("mutatingwebhookconfigurations")) {
                        step(TOP, Conditions.WRITES);
                    }
                }
                case AWS_AUTH_WRITE -> {
                    if (heedsAwsAuth) {
                        step(TOP, null);
                    }
                }
                case MUTATING_POLICY_WRITE -> {
                    if (right.isFor("mutatingadmissionpolicies") && !right.makesNew()) {
                        step(TOP, Conditions.BOUND_POLICY);
                    }
                }
                case API_SERVICE_WRITE -> step(TOP, Conditions.REQUESTS);
                case ACCESS_ENTRY_WRITE -> step(TOP, Conditions.CONTROLLER);
                default -> {}
            }
        }

        private void accounts(@Nullable String condition) {
            step(new PowerNode.AccountsOf(right.where()), condition);
        }

        private void accountsOfNew(@Nullable String condition) {
            step(new PowerNode.AccountsOfNew(right.where()), condition);
        }

        private void accountsByName(Predicate<String> namespaces) {
            for (String namespace : cluster.namespacesIn(right.where()).stream()
                    .filter(namespaces)
                    .toList()) {
                Set<Subject.ServiceAccount> known = cluster.accountsOf(namespace);
                Subject.ServiceAccount unnamed = null;
                for (String name : right.names()) {
                    Subject.ServiceAccount account = new Subject.ServiceAccount(namespace, name);
                    if (known.contains(account)) {
                        step(new PowerNode.Who(account), null);
                    } else if (unnamed == null || account.compareTo(unnamed) < 0) {
                        unnamed = account;
                    }
                }
                // Those that nothing names have the same, by their groups, so that one stands for all.
                if (unnamed != null) {
                    step(new PowerNode.Who(unnamed), null);
                }
            }
        }

        /** Groups are impersonated along with a user, which is not a step of one right. */
        private void impersonate() {
            if (!right.request().verb().equals("impersonate")) {
                // What the other verbs are worth is decided by what impersonate-on allows along with them.
                String why = right.grant() + " allows " + right.request()
                        + ", so that whoever has it may impersonate by constrained verbs, whose reach is not searched";
                step(new PowerNode.Unknown(why), null);
                return;
            }
            if (right.isFor("serviceaccounts") && right.holdsForAll()) {
                accounts(null);
            } else if (right.isFor("serviceaccounts")) {
                accountsByName(namespace -> true);
            } else if (right.isFor("users") && right.holdsForAll()) {
                step(new PowerNode.AnyUser(), null);
            } else if (right.isFor("users")) {
                right.names().forEach(name -> user(new Subject.User(name)));
            }
        }

        private void user(Subject user) {
            if (AccountNames.of(user).isPresent()) {
                // Kubernetes asks whether the service account may be impersonated, not the user.
                return;
            }
            PowerNode who = new PowerNode.Who(user);
            PowerNode anybody = new PowerNode.Who(BuiltIn.AUTHENTICATED);
            if (graph.has(who)) {
                step(who, null);
            } else if (graph.has(anybody)) {
                step(anybody, null);
            }
        }

        private void secrets() {
            if (right.holdsForAll()) {
                accounts(Conditions.TOKEN);
                if (right.where().isClusterWide()) {
                    graph.holds(from, new PowerNode.Secrets(), right);
                }
            }
        }

        private void step(PowerNode to, @Nullable String condition) {
            String all = versions.and(condition, right);
            if (told.add(new Told(to, kind, all))) {
                graph.step(from, to, PowerWay.of(right, kind, all));
            }
        }
    }
}

package io.github.accessentries.risk;

import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.GrantedToMasters;
import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How much power comes with what a rule names: the roles that may be bound, the accounts whose tokens may be made, the users and groups
 * that may be impersonated. What of these is only for some names again is counted as if it were for all. For one thread.
 */
final class NamedPower {

    private static final String UNKNOWN = ", of which nothing is known";
    private static final String HARMLESS = " that is more than it looks";

    private record RoleAt(String kind, String name, boolean clusterWide) {}

    private final AccessModel model;
    private final RbacObjects rbac;
    private final RiskyRights rights;
    private final Map<String, List<RbacRole>> roles = new HashMap<>();
    private final Map<String, List<Subject>> accounts = new HashMap<>();
    private final Map<RoleAt, Verdict> ofRoles = new HashMap<>();
    private final Map<Subject, Verdict> ofSubjects = new HashMap<>();

    NamedPower(AccessModel model, RbacObjects rbac, RiskyRights rights) {
        this.model = model;
        this.rbac = rbac;
        this.rights = rights;
        rbac.roles()
                .forEach(role -> roles.computeIfAbsent(role.name(), name -> new ArrayList<>())
                        .add(role));
        for (Subject subject : model.subjects()) {
            if (subject instanceof Subject.ServiceAccount account) {
                accounts.computeIfAbsent(account.account(), name -> new ArrayList<>())
                        .add(account);
            }
        }
    }

    /** What binding one of these roles gives; of roles that nothing is known of, as much as can be. */
    Verdict ofRoles(String kind, Collection<String> names, Where where, Severity most) {
        return worst(names.stream().map(name -> ofRole(kind, name, where, most)), "of " + kind + " ", names);
    }

    private Verdict ofRole(String kind, String name, Where where, Severity most) {
        // A Role counts nowhere but in its namespace.
        boolean clusterWide = where.isClusterWide() && kind.equals(RbacBinding.CLUSTER_ROLE);
        List<RbacRole> found = roles.getOrDefault(name, List.of()).stream()
                .filter(role -> role.kind().equals(kind))
                .filter(role -> role.namespace() == null || where.includes(role.namespace()))
                .toList();
        if (!found.isEmpty()) {
            return ofRoles.computeIfAbsent(
                    new RoleAt(kind + found.stream().map(RbacRole::namespace).toList(), name, clusterWide),
                    key -> ofRules(
                            found.stream()
                                    .flatMap(role -> role.rules().stream())
                                    .toList(),
                            clusterWide));
        }
        if (rbac.whole()) {
            return new Verdict(Severity.LOW, ", which does not exist");
        }
        return kind.equals(RbacBinding.ROLE)
                ? new Verdict(most, UNKNOWN)
                : DefaultAccess.known()
                        .rulesOf(name)
                        .map(rules -> ofRules(rules, clusterWide))
                        .orElseGet(() -> new Verdict(most, UNKNOWN));
    }

    private Verdict ofRules(Collection<Rule> rules, boolean clusterWide) {
        return rules.stream()
                .flatMap(rule -> rights.of(rule, clusterWide).stream())
                .filter(right -> right.kind() != RiskKind.WILDCARD)
                .map(right -> verdict(right, clusterWide))
                .reduce(new Verdict(Severity.LOW, ", which has nothing" + HARMLESS), Verdict::worse);
    }

    private static Verdict verdict(RiskyRight right, boolean clusterWide) {
        return new Verdict(
                right.kind().severity(clusterWide), ", which " + right.kind().effect());
    }

    /** What those are given who have one of these names among the ServiceAccounts of a place. */
    Verdict ofAccounts(Collection<String> names, Where where) {
        return worst(
                names.stream()
                        .flatMap(name -> accounts.getOrDefault(name, List.of()).stream()
                                .filter(account -> where.includes(((Subject.ServiceAccount) account).namespace()))
                                .map(this::ofSubject)),
                "of ServiceAccount ",
                names);
    }

    /** What the groups are given; whoever takes one of them on has that. */
    Verdict ofGroups(Collection<String> names) {
        return worst(names.stream().map(name -> ofSubject(new Subject.Group(name))), "of group ", names);
    }

    /** What the users are given by name. */
    Verdict ofUsers(Collection<String> names) {
        return worst(names.stream().map(name -> ofSubject(new Subject.User(name))), "of user ", names);
    }

    private Verdict ofSubject(Subject subject) {
        return ofSubjects.computeIfAbsent(subject, this::findPower);
    }

    private Verdict findPower(Subject subject) {
        if (subject.equals(new Subject.Group(GrantedToMasters.GROUP))) {
            return new Verdict(Severity.HIGH, ", which " + RiskKind.FULL_CONTROL.effect());
        }
        Verdict worst = new Verdict(Severity.LOW, ", which has nothing" + HARMLESS);
        for (Permission grant : model.userOf(subject).map(model::grantsOf).orElse(List.of())) {
            worst = Verdict.worse(
                    worst, ofRules(Set.of(grant.rule()), grant.where().isClusterWide()));
        }
        return worst;
    }

    private static Verdict worst(Stream<Verdict> verdicts, String what, Collection<String> names) {
        Verdict worst = verdicts.reduce(Verdict::worse)
                .orElseGet(() -> new Verdict(Severity.LOW, ", which has nothing" + HARMLESS));
        return new Verdict(
                worst.severity().compareTo(Severity.LOW) > 0 ? Severity.LOW : worst.severity(),
                ", only " + what + few(names) + worst.note());
    }

    /** The first names, since a rule may have thousands. */
    static String few(Collection<String> names) {
        List<String> first = names.stream().sorted().limit(3).toList();
        return PlainText.names(first)
                + (names.size() > first.size() ? " and " + (names.size() - first.size()) + " others" : "");
    }
}

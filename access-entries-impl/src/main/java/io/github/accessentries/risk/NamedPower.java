package io.github.accessentries.risk;

import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.name.NamePattern;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.rbac.RbacObjects;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How much power comes with what a rule names: the roles that may be bound, the accounts whose tokens may be made, the users and groups
 * that may be impersonated. What of these is only for some names again is counted as if it were for all. For one thread.
 */
final class NamedPower {

    private static final String UNKNOWN = ", of which nothing is known";
    private static final String OF_AN_ACCOUNT =
            ", which names a ServiceAccount, so that impersonating it takes the verb on serviceaccounts";
    private static final String HARMLESS = " that is more than it looks";

    private static final String NOT_ALL = ", of which not everything is known";

    private record RoleAt(String kind, @Nullable String namespace, String name, boolean clusterWide) {}

    /** What somebody is given, and whether that is all. */
    private record Power(Verdict known, boolean isAll) {

        static final Power NONE = new Power(new Verdict(Severity.LOW, ", which has nothing" + HARMLESS), true);

        Power with(Power other) {
            return new Power(Verdict.worse(known, other.known), isAll && other.isAll);
        }

        /** What is not known counts as much as can be. */
        Verdict atWorst(Severity most) {
            return isAll ? known : Verdict.worse(known, new Verdict(most, NOT_ALL));
        }
    }

    private final AccessModel model;
    private final RiskyRights rights;
    private final KnownRoles roles;
    private final Map<String, Set<Subject.ServiceAccount>> accounts = new HashMap<>();
    /** Of whose accounts something is given to all, also to those that nothing names. */
    private final Set<String> namespacesOfAll = new TreeSet<>();

    private final Map<RoleAt, Verdict> ofRoles = new HashMap<>();
    private final Map<Subject, Power> ofSubjects = new HashMap<>();
    private final Map<Where, Power> ofUnnamed = new HashMap<>();

    NamedPower(AccessModel model, RbacObjects rbac, RiskyRights rights) {
        this.model = model;
        this.rights = rights;
        this.roles = new KnownRoles(rbac);
        for (Subject subject : model.subjects()) {
            AccountNames.of(subject)
                    .ifPresent(account -> accounts.computeIfAbsent(account.account(), name -> new TreeSet<>())
                            .add(account));
            AccountNames.namespaceOfGroup(subject).ifPresent(namespacesOfAll::add);
        }
    }

    /** What binding one of these roles gives; of roles that nothing is known of, as much as can be. */
    Verdict ofRoles(String kind, Collection<String> names, Where where, Severity most) {
        Verdict worst = names.stream()
                .map(name -> ofRole(kind, name, where, most))
                .reduce(Verdict::worse)
                .orElse(Power.NONE.known());
        return only(worst, "of " + kind + " ", names);
    }

    private Verdict ofRole(String kind, String name, Where where, Severity most) {
        // A Role counts nowhere but in its namespace.
        boolean clusterWide = where.isClusterWide() && kind.equals(RbacBinding.CLUSTER_ROLE);
        List<RbacRole> found = roles.named(kind, name, where);
        if (found.isEmpty()) {
            return roles.areAll() ? new Verdict(Severity.LOW, ", which does not exist") : new Verdict(most, UNKNOWN);
        }
        boolean isAll = found.stream().noneMatch(roles::mayGiveMore)
                && (kind.equals(RbacBinding.CLUSTER_ROLE) || roles.areAll() || isOfOneNamespace(where));
        Verdict known = found.stream()
                .map(role -> ofRoles.computeIfAbsent(
                        new RoleAt(kind, role.namespace(), name, clusterWide),
                        key -> ofRules(role.rules(), clusterWide)))
                .reduce(Verdict::worse)
                .orElseThrow();
        Severity mostThere = Verdict.of(most)
                .atMost(RiskKind.FULL_CONTROL.severity(clusterWide))
                .severity();
        return new Power(known, isAll).atWorst(mostThere);
    }

    private static boolean isOfOneNamespace(Where where) {
        return !where.isClusterWide()
                && where.namespaces().size() == 1
                && NamePattern.isPlain(where.namespaces().get(0));
    }

    private Verdict ofRules(Collection<Rule> rules, boolean clusterWide) {
        return rules.stream()
                .flatMap(rule -> rights.of(rule, clusterWide).stream())
                .filter(right -> right.kind() != RiskKind.WILDCARD)
                .map(right -> verdict(right, clusterWide))
                .reduce(Power.NONE.known(), Verdict::worse);
    }

    private static Verdict verdict(RiskyRight right, boolean clusterWide) {
        return new Verdict(
                right.kind().severity(clusterWide), ", which " + right.kind().effect());
    }

    /**
     * What those are given who have one of these names among the ServiceAccounts of a place. Any name may be that of an account, which
     * then has what is given to all accounts.
     */
    Verdict ofAccounts(Collection<String> names, Where where, Severity most) {
        return worst(
                Stream.concat(
                        names.stream()
                                .flatMap(name -> accounts.getOrDefault(name, Set.of()).stream())
                                .filter(account -> where.includes(account.namespace()))
                                .map(this::ofSubject),
                        names.isEmpty()
                                ? Stream.of()
                                : Stream.of(ofUnnamed.computeIfAbsent(where, this::findOfUnnamed))),
                most,
                "of ServiceAccount ",
                names);
    }

    /** What an account has that nothing names. */
    private Power findOfUnnamed(Where where) {
        Set<String> namespaces = new TreeSet<>(namespacesOfAll);
        namespaces.removeIf(namespace -> !where.includes(namespace));
        // Of another namespace, of whose accounts nothing is said.
        namespaces.add("");
        return namespaces.stream()
                .map(namespace -> ofSubject(new Subject.ServiceAccount(namespace, "")))
                .reduce(Power::with)
                .orElse(Power.NONE);
    }

    /** What the groups are given; whoever takes one of them on has that. */
    Verdict ofGroups(Collection<String> names, Severity most) {
        return worst(names.stream().map(name -> ofSubject(new Subject.Group(name))), most, "of group ", names);
    }

    /** What the users are given by name. */
    Verdict ofUsers(Collection<String> names, Severity most) {
        return worst(
                names.stream()
                        .map(Subject.User::new)
                        .map(user -> AccountNames.of(user).isPresent()
                                ? new Power(new Verdict(Severity.LOW, OF_AN_ACCOUNT), true)
                                : ofSubject(user)),
                most,
                "of user ",
                names);
    }

    private Power ofSubject(Subject subject) {
        return ofSubjects.computeIfAbsent(subject, this::findPower);
    }

    private Power findPower(Subject subject) {
        if (subject.equals(BuiltIn.MASTERS)) {
            return new Power(new Verdict(Severity.HIGH, ", which " + RiskKind.FULL_CONTROL.effect()), true);
        }
        Verdict worst = Power.NONE.known();
        for (Permission grant : model.userOf(subject).map(model::grantsOf).orElse(List.of())) {
            worst = Verdict.worse(
                    worst, ofRules(Set.of(grant.rule()), grant.where().isClusterWide()));
        }
        return new Power(worst, model.doubtsAbout(subject).isEmpty());
    }

    private static Verdict worst(Stream<Power> powers, Severity most, String what, Collection<String> names) {
        return only(powers.reduce(Power::with).orElse(Power.NONE).atWorst(most), what, names);
    }

    private static Verdict only(Verdict worst, String what, Collection<String> names) {
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

package io.github.accessentries.risk;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.UsernameTemplate;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.GrantedByBinding;
import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.internal.name.NamePattern;
import io.github.accessentries.internal.principal.ArnKey;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what was meant to give access but gives none. */
final class IdleRisks {

    /** Kubernetes authorizes nodes without a binding. */
    private static final String NODES = "system:nodes";

    private final AccessModel model;
    private final RbacObjects rbac;
    private final AwsAuth awsAuth;
    private final BuiltIn builtIn;
    private final SessionUsers sessions;
    private final List<Risk> risks = new ArrayList<>();

    IdleRisks(AccessModel model, RbacObjects rbac, AwsAuth awsAuth, BuiltIn builtIn, SessionUsers sessions) {
        this.model = model;
        this.rbac = rbac;
        this.awsAuth = awsAuth;
        this.builtIn = builtIn;
        this.sessions = sessions;
    }

    List<Risk> find() {
        findOddPrincipals();
        findHiddenMappings();
        if (!rbac.namespaces().isEmpty()) {
            findMissingNamespaces();
        }
        // A binding that could not be read may name the group.
        if (!rbac.bindings().isEmpty() && rbac.faults().isEmpty()) {
            findGroupsWithoutBinding();
            findPrincipalsWithoutEffect();
        }
        return risks;
    }

    private void findOddPrincipals() {
        model.entries().stream()
                .filter(entry -> !entry.principal().isRoleOrUser())
                .forEach(entry -> add(
                        RiskKind.NOT_A_ROLE_OR_USER,
                        "Access entry of " + entry.principal(),
                        List.of(exposure(entry.principal(), Where.cluster(), "has " + entry.policies()))));
    }

    private void findHiddenMappings() {
        Map<String, AccessEntry> entries = new HashMap<>();
        model.entries().forEach(entry -> entries.put(ArnKey.of(entry.principal()), entry));
        Stream.concat(awsAuth.roles().stream(), awsAuth.users().stream())
                .map(AwsAuth.ArnMapping::arn)
                .distinct()
                .forEach(arn -> Optional.ofNullable(entries.get(ArnKey.of(arn)))
                        .ifPresent(entry -> add(
                                RiskKind.HIDDEN_MAPPING,
                                "aws-auth mapping of " + arn,
                                List.of(exposure(entry.principal(), Where.cluster(), "has an access entry")))));
    }

    private void findMissingNamespaces() {
        Map<String, List<Exposure>> missing = new TreeMap<>();
        for (AccessEntry entry : model.entries()) {
            for (PolicyAssociation association : entry.policies()) {
                for (String pattern : association.scope().isForNamespaces()
                        ? association.scope().namespaces()
                        : List.<String>of()) {
                    if (rbac.namespaces().stream().noneMatch(new NamePattern(pattern)::matches)) {
                        missing.computeIfAbsent(pattern, each -> new ArrayList<>())
                                .add(exposure(
                                        entry.principal(), Where.namespace(pattern), "has " + association.policy()));
                    }
                }
            }
        }
        missing.forEach((pattern, exposures) -> add(
                RiskKind.NAMESPACE_MISSING,
                (NamePattern.isPattern(pattern) ? "Pattern \"" : "Namespace \"") + pattern + "\" of policy scopes",
                exposures));
    }

    private void findGroupsWithoutBinding() {
        Set<Subject> bound = new HashSet<>(model.subjects());
        Map<String, List<Exposure>> unbound = new TreeMap<>();
        eachPrincipal((principal, user) -> {
            for (String group : user.groups()) {
                // Nothing can be said about a group that depends on the session.
                if (!bound.contains(new Subject.Group(group))
                        && UsernameTemplate.of(group).isFixed()) {
                    unbound.computeIfAbsent(group, each -> new ArrayList<>())
                            .add(exposure(principal, Where.cluster(), "is in the group"));
                }
            }
        });
        unbound.forEach(
                (group, exposures) -> add(RiskKind.GROUP_WITHOUT_BINDING, "Group \"" + group + "\"", exposures));
    }

    private void findPrincipalsWithoutEffect() {
        Set<PrincipalArn> withPolicies = model.entries().stream()
                .filter(entry -> !entry.policies().isEmpty())
                .map(AccessEntry::principal)
                .collect(Collectors.toSet());
        eachPrincipal((principal, user) -> {
            if (!withPolicies.contains(principal)
                    && isKnown(principal)
                    && sessions.of(new Subject.Principal(principal)).isEmpty()
                    && model.grantsOf(user).stream().allMatch(IdleRisks::isForEverybody)) {
                add(
                        RiskKind.NO_EFFECT,
                        principal.toString(),
                        List.of(exposure(
                                principal,
                                Where.cluster(),
                                "no policy, and no binding names its user name " + user.username() + " or its groups "
                                        + user.groups())));
            }
        });
    }

    private boolean isKnown(PrincipalArn principal) {
        return model.doubtsAbout(new Subject.Principal(principal)).isEmpty();
    }

    private static boolean isForEverybody(Permission grant) {
        Reason reason = grant.reasons().get(0);
        return reason instanceof GrantedByBinding binding
                && binding.subjectKind().equals("Group")
                && BuiltIn.isWide(binding.subject());
    }

    private void eachPrincipal(BiConsumer<PrincipalArn, KubernetesUser> action) {
        for (Subject subject : model.subjects()) {
            if (subject instanceof Subject.Principal principal && !builtIn.isOfAws(principal.arn())) {
                model.userOf(subject)
                        .filter(user -> !user.groups().contains(NODES))
                        .ifPresent(user -> action.accept(principal.arn(), user));
            }
        }
    }

    private static Exposure exposure(PrincipalArn principal, Where where, String ground) {
        return Exposure.builder()
                .subject(new Subject.Principal(principal))
                .places(List.of(where))
                .ground(ground)
                .build();
    }

    private void add(RiskKind kind, String source, List<Exposure> exposures) {
        risks.add(Risk.builder()
                .kind(kind)
                .severity(kind.severity(true))
                .source(source)
                .summary(source + " " + kind.effect())
                .exposures(exposures)
                .build());
    }
}

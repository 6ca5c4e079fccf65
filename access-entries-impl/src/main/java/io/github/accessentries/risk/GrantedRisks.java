package io.github.accessentries.risk;

import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.GrantedByBinding;
import io.github.accessentries.authz.GrantedByCustomPolicy;
import io.github.accessentries.authz.GrantedByPolicy;
import io.github.accessentries.authz.GrantedToMasters;
import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.name.NamePattern;
import io.github.accessentries.policy.RuleSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Checks every granted rule for the risks that it brings. */
final class GrantedRisks {

    /** Its members are worth a finding, but not its existence, since every cluster has it. */
    private static final Subject MASTERS = new Subject.Group(GrantedToMasters.GROUP);

    /** The key by which findings are grouped. */
    private record Key(RiskKind kind, boolean builtIn, String source) {}

    /** A reason at a place, and a request that shows it. */
    private record Ground(String text, AccessRequest shownBy) {}

    private final AccessModel model;
    private final BuiltIn builtIn;
    private final Map<Key, Map<Subject, Map<Where, Ground>>> found = new LinkedHashMap<>();
    private final RiskyRights rights = new RiskyRights();

    GrantedRisks(AccessModel model) {
        this.model = model;
        this.builtIn = new BuiltIn(model);
    }

    List<Risk> find() {
        for (Subject subject : model.subjects()) {
            if (!subject.equals(MASTERS)) {
                model.userOf(subject).ifPresent(user -> model.grantsOf(user).forEach(grant -> examine(subject, grant)));
            }
        }
        List<Risk> risks = new ArrayList<>();
        found.forEach((key, grounds) -> risks.add(risk(key, withoutThoseOfPrincipals(grounds))));
        return risks;
    }

    private void examine(Subject subject, Permission grant) {
        Reason reason = grant.reasons().get(0);
        if (isToldOtherwise(subject, reason)) {
            return;
        }
        Where where = grant.where();
        for (RiskyRight right : rights.of(grant.rule(), where.isClusterWide())) {
            boolean told = right.kind() != RiskKind.WILDCARD || !(reason instanceof GrantedByPolicy);
            if (told && right.holdsForAll() && isAlone(right, where) && holds(right, where)) {
                add(right.kind(), subject, where, reason, right.shownBy());
            }
        }
        if (BuiltIn.isOpenToAnybody(subject)) {
            RuleSet.of(List.of(grant.rule())).beyond(RuleSet.DISCOVERY).stream()
                    .flatMap(RuleSet::requests)
                    .filter(request -> where.isClusterWide() || request.isForResource())
                    .findFirst()
                    .ifPresent(request -> add(RiskKind.ANONYMOUS_ACCESS, subject, where, reason, request));
        }
    }

    /** Secrets of one namespace are its own affair, and making them is a risk only for whoever can read them. */
    private static boolean isAlone(RiskyRight right, Where where) {
        return right.kind() != RiskKind.TOKEN_SECRET
                && (right.kind() != RiskKind.SECRETS_READ || where.isClusterWide());
    }

    private static boolean holds(RiskyRight right, Where where) {
        return right.shownBy().namespace().map(where::includes).orElse(true);
    }

    /**
     * What all users have is reported for the group of all users only, and what masters have in addition to everything
     * is not reported.
     */
    private static boolean isToldOtherwise(Subject subject, Reason reason) {
        return reason instanceof GrantedByBinding bound
                && bound.subjectKind().equals("Group")
                && (bound.subject().equals(GrantedToMasters.GROUP)
                        || (BuiltIn.isWide(bound.subject()) && !(subject instanceof Subject.Group)));
    }

    private void add(RiskKind kind, Subject subject, Where where, Reason reason, AccessRequest request) {
        boolean own = builtIn.gives(subject, reason);
        found.computeIfAbsent(
                        new Key(kind, own, own ? "What Kubernetes and AWS set up" : source(reason)),
                        key -> new LinkedHashMap<>())
                .computeIfAbsent(subject, each -> new TreeMap<>())
                .computeIfAbsent(where, place -> new Ground(reason.toString(), at(place, request)));
    }

    private AccessRequest at(Where where, AccessRequest request) {
        return where.isClusterWide() || request.namespace().isPresent()
                ? request
                : request.inNamespace(sample(where.namespaces().get(0), where));
    }

    /** A namespace that is there, if one matches; else one that could be. */
    private String sample(String pattern, Where where) {
        return NamePattern.isPlain(pattern)
                ? pattern
                : model.namespaces().stream()
                        .filter(where::includes)
                        .findFirst()
                        .orElseGet(() -> new NamePattern(pattern).example());
    }

    private static String source(Reason reason) {
        if (reason instanceof GrantedByPolicy policy) {
            return policy.policy().toString();
        }
        if (reason instanceof GrantedByBinding binding) {
            boolean ofNamespace = binding.roleKind().equals("Role");
            return binding.roleKind() + " \"" + (ofNamespace ? binding.bindingNamespace() + "/" : "") + binding.role()
                    + "\"";
        }
        if (reason instanceof GrantedByCustomPolicy custom) {
            return "custom policy " + custom.policy().policy();
        }
        return "Group \"" + GrantedToMasters.GROUP + "\"";
    }

    /** Who is in a group, or has a user name, stands for it. */
    private static List<Exposure> withoutThoseOfPrincipals(Map<Subject, Map<Where, Ground>> bySubject) {
        Set<String> joined = bySubject.entrySet().stream()
                .filter(each -> each.getKey() instanceof Subject.Principal)
                .flatMap(each -> each.getValue().values().stream())
                .map(Ground::text)
                .collect(Collectors.toSet());
        List<Exposure> exposures = new ArrayList<>();
        bySubject.forEach((subject, places) -> {
            boolean stands = places.values().stream().anyMatch(ground -> !joined.contains(ground.text()));
            if (stands || subject instanceof Subject.Principal) {
                Ground first = places.values().iterator().next();
                exposures.add(Exposure.builder()
                        .subject(subject)
                        .places(List.copyOf(places.keySet()))
                        .ground(first.text())
                        .shownBy(first.shownBy())
                        .build());
            }
        });
        return exposures;
    }

    private static Risk risk(Key key, List<Exposure> exposures) {
        boolean clusterWide =
                exposures.stream().anyMatch(each -> each.places().get(0).isClusterWide());
        Severity severity = key.builtIn() ? Severity.INFO : key.kind().severity(clusterWide);
        String whom = exposures.size() == 1 ? exposures.get(0).subject().toString() : exposures.size() + " subjects";
        return Risk.builder()
                .kind(key.kind())
                .severity(severity)
                .source(key.source())
                .summary(key.source() + " " + key.kind().effect() + ": " + whom)
                .exposures(exposures)
                .build();
    }
}

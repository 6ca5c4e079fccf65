package io.github.accessentries.report;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Computes the standing of every subject in every namespace from a model. */
final class Picture {

    /** What only who may do everything may do; the doubts about a denial are those about anything at all. */
    private static final AccessRequest ANYTHING = AccessRequest.of("*", "*.*");

    private final AccessModel model;
    private final Set<PrincipalArn> withEntry;
    private final Set<String> doubtsAboutAll;
    private final Levels levels = new Levels();
    private final List<String> namespaces;
    private final List<ReportRow> rows = new ArrayList<>();

    Picture(AccessModel model) {
        this.model = model;
        this.doubtsAboutAll = Set.copyOf(model.doubts());
        this.withEntry = model.entries().stream().map(AccessEntry::principal).collect(Collectors.toSet());
        Map<Subject, List<PlacedGrant>> grants = new LinkedHashMap<>();
        for (Subject subject : model.subjects()) {
            grants.put(
                    subject,
                    model.userOf(subject)
                            .map(model::grantsOf)
                            .map(PlacedGrant::of)
                            .orElse(List.of()));
        }
        this.namespaces = places(grants);
        grants.forEach((subject, own) -> rows.add(row(subject, own)));
    }

    List<String> namespaces() {
        return namespaces;
    }

    List<ReportRow> rows() {
        return List.copyOf(rows);
    }

    /** Scopes of policies count also where their rules are unknown. */
    private List<String> places(Map<Subject, List<PlacedGrant>> grants) {
        Set<String> known = model.namespaces();
        Set<String> places = new TreeSet<>(known);
        Stream.concat(
                        grants.values().stream().flatMap(List::stream).map(PlacedGrant::where),
                        model.entries().stream()
                                .flatMap(entry -> entry.policies().stream())
                                .filter(association -> association.scope().isForNamespaces())
                                .flatMap(association -> association.scope().namespaces().stream())
                                .map(Where::namespace))
                .distinct()
                .filter(where -> !where.isClusterWide() && known.stream().noneMatch(where::includes))
                .forEach(where -> places.addAll(where.namespaces()));
        return List.copyOf(places);
    }

    private ReportRow row(Subject subject, List<PlacedGrant> grants) {
        Optional<KubernetesUser> user = model.userOf(subject);
        Optional<KubernetesUser> principal = user.filter(each -> subject instanceof Subject.Principal);
        Map<Where, Set<Rule>> rules = new TreeMap<>();
        grants.forEach(grant -> rules.computeIfAbsent(grant.where(), where -> new LinkedHashSet<>())
                .addAll(grant.rules()));
        List<String> doubts = model.doubtsAbout(subject);
        boolean whoIsUnknown = user.isEmpty() && !doubts.isEmpty();
        Standing everywhere =
                whoIsUnknown ? Levels.incomplete(everywhere(rules)) : doubted(everywhere(rules), principal, ANYTHING);
        Map<String, Standing> elsewhere = whoIsUnknown ? Map.of() : elsewhere(everywhere, rules, principal);
        return ReportRow.builder()
                .subject(subject)
                .source(source(subject))
                .username(principal.map(KubernetesUser::username).orElse(""))
                .groups(principal.map(KubernetesUser::groups).orElse(Set.of()).stream()
                        .sorted()
                        .toList())
                .everywhere(everywhere)
                .elsewhere(elsewhere)
                .grants(grants)
                .doubts(doubts)
                .build();
    }

    private String source(Subject subject) {
        if (!(subject instanceof Subject.Principal principal)) {
            return "";
        }
        return withEntry.contains(principal.arn()) ? "access entry" : "aws-auth";
    }

    private Standing everywhere(Map<Where, Set<Rule>> rules) {
        return levels.of(rules.getOrDefault(Where.cluster(), Set.of()));
    }

    /** Most namespaces are like most others: each combination of places is looked at once. */
    private Map<String, Standing> elsewhere(
            Standing everywhere, Map<Where, Set<Rule>> rules, Optional<KubernetesUser> principal) {
        Map<Set<Where>, Standing> known = new HashMap<>();
        Map<String, Standing> elsewhere = new TreeMap<>();
        for (String namespace : namespaces) {
            Set<Where> here = rules.keySet().stream()
                    .filter(where -> where.includes(namespace))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            Standing there = doubted(
                    known.computeIfAbsent(here, places -> inNamespace(places, rules)),
                    principal,
                    ANYTHING.inNamespace(namespace));
            if (!there.equals(everywhere)) {
                elsewhere.put(namespace, there);
            }
        }
        return elsewhere;
    }

    private Standing inNamespace(Set<Where> places, Map<Where, Set<Rule>> rules) {
        Standing everywhere = everywhere(rules);
        if (places.stream().allMatch(Where::isClusterWide)) {
            return everywhere;
        }
        Set<Rule> here = new LinkedHashSet<>();
        places.forEach(place -> here.addAll(rules.getOrDefault(place, Set.of())));
        return levels.inNamespace(everywhere, here);
    }

    /** Only principals have policies. What could change any row is told above all of them. */
    private Standing doubted(Standing standing, Optional<KubernetesUser> principal, AccessRequest request) {
        return principal.stream()
                        .flatMap(user -> model.authorizer().decide(user, request).doubts().stream())
                        .allMatch(doubtsAboutAll::contains)
                ? standing
                : Levels.incomplete(standing);
    }
}

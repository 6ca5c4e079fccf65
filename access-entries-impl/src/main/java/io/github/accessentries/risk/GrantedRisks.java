package io.github.accessentries.risk;

import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.GrantedByBinding;
import io.github.accessentries.authz.GrantedByCustomPolicy;
import io.github.accessentries.authz.GrantedByPolicy;
import io.github.accessentries.authz.GrantedToMasters;
import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.policy.RuleSet;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks every granted rule for the risks that it brings. */
final class GrantedRisks {

    /** The key by which findings are grouped. */
    private record Key(RiskKind kind, boolean builtIn, String source, String note) {

        String limit() {
            return note.replaceFirst("^[, ]+", "");
        }
    }

    /** A reason at a place, a request that shows it, and how urgent it is. */
    private record Ground(String text, AccessRequest shownBy, Severity severity) {

        boolean isOfTheSameResourceAs(Ground other) {
            return shownBy.apiGroup().equals(other.shownBy.apiGroup())
                    && shownBy.resource().equals(other.shownBy.resource())
                    && shownBy.subresource().equals(other.shownBy.subresource());
        }
    }

    /** A rule in somebody's hands. */
    private record Held(
            Subject subject,
            Permission grant,
            Reason reason,
            Holding holding,
            @Nullable String session) {

        /** Why it is held, in words. */
        String ground() {
            return session == null
                    ? reason.toString()
                    : reason + " (of a session with this user name, which whoever assumes the role can choose)";
        }

        Where where() {
            return grant.where();
        }
    }

    private final AccessModel model;
    private final BuiltIn builtIn;
    private final RiskyRights rights;
    private final Judgement judgement;
    private final AwsAuthAnew awsAuthAnew;
    private final AnonymousReach anonymous;
    private final SessionUsers sessions;
    private final Map<Key, Map<Subject, Map<Where, Ground>>> found = new LinkedHashMap<>();

    GrantedRisks(
            AccessModel model,
            RbacObjects rbac,
            AwsAuth awsAuth,
            RiskyRights rights,
            BuiltIn builtIn,
            SessionUsers sessions) {
        this.model = model;
        this.builtIn = builtIn;
        this.sessions = sessions;
        this.rights = rights;
        this.judgement = new Judgement(model, new NamedPower(model, rbac, rights));
        this.awsAuthAnew = new AwsAuthAnew(awsAuth);
        this.anonymous = new AnonymousReach(model.kubernetesVersion());
    }

    List<Risk> find() {
        for (Subject subject : model.subjects()) {
            // Its members are worth a finding, but not its existence, since every cluster has it.
            if (!subject.equals(BuiltIn.MASTERS)) {
                model.userOf(subject).ifPresent(user -> examine(subject, model.grantsOf(user), null));
                sessions.of(subject).forEach(user -> examine(subject, model.grantsOf(user), user.username()));
            }
        }
        List<Risk> risks = new ArrayList<>();
        found.forEach((key, grounds) -> {
            Map<Subject, Map<Where, Ground>> rest =
                    key.note().isEmpty() ? grounds : withoutWhatAllIncludes(key, grounds);
            if (!rest.isEmpty()) {
                risks.add(risk(key, rest));
            }
        });
        return risks;
    }

    /** Who has a right without limits from a source is not told again for what the same source gives with one. */
    private Map<Subject, Map<Where, Ground>> withoutWhatAllIncludes(
            Key limited, Map<Subject, Map<Where, Ground>> bySubject) {
        Map<Subject, Map<Where, Ground>> unlimited =
                found.getOrDefault(new Key(limited.kind(), limited.builtIn(), limited.source(), ""), Map.of());
        Map<Subject, Map<Where, Ground>> rest = new LinkedHashMap<>();
        bySubject.forEach((subject, places) -> {
            Map<Where, Ground> all = unlimited.getOrDefault(subject, Map.of());
            Map<Where, Ground> left = new TreeMap<>(places);
            left.entrySet()
                    .removeIf(each -> Stream.of(all.get(each.getKey()), all.get(Where.cluster()))
                            .anyMatch(wider -> wider != null && wider.isOfTheSameResourceAs(each.getValue())));
            if (!left.isEmpty()) {
                rest.put(subject, left);
            }
        });
        return rest;
    }

    /** In a session, what is given to its user name; the rest is there in any. */
    private void examine(Subject subject, List<Permission> grants, @Nullable String session) {
        Grants all = new Grants(grants);
        for (Permission grant : grants) {
            Reason reason = grant.reasons().get(0);
            if (!isToldOtherwise(subject, reason) && (session == null || isOfName(reason))) {
                examine(new Held(subject, grant, reason, new Holding(grant.where(), all), session));
            }
        }
    }

    private static boolean isOfName(Reason reason) {
        GrantedByBinding bound = PowerGrant.binding(reason);
        return bound != null && !bound.subjectKind().equals("Group");
    }

    private void examine(Held held) {
        boolean changesAwsAuth = false;
        for (RiskyRight right : rights.of(held.grant().rule(), held.where().isClusterWide())) {
            boolean told = right.kind() != RiskKind.WILDCARD || !(held.reason() instanceof GrantedByPolicy);
            if (told && holds(right, held.where())) {
                changesAwsAuth |= right.kind() == RiskKind.AWS_AUTH_WRITE || right.kind() == RiskKind.FULL_CONTROL;
                judgement
                        .of(right, held.holding())
                        .ifPresent(verdict -> add(right.kind(), held, right.shownBy(), verdict));
            }
        }
        if (!changesAwsAuth && judgement.heedsAwsAuth()) {
            awsAuthAnew
                    .in(held.grant().rule(), held.holding())
                    .ifPresent(each -> add(RiskKind.AWS_AUTH_WRITE, held, each.shownBy(), each.verdict()));
        }
        if (BuiltIn.isOpenToAnybody(held.subject())) {
            RuleSet.of(List.of(held.grant().rule())).beyond(RuleSet.DISCOVERY).stream()
                    .flatMap(RuleSet::requests)
                    .filter(request -> held.where().isClusterWide() || request.isForResource())
                    .findFirst()
                    .ifPresent(request -> add(
                            RiskKind.ANONYMOUS_ACCESS,
                            held,
                            request,
                            Verdict.of(RiskKind.ANONYMOUS_ACCESS.severity(true))));
        }
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

    private void add(RiskKind kind, Held held, AccessRequest request, Verdict judged) {
        boolean own = builtIn.gives(held.subject(), held.reason(), kind);
        Verdict verdict = BuiltIn.isOpenToAnybody(held.subject()) ? anonymous.limited(judged) : judged;
        Key key = own
                ? new Key(kind, true, "What Kubernetes and AWS set up", "")
                : new Key(kind, false, source(held.reason()), verdict.note());
        found.computeIfAbsent(key, each -> new LinkedHashMap<>())
                .computeIfAbsent(held.subject(), each -> new TreeMap<>())
                .computeIfAbsent(
                        held.where(), place -> new Ground(held.ground(), at(place, request), verdict.severity()));
    }

    private AccessRequest at(Where where, AccessRequest request) {
        return where.isClusterWide() || request.namespace().isPresent()
                ? request
                : request.inNamespace(KnownCluster.sample(where, model.namespaces()));
    }

    private static String source(Reason reason) {
        if (reason instanceof GrantedByPolicy policy) {
            return policy.policy().toString();
        }
        if (reason instanceof GrantedByBinding binding) {
            boolean ofNamespace = binding.roleKind().equals(RbacBinding.ROLE);
            return binding.roleKind() + " \"" + (ofNamespace ? binding.bindingNamespace() + "/" : "") + binding.role()
                    + "\"";
        }
        if (reason instanceof GrantedByCustomPolicy custom) {
            return "custom policy " + custom.policy().policy();
        }
        return "Group \"" + GrantedToMasters.GROUP + "\"";
    }

    /** Who is in a group, or has a user name, stands for it, but not for service accounts, which are there all the same. */
    private static List<Exposure> withoutThoseOfPrincipals(Map<Subject, Map<Where, Ground>> bySubject) {
        Set<String> joined = bySubject.entrySet().stream()
                .filter(each -> each.getKey() instanceof Subject.Principal)
                .flatMap(each -> each.getValue().values().stream())
                .map(Ground::text)
                .collect(Collectors.toSet());
        List<Exposure> exposures = new ArrayList<>();
        bySubject.forEach((subject, places) -> {
            boolean stands = places.values().stream().anyMatch(ground -> !joined.contains(ground.text()));
            if (stands || subject instanceof Subject.Principal || AccountNames.isOfAccounts(subject)) {
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

    private static Risk risk(Key key, Map<Subject, Map<Where, Ground>> bySubject) {
        List<Exposure> exposures = withoutThoseOfPrincipals(bySubject);
        Severity worst = bySubject.values().stream()
                .flatMap(places -> places.values().stream())
                .map(Ground::severity)
                .min(Severity::compareTo)
                .orElseThrow();
        String whom = exposures.size() == 1 ? exposures.get(0).subject().toString() : exposures.size() + " subjects";
        return Risk.builder()
                .kind(key.kind())
                .severity(key.builtIn() ? Severity.INFO : worst)
                .source(key.source())
                .limit(key.limit())
                .summary(key.source() + " " + key.kind().effect() + key.note() + ": " + whom)
                .exposures(exposures)
                .build();
    }
}

package io.github.accessentries.rbac;

import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.authz.GrantedToMasters;
import io.github.accessentries.authz.Holder;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.name.NamePattern;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The model the other way round: from rules to what gives them, and from there to everybody who has it. A question
 * tries each set of rules once, and then decides only for subjects that have rules which allow it. Immutable.
 */
final class WhoCan {

    /** The subjects with the same rules, by place. */
    private static final class Given {
        private final List<Candidate> clusterWide = new ArrayList<>();
        private final Map<String, List<Candidate>> byNamespace = new HashMap<>();
        private final Map<Where, List<Candidate>> byPattern = new HashMap<>();

        void add(Where place, Collection<Candidate> candidates) {
            listOf(place).addAll(candidates);
        }

        private List<Candidate> listOf(Where place) {
            if (place.isClusterWide()) {
                return clusterWide;
            }
            String name = place.namespaces().get(0);
            return NamePattern.isPlain(name)
                    ? byNamespace.computeIfAbsent(name, each -> new ArrayList<>())
                    : byPattern.computeIfAbsent(place, each -> new ArrayList<>());
        }

        void collect(@Nullable String namespace, Consumer<Candidate> action) {
            clusterWide.forEach(action);
            if (namespace != null) {
                byNamespace.getOrDefault(namespace, List.of()).forEach(action);
                byPattern.forEach((place, candidates) -> {
                    if (place.includes(namespace)) {
                        candidates.forEach(action);
                    }
                });
            }
        }
    }

    private final ClusterAuthorizer authorizer;
    private final Map<RuleIndex, Given> given = new HashMap<>();
    /** By their numbers, in the order of the subjects; a principal stands before its sessions. */
    private final List<Candidate> all;
    /**
     * The numbers of subjects whose rules are not everything: the masters, and those about which not everything is
     * known.
     */
    private final BitSet always = new BitSet();

    WhoCan(ClusterAuthorizer authorizer, Collection<Subject> subjects, PrincipalUsers principals) {
        this.authorizer = authorizer;
        this.all = Candidate.all(authorizer, subjects, principals);
        Map<String, List<Candidate>> byUsername = new HashMap<>();
        Map<String, List<Candidate>> byGroup = new HashMap<>();
        Set<String> usernames = authorizer.rbac().usernames();
        Set<String> groups = authorizer.rbac().groupNames();
        for (Candidate candidate : all) {
            // Names to which nothing is bound are the most where access policies are used.
            if (usernames.contains(candidate.user().username())) {
                add(byUsername, candidate.user().username(), candidate);
            }
            for (String group : authorizer.groupsOf(candidate.user())) {
                if (groups.contains(group) || group.equals(GrantedToMasters.GROUP)) {
                    add(byGroup, group, candidate);
                }
            }
            addPolicies(candidate);
        }
        authorizer.rbac().eachUser((name, grants) -> addBindings(grants, byUsername.getOrDefault(name, List.of())));
        authorizer.rbac().eachGroup((name, grants) -> addBindings(grants, byGroup.getOrDefault(name, List.of())));
        byGroup.getOrDefault(GrantedToMasters.GROUP, List.of()).forEach(master -> always.set(master.number()));
    }

    private static void add(Map<String, List<Candidate>> index, String key, Candidate candidate) {
        index.computeIfAbsent(key, each -> new ArrayList<>(1)).add(candidate);
    }

    private void addBindings(RbacIndex.SubjectGrants grants, Collection<Candidate> candidates) {
        grants.all().forEach(grant -> addGrant(grant, candidates));
    }

    private void addPolicies(Candidate candidate) {
        PolicyHolder holder = authorizer.policiesOf(candidate.user());
        if (!holder.isCertain() || !candidate.doubts().isEmpty() || NodeAuthorizer.isNode(candidate.user())) {
            always.set(candidate.number());
        }
        holder.grants().forEach(grant -> addGrant(grant, List.of(candidate)));
    }

    private void addGrant(GrantedRules grant, Collection<Candidate> candidates) {
        Given those = given.computeIfAbsent(grant.rules(), rules -> new Given());
        grant.places().forEach(place -> those.add(place, candidates));
    }

    List<Candidate> candidates() {
        return all;
    }

    List<Holder> of(AccessRequest request) {
        BitSet candidates = (BitSet) always.clone();
        given.forEach((rules, those) -> {
            if (rules.first(request) != null) {
                those.collect(request.namespace().orElse(null), candidate -> candidates.set(candidate.number()));
            }
        });
        List<Holder> holders = new ArrayList<>();
        int allowedInAnySession = -1;
        for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
            Candidate candidate = all.get(i);
            Decision decision = authorizer.decide(candidate.user(), request);
            boolean ofOneSession = candidate.session() != null;
            List<String> doubts = decision.allowed() ? List.of() : doubts(candidate, request);
            if (decision.allowed()
                    ? allowedInAnySession != candidate.subjectNumber()
                    : !doubts.isEmpty() && !ofOneSession) {
                holders.add(Holder.builder()
                        .subject(candidate.subject())
                        .session(candidate.session())
                        .reasons(decision.reasons())
                        .doubts(doubts)
                        .build());
            }
            if (decision.allowed() && !ofOneSession) {
                allowedInAnySession = candidate.subjectNumber();
            }
        }
        return holders;
    }

    private List<String> doubts(Candidate candidate, AccessRequest request) {
        List<String> own = authorizer.doubtsBesideMissingRoles(candidate.user(), request);
        if (candidate.doubts().isEmpty()) {
            return own;
        }
        List<String> all = new ArrayList<>(candidate.doubts());
        all.addAll(own);
        return all;
    }
}

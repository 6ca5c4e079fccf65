package io.github.accessentries.rbac;

import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.authz.GrantedToMasters;
import io.github.accessentries.authz.Holder;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.internal.name.NamePattern;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The model the other way round: from rules to what gives them, and from there to everybody who has it. A question
 * tries each set of rules once, and then decides only for subjects that have rules which allow it. Immutable.
 */
final class WhoCan {

    /** Who has the same rules, by place: lists of those who have them in the same way, shared by all that these are given. */
    private static final class Given {
        private final List<List<Candidate>> clusterWide = new ArrayList<>();
        private final Map<String, List<List<Candidate>>> byNamespace = new HashMap<>();
        private final Map<NamePattern, List<List<Candidate>>> byPattern = new HashMap<>();

        void add(GrantedRules grant, List<Candidate> candidates) {
            if (grant.isClusterWide()) {
                clusterWide.add(candidates);
            }
            for (String name : grant.namespaces()) {
                byNamespace.computeIfAbsent(name, each -> new ArrayList<>()).add(candidates);
            }
            for (NamePattern pattern : grant.patterns()) {
                byPattern.computeIfAbsent(pattern, each -> new ArrayList<>()).add(candidates);
            }
        }

        void collect(@Nullable String namespace, Consumer<Candidate> action) {
            collect(clusterWide, action);
            if (namespace != null) {
                collect(byNamespace.getOrDefault(namespace, List.of()), action);
                byPattern.forEach((pattern, lists) -> {
                    if (pattern.matches(namespace)) {
                        collect(lists, action);
                    }
                });
            }
        }

        private static void collect(List<List<Candidate>> lists, Consumer<Candidate> action) {
            lists.forEach(list -> list.forEach(action));
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
        Map<String, List<Candidate>> ofUsers = new HashMap<>();
        Map<String, List<Candidate>> ofGroups = new HashMap<>();
        authorizer.rbac().eachUser((name, grants) -> ofUsers.put(name, bound(grants)));
        authorizer.rbac().eachGroup((name, grants) -> ofGroups.put(name, bound(grants)));
        for (Candidate candidate : all) {
            Collection<String> groups = candidate.groups();
            String arn = candidate.canonicalArn();
            addTo(ofUsers, candidate.username(), candidate);
            for (String group : groups) {
                addTo(ofGroups, group, candidate);
            }
            if (!arn.isEmpty() && !groups.contains(ClusterAuthorizer.AUTHENTICATED)) {
                addTo(ofGroups, ClusterAuthorizer.AUTHENTICATED, candidate);
            }
            PolicyHolder holder = authorizer.policies().of(arn);
            if (!holder.grants().isEmpty()) {
                addGrants(holder.grants(), List.of(candidate));
            }
            if (groups.contains(GrantedToMasters.GROUP)
                    || !holder.isCertain()
                    || !candidate.doubts().isEmpty()
                    || NodeAuthorizer.isNode(candidate.username(), groups)) {
                always.set(candidate.number());
            }
        }
    }

    /** A list of those to whom something is bound, still without them. */
    private List<Candidate> bound(RbacIndex.SubjectGrants grants) {
        List<Candidate> candidates = new ArrayList<>(2);
        addGrants(grants.all(), candidates);
        return candidates;
    }

    private static void addTo(Map<String, List<Candidate>> lists, String name, Candidate candidate) {
        List<Candidate> list = lists.get(name);
        if (list != null) {
            list.add(candidate);
        }
    }

    private void addGrants(List<? extends GrantedRules> grants, List<Candidate> candidates) {
        for (int i = 0; i < grants.size(); i++) {
            GrantedRules grant = grants.get(i);
            given.computeIfAbsent(grant.rules(), rules -> new Given()).add(grant, candidates);
        }
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

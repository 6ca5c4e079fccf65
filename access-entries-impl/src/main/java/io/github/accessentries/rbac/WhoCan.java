package io.github.accessentries.rbac;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.authz.GrantedToMasters;
import io.github.accessentries.authz.Holder;
import io.github.accessentries.authz.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The model the other way round: from rules to what gives them, and from there to everybody who has it. A question tries
 * each set of rules once, and then decides only for those whom rules that allow it are given. Immutable.
 */
final class WhoCan {

    /** Somebody as one user: a subject, or a principal with one of the user names that its sessions can have. */
    private record Candidate(
            int number, Subject subject, @Nullable String session, KubernetesUser user)
            implements Comparable<Candidate> {

        @Override
        public int compareTo(Candidate other) {
            return Integer.compare(number, other.number);
        }
    }

    /** Those whom the same rules are given, by where. */
    private static final class Given {
        private final List<Candidate> clusterWide = new ArrayList<>();
        private final Map<String, List<Candidate>> byNamespace = new HashMap<>();
        private final Map<PolicyGrant, List<Candidate>> byPolicy = new HashMap<>();

        void add(BindingGrant grant, Collection<Candidate> candidates) {
            String namespace = grant.binding().namespace();
            (namespace == null ? clusterWide : byNamespace.computeIfAbsent(namespace, each -> new ArrayList<>()))
                    .addAll(candidates);
        }

        void collect(@Nullable String namespace, Consumer<Candidate> action) {
            clusterWide.forEach(action);
            if (namespace != null) {
                byNamespace.getOrDefault(namespace, List.of()).forEach(action);
            }
            byPolicy.forEach((grant, candidates) -> {
                if (grant.reaches(namespace)) {
                    candidates.forEach(action);
                }
            });
        }
    }

    private final ClusterAuthorizer authorizer;
    private final Map<RuleIndex, Given> given = new HashMap<>();
    /** Those for whom rules do not tell all: the masters, and those of whom not all is known. */
    private final Set<Candidate> always = new TreeSet<>();

    WhoCan(ClusterAuthorizer authorizer, Collection<Subject> subjects, Principals principals) {
        this.authorizer = authorizer;
        SessionNames sessions = new SessionNames(authorizer.rbac().usernames());
        Map<String, List<Candidate>> byUsername = new HashMap<>();
        Map<String, List<Candidate>> byGroup = new HashMap<>();
        int number = 0;
        for (Subject subject : subjects) {
            List<Candidate> candidates = new ArrayList<>();
            if (subject instanceof Subject.Principal principal) {
                Principals.Mapped mapped = principals.find(principal.arn()).orElseThrow();
                candidates.add(new Candidate(number++, subject, null, SubjectUsers.of(mapped)));
                for (String session : sessions.of(mapped.username())) {
                    candidates.add(new Candidate(number++, subject, session, SubjectUsers.of(mapped, session)));
                }
            } else {
                candidates.add(new Candidate(number++, subject, null, SubjectUsers.of(subject)));
            }
            for (Candidate candidate : candidates) {
                add(byUsername, candidate.user().username(), candidate);
                authorizer.groupsOf(candidate.user()).forEach(group -> add(byGroup, group, candidate));
                addPolicies(candidate);
            }
        }
        authorizer.rbac().eachUser((name, grants) -> addBindings(grants, byUsername.getOrDefault(name, List.of())));
        authorizer.rbac().eachGroup((name, grants) -> addBindings(grants, byGroup.getOrDefault(name, List.of())));
        always.addAll(byGroup.getOrDefault(GrantedToMasters.GROUP, List.of()));
    }

    private static void add(Map<String, List<Candidate>> index, String key, Candidate candidate) {
        index.computeIfAbsent(key, each -> new ArrayList<>(1)).add(candidate);
    }

    private void addBindings(RbacIndex.SubjectGrants grants, Collection<Candidate> candidates) {
        grants.all()
                .forEach(grant -> given.computeIfAbsent(grant.rules(), rules -> new Given())
                        .add(grant, candidates));
    }

    private void addPolicies(Candidate candidate) {
        PolicyIndex.Holder holder = authorizer.policiesOf(candidate.user());
        if (!holder.isCertain()) {
            always.add(candidate);
        }
        holder.grants()
                .forEach(grant -> given.computeIfAbsent(grant.rules(), rules -> new Given())
                        .byPolicy
                        .computeIfAbsent(grant, each -> new ArrayList<>(1))
                        .add(candidate));
    }

    List<Holder> whoCan(AccessRequest request) {
        Set<Candidate> candidates = new TreeSet<>(always);
        given.forEach((rules, those) -> {
            if (rules.first(request) != null) {
                those.collect(request.namespace().orElse(null), candidates::add);
            }
        });
        List<Holder> holders = new ArrayList<>();
        Set<Subject> inAnySession = new HashSet<>();
        for (Candidate candidate : candidates) {
            Decision decision = authorizer.decide(candidate.user(), request);
            boolean ofOneSession = candidate.session() != null;
            if (decision.allowed()
                    ? !inAnySession.contains(candidate.subject())
                    : decision.incomplete() && !ofOneSession) {
                holders.add(
                        new Holder(candidate.subject(), candidate.session(), decision.reasons(), decision.doubts()));
            }
            if (decision.allowed() && !ofOneSession) {
                inAnySession.add(candidate.subject());
            }
        }
        return holders;
    }
}

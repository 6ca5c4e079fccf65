package io.github.accessentries.rbac;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessScope;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.authz.GrantedToMasters;
import io.github.accessentries.authz.Holder;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.Permissions;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The compiled model: who is who, and what each is given. Immutable. */
final class ClusterModel implements AccessModel {

    private static final Subject MASTERS = new Subject.Group(GrantedToMasters.GROUP);
    private static final List<Rule> EVERYTHING = List.of(
            Rule.builder().addVerbs("*").addApiGroups("*").addResources("*").build(),
            Rule.builder().addVerbs("*").addPaths("*").build());

    private final List<AccessEntry> entries;
    private final ClusterAuthorizer authorizer;
    private final Principals principals;
    private final Set<String> namespaces;
    private final List<Subject> subjects;

    ClusterModel(
            List<AccessEntry> entries, ClusterAuthorizer authorizer, Set<Subject> bound, Principals principals, Set<String> namespaces) {
        this.entries = entries;
        this.authorizer = authorizer;
        this.principals = principals;
        this.namespaces = namespaces;
        Set<Subject> all = new TreeSet<>(bound);
        all.add(MASTERS);
        principals.all().forEach(mapped -> all.add(new Subject.Principal(mapped.principal())));
        this.subjects = List.copyOf(all);
    }

    @Override
    public List<AccessEntry> entries() {
        return entries;
    }

    @Override
    public Authorizer authorizer() {
        return authorizer;
    }

    @Override
    public Set<String> namespaces() {
        return namespaces;
    }

    @Override
    public List<Subject> subjects() {
        return subjects;
    }

    @Override
    public Optional<KubernetesUser> userOf(Subject subject) {
        return subject instanceof Subject.Principal principal
                ? principals.find(principal.arn()).map(SubjectUsers::of)
                : Optional.of(SubjectUsers.of(subject));
    }

    @Override
    public List<Holder> whoCan(AccessRequest request) {
        List<Holder> holders = new ArrayList<>();
        for (Subject subject : subjects) {
            Decision decision = authorizer.decide(userOf(subject).orElseThrow(), request);
            if (decision.allowed() || decision.incomplete()) {
                holders.add(new Holder(subject, null, decision.reasons(), decision.doubts()));
            }
        }
        return holders;
    }

    @Override
    public List<Permission> grantsOf(KubernetesUser user) {
        List<Permission> grants = new ArrayList<>();
        if (user.groups().contains(GrantedToMasters.GROUP)) {
            EVERYTHING.forEach(rule -> grants.add(grant(Where.cluster(), rule, new GrantedToMasters())));
        }
        String principalId = ClusterAuthorizer.principalIdOf(user);
        authorizer.eachGrantOf(user, grant -> {
            for (Where place : grant.places()) {
                String namespace =
                        place.isClusterWide() ? null : place.namespaces().get(0);
                for (Rule rule : grant.rules().rules()) {
                    grants.add(grant(place, rule, grant.reason(rule, namespace, principalId)));
                }
            }
        });
        return List.copyOf(grants);
    }

    private static Permission grant(Where where, Rule rule, Reason reason) {
        return new Permission(where, rule, List.of(), List.of(reason));
    }

    @Override
    public Permissions permissionsOf(KubernetesUser user) {
        PermissionSet set = new PermissionSet();
        grantsOf(user).forEach(grant -> set.add(grant.where(), grant.rule(), grant.reasons()));
        return Permissions.of(set.reduced().merged(List.of()), authorizer.doubtsAbout(user));
    }

    @Override
    public Optional<AccessScope> namespacesWhere(KubernetesUser user, String verb, String resource) {
        AccessRequest request = AccessRequest.of(verb, resource);
        Set<Where> places = new TreeSet<>();
        if (user.groups().contains(GrantedToMasters.GROUP)) {
            places.add(Where.cluster());
        }
        authorizer.eachGrantOf(user, grant -> {
            if (grant.rules().first(request) != null) {
                grant.places().forEach(place -> places.add(Places.normal(place)));
            }
        });
        if (places.contains(Where.cluster())) {
            return Optional.of(AccessScope.clusterWide());
        }
        List<String> names = places.stream()
                .filter(place ->
                        places.stream().noneMatch(wider -> !wider.equals(place) && Places.covers(wider, place)))
                .map(place -> place.namespaces().get(0))
                .toList();
        return names.isEmpty() ? Optional.empty() : Optional.of(AccessScope.of("namespace", names));
    }

    @Override
    public ModelComparison compare(io.github.accessentries.authz.AccessModel other) {
        return new Comparison(this, other).run();
    }
}

package io.github.accessentries.rbac;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessScope;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessQuestion;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.GrantedToMasters;
import io.github.accessentries.authz.Holders;
import io.github.accessentries.authz.KubernetesVersion;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.Permissions;
import io.github.accessentries.authz.Reach;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.internal.question.AnswerGrounds;
import io.github.accessentries.internal.question.Asked;
import io.github.accessentries.internal.question.PlacedDoubt;
import io.github.accessentries.policy.PolicyCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The compiled model: who is who, and what each is given. Immutable. */
final class ClusterModel implements AccessModel, AnswerGrounds {

    private static final Subject MASTERS = new Subject.Group(GrantedToMasters.GROUP);
    private static final MastersGrant OF_MASTERS = new MastersGrant();

    /** What the model was made of. */
    record Inputs(
            List<AccessEntry> entries,
            Map<PrincipalArn, String> unread,
            List<String> openEnds,
            RbacObjects rbac,
            Optional<AwsAuth> awsAuth,
            AuthenticationMode mode,
            Optional<KubernetesVersion> version,
            PolicyCatalogue catalogue,
            Set<String> customResources) {}

    private final Inputs inputs;
    private final ClusterAuthorizer authorizer;
    private final PrincipalUsers principals;
    private final Set<String> namespaces;
    private final List<Subject> subjects;
    private final SharedRules shared;
    private final ModelDoubts doubts;
    /** Made when it is first asked for, since those who only decide need none; made twice it would be the same. */
    private volatile @Nullable WhoCan whoCan;

    ClusterModel(
            Inputs inputs,
            ClusterAuthorizer authorizer,
            PrincipalUsers principals,
            Set<String> namespaces,
            SharedRules shared,
            ModelDoubts doubts) {
        this.doubts = doubts;
        this.inputs = inputs;
        this.authorizer = authorizer;
        this.principals = principals;
        this.namespaces = namespaces;
        this.shared = shared;
        // What is sorted already costs little to sort.
        List<Subject> all = new ArrayList<>(authorizer.rbac().subjects());
        all.add(MASTERS);
        principals.each(mapped -> all.add(new Subject.Principal(mapped.principal())));
        this.subjects = all.stream().sorted().distinct().toList();
    }

    Inputs inputs() {
        return inputs;
    }

    RbacIndex rbac() {
        return authorizer.rbac();
    }

    PolicyIndex policies() {
        return authorizer.policies();
    }

    SharedRules shared() {
        return shared;
    }

    /** All that a user is given, in the order in which it is asked. */
    List<Given> givenTo(KubernetesUser user) {
        List<Given> given = new ArrayList<>();
        String principalId = ClusterAuthorizer.principalIdOf(user);
        eachGrantOf(user, grant -> grant.places().forEach(place -> given.add(new Given(grant, place, principalId))));
        return given;
    }

    /** The policies of somebody that may count, or allow more, than is known, and whose they are. */
    Map<PrincipalArn, Set<PolicyAssociation>> policiesInDoubt(Subject subject) {
        return userOf(subject)
                .map(user -> authorizer.policiesOf(user).inDoubt())
                .orElse(Map.of());
    }

    private void eachGrantOf(KubernetesUser user, Consumer<GrantedRules> action) {
        if (hasEverything(user)) {
            action.accept(OF_MASTERS);
        }
        authorizer.eachGrantOf(user, action);
    }

    @Override
    public List<AccessEntry> entries() {
        return inputs.entries();
    }

    @Override
    public Optional<KubernetesVersion> kubernetesVersion() {
        return inputs.version();
    }

    @Override
    public AuthenticationMode authenticationMode() {
        return inputs.mode();
    }

    @Override
    public List<String> doubts() {
        return doubts.all();
    }

    @Override
    public List<String> doubtsAbout(Subject subject) {
        Optional<KubernetesUser> user = userOf(subject);
        List<String> own = user.map(authorizer::ownDoubts).orElse(List.of());
        if (!(subject instanceof Subject.Principal principal)) {
            return own;
        }
        List<String> all = new ArrayList<>(own);
        all.addAll(principals.doubtsAboutGroupsOf(principal.arn()));
        return principals.doubtOf(principal.arn()).map(List::of).orElse(all);
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
    public Holders whoCan(AccessRequest request) {
        List<String> unsure = new ArrayList<>(doubts.all());
        unsure.addAll(rbac().missing().doubts(request.namespace().orElse(null)));
        authorizer.misspellings().in(request).ifPresent(unsure::add);
        return Holders.builder().holders(whoCan().of(request)).doubts(unsure).build();
    }

    @Override
    public Holders whoCan(AccessQuestion question) {
        WholeAnswer answer = new WholeAnswer(this, authorizer, new WholeQuestion(question));
        return Holders.builder()
                .holders(answer.holders(whoCan().candidates()))
                .doubts(answer.doubtsAboutOthers())
                .build();
    }

    @Override
    public List<Asked> everybody() {
        return whoCan().candidates().stream()
                .map(candidate ->
                        new Asked(candidate.subject(), candidate.session(), candidate.user(), doubtsAbout(candidate)))
                .toList();
    }

    @Override
    public List<PlacedDoubt> doubtsAboutOthers() {
        List<PlacedDoubt> all =
                new ArrayList<>(doubts.all().stream().map(PlacedDoubt::always).toList());
        all.addAll(rbac().missing().placed());
        return all;
    }

    @Override
    public Set<String> customResources() {
        return inputs.customResources();
    }

    /** Why one candidate may have more, and for which questions that matters. */
    List<PlacedDoubt> doubtsAbout(Candidate candidate) {
        List<PlacedDoubt> all = new ArrayList<>();
        candidate.doubts().forEach(doubt -> all.add(PlacedDoubt.always(doubt)));
        PolicyHolder holder = authorizer.policiesOf(candidate.user());
        holder.doubts().forEach(doubt -> all.add(PlacedDoubt.always(doubt)));
        holder.grants()
                .forEach(grant ->
                        grant.doubts().forEach(doubt -> all.add(new PlacedDoubt(doubt, grant.places(), List.of()))));
        if (NodeAuthorizer.isNode(candidate.user())) {
            all.add(new PlacedDoubt(
                    NodeAuthorizer.DOUBT, List.of(), NodeAuthorizer.rules().rules()));
        }
        return all;
    }

    private WhoCan whoCan() {
        WhoCan index = whoCan;
        if (index == null) {
            index = new WhoCan(authorizer, subjects, principals);
            whoCan = index;
        }
        return index;
    }

    @Override
    public List<Permission> grantsOf(KubernetesUser user) {
        List<Permission> grants = new ArrayList<>();
        for (Given given : givenTo(user)) {
            for (Rule rule : given.rules()) {
                grants.add(Permission.builder()
                        .where(given.where())
                        .rule(rule)
                        .reasons(List.of(given.reason(rule)))
                        .build());
            }
        }
        return List.copyOf(grants);
    }

    @Override
    public Permissions permissionsOf(KubernetesUser user) {
        GrantedPermissions<Reason> set = new GrantedPermissions<>();
        WholeRules<Reason> tooWide = new WholeRules<>();
        for (Given given : givenTo(user)) {
            given.eachRule(
                    (number, rule) -> set.add(given.where(), rule, List.of(given.reason(rule))),
                    (number, rule) -> tooWide.add(given.where(), rule, given.reason(rule)));
        }
        List<MergedRule<Reason>> merged = set.reduced().merged();
        if (!tooWide.isEmpty()) {
            List<MergedRule<Reason>> all = new ArrayList<>(merged);
            all.addAll(tooWide.told());
            merged = WholeRules.sorted(all);
        }
        return Permissions.of(
                Telling.plain().permissions(merged), hasEverything(user) ? List.of() : authorizer.doubtsAbout(user));
    }

    /** Whoever has everything has no more by anything that is unknown. */
    private static boolean hasEverything(KubernetesUser user) {
        return user.groups().contains(GrantedToMasters.GROUP);
    }

    @Override
    public Permissions permissionsOf(Subject subject) {
        List<String> unsure = new ArrayList<>();
        if (userOf(subject).filter(ClusterModel::hasEverything).isEmpty()) {
            unsure.addAll(doubtsAbout(subject));
            unsure.addAll(doubts.onDenials());
        }
        if (subject instanceof Subject.Principal principal && !principals.hasEntry(principal.arn())) {
            unsure.addAll(doubts.onPrincipals());
        }
        return userOf(subject)
                .map(user -> Permissions.of(permissionsOf(user).all(), unsure))
                .orElseGet(() -> Permissions.of(List.of(), unsure));
    }

    @Override
    public Reach namespacesWhere(KubernetesUser user, String verb, String resource) {
        AccessRequest request = AccessRequest.of(verb, resource);
        Set<Where> places = new TreeSet<>();
        eachGrantOf(user, grant -> {
            if (grant.rules().first(request) != null) {
                grant.places().forEach(place -> places.add(Places.normal(place)));
            }
        });
        if (places.contains(Where.cluster())) {
            return Reach.builder().scope(AccessScope.clusterWide()).build();
        }
        List<String> names = places.stream()
                .filter(place ->
                        places.stream().noneMatch(wider -> !wider.equals(place) && Places.covers(wider, place)))
                .map(place -> place.namespaces().get(0))
                .toList();
        List<String> unsure = new ArrayList<>(authorizer.doubtsAnywhere(user, request));
        authorizer.misspellings().in(request).ifPresent(unsure::add);
        return Reach.builder()
                .scope(names.isEmpty() ? Optional.empty() : Optional.of(AccessScope.of("namespace", names)))
                .doubts(unsure)
                .build();
    }

    @Override
    public ModelComparison compare(AccessModel other) {
        return new Comparison(this, other).run();
    }
}

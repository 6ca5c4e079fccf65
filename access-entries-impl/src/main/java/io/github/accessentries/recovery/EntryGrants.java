package io.github.accessentries.recovery;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.UsernameTemplate;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.internal.question.UnreadSources;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.Unchecked.Part;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a principal that is let in has, and whether that allows what it wants. For one thread. */
final class EntryGrants {

    private static final String REASON = "to allow what was denied";
    private static final String AUTHENTICATED = "system:authenticated";

    /** The policies that AWS makes for people, those that give less before those that give more. */
    private static final List<AccessPolicy> BY_POWER = List.of(
            AccessPolicy.SECRET_READER,
            AccessPolicy.VIEW,
            AccessPolicy.SECRET_ADMIN,
            AccessPolicy.EDIT,
            AccessPolicy.ADMIN_VIEW,
            AccessPolicy.ADMIN,
            AccessPolicy.CLUSTER_ADMIN);

    private final PrincipalArn principal;
    private final Optional<AccessEntry> entry;
    private final ClusterState state;
    private final KnownSources knowledge;
    private final DiagnosisNotes notes;
    private final AccessModel model;

    EntryGrants(
            PrincipalArn principal,
            Optional<AccessEntry> entry,
            ClusterState state,
            KnownSources knowledge,
            DiagnosisNotes notes) {
        this.principal = entry.map(AccessEntry::principal).orElse(principal);
        this.entry = entry;
        this.state = state;
        this.knowledge = knowledge;
        this.notes = notes;
        this.model = modelOf(entry.stream().toList());
    }

    private AccessModel modelOf(List<AccessEntry> entries) {
        return knowledge.model(entries, state);
    }

    void note(Optional<AccessRequest> request) {
        if (entry.filter(this::isNoStandardEntry).isPresent()) {
            return;
        }
        if (knowsRbac()) {
            notes.looked("RBAC");
        } else {
            notes.notLooked(
                    Part.RBAC,
                    "what RBAC gives to "
                            + entry.filter(each -> !each.groups().isEmpty())
                                    .map(each -> "the groups " + PlainText.names(each.groups()) + " and to ")
                                    .orElse("")
                            + "the user name is unknown: "
                            + (knowsPartOfRbac() ? UnreadSources.PART_OF_RBAC : knowledge.withoutRbac()));
        }
        Optional<KubernetesUser> user = model.userOf(new Subject.Principal(principal));
        user.ifPresent(known -> {
            boolean something = givesSomething(known);
            if (!something) {
                nothing(known);
            }
            request.ifPresentOrElse(
                    wish -> decide(known, wish, something), () -> notes.looked("whether it has anything at all"));
        });
        entry.ifPresent(each -> new HiddenMapping(each, state, knowledge, notes).note());
    }

    /** What the plan context was given may be a model without it. */
    private boolean knowsRbac() {
        return !UnreadSources.lacksRbac(model);
    }

    private boolean knowsPartOfRbac() {
        return model.doubts().contains(UnreadSources.PART_OF_RBAC);
    }

    private boolean isNoStandardEntry(AccessEntry each) {
        if (each.type().isForNodes()) {
            notes.certain(
                    LockoutCause.NODE_ENTRY,
                    "its access entry is of type " + each.type() + ", for which EKS chooses a user name and groups of"
                            + " nodes",
                    "use another role for people and workloads; the type of an entry cannot change",
                    null);
        } else if (!each.type().isKnown()) {
            notes.possible(
                    LockoutCause.ENTRY_TYPE_UNKNOWN,
                    "its access entry is of type " + each.type() + ", which this version does not know",
                    "update this library, and see in the EKS documentation what entries of this type give",
                    null);
        }
        return each.type().isForNodes();
    }

    /** Whether the user has more than everybody has. */
    private boolean givesSomething(KubernetesUser user) {
        return !model.grantsOf(everybody()).containsAll(model.grantsOf(user));
    }

    private static KubernetesUser everybody() {
        return KubernetesUser.builder()
                .username("access-entries:nobody")
                .addGroups(AUTHENTICATED)
                .build();
    }

    private void nothing(KubernetesUser user) {
        List<String> doubts = model.doubtsAbout(new Subject.Principal(principal));
        if (!doubts.isEmpty()) {
            rulesUnknown(doubts);
            return;
        }
        boolean groups = user.groups().stream().anyMatch(group -> !group.equals(AUTHENTICATED));
        boolean certain =
                model.permissionsOf(new Subject.Principal(principal)).doubts().isEmpty() && !sessionsMayHaveMore(user);
        if (!groups) {
            notes.add(
                    LockoutCause.NOTHING_GRANTED,
                    certain,
                    "it gets in as " + PlainText.quoted(user.username()) + ", without an access policy and without a"
                            + " group, so everything is forbidden to it"
                            + (knowsRbac() ? "" : " unless RBAC binds its user name"),
                    "associate an access policy, or put the entry into a group that RBAC gives something",
                    null);
        } else if (knowsRbac() || knowsPartOfRbac()) {
            groupsWithoutEffect(user, certain);
        }
    }

    /** A binding can name the user of one session. */
    private boolean sessionsMayHaveMore(KubernetesUser user) {
        UsernameTemplate template = UsernameTemplate.of(user.username());
        return !template.isFixed()
                && model.subjects().stream()
                        .anyMatch(subject -> subject instanceof Subject.User && template.canBe(subject.name()));
    }

    private void groupsWithoutEffect(KubernetesUser user, boolean certain) {
        List<String> idle = user.groups().stream()
                .filter(group -> !group.equals(AUTHENTICATED))
                .sorted()
                .toList();
        notes.add(
                LockoutCause.GROUPS_WITHOUT_EFFECT,
                certain,
                "it has no access policy, and no binding gives anything to its groups " + PlainText.names(idle),
                "bind a role to one of these groups, look for a misspelt one, or associate an access policy",
                null);
    }

    private void rulesUnknown(List<String> doubts) {
        notes.possible(
                LockoutCause.RULES_UNKNOWN,
                "not all that it has is understood: " + String.join("; ", doubts),
                "ask the cluster itself, with `kubectl auth can-i` as the principal",
                null);
    }

    private void decide(KubernetesUser user, AccessRequest request, boolean something) {
        notes.looked("whether it may " + request);
        Decision decision = model.authorizer().decide(user, request);
        boolean noted = notes.has(LockoutCause.NOTHING_GRANTED) || notes.has(LockoutCause.GROUPS_WITHOUT_EFFECT);
        List<String> notUnderstood = decision.doubts().stream()
                .filter(doubt -> !UnreadSources.isOfRbac(doubt)) // That is noted as a part that was not looked at.
                .toList();
        if (decision.allowed() || (!something && noted && notUnderstood.isEmpty())) {
            return; // That it has nothing is noted already.
        }
        if (!notUnderstood.isEmpty() && !notes.has(LockoutCause.RULES_UNKNOWN)) {
            rulesUnknown(notUnderstood);
        }
        boolean certain = !decision.incomplete() && !sessionsMayHaveMore(user);
        String nearest = String.join("; ", decision.nearest());
        Optional<PolicyAssociation> narrow = entry.stream()
                .flatMap(each -> each.policies().stream())
                .filter(each -> each.scope().isForNamespaces() && wouldAllow(each.policy(), needed(request), request))
                .findFirst();
        if (narrow.isPresent()) {
            tooNarrow(narrow.get(), request, certain, nearest);
        } else {
            notAllowed(request, certain, nearest);
        }
    }

    private static AccessScope needed(AccessRequest request) {
        return request.namespace()
                .map(namespace -> AccessScope.of("namespace", Set.of(namespace)))
                .orElseGet(AccessScope::clusterWide);
    }

    private boolean wouldAllow(AccessPolicy policy, AccessScope scope, AccessRequest request) {
        AccessEntry with = AccessEntry.builder()
                .from(entry.orElseThrow())
                .policies(List.of(PolicyAssociation.of(policy, scope)))
                .build();
        AccessModel then = modelOf(List.of(with));
        return then.userOf(new Subject.Principal(principal))
                .filter(user -> then.authorizer().decide(user, request).allowed())
                .isPresent();
    }

    private void tooNarrow(PolicyAssociation narrow, AccessRequest request, boolean certain, String nearest) {
        AccessScope wider = narrow.scope().with(needed(request));
        notes.add(
                LockoutCause.SCOPE_TOO_NARROW,
                certain,
                narrow.policy() + " allows it, but only " + narrow.scope() + ": " + nearest,
                "add "
                        + request.namespace()
                                .map(namespace -> "namespace " + PlainText.name(namespace) + " to the scope")
                                .orElse("the whole cluster: the request is in no namespace"),
                new Remedy.ChangeEntries(
                        List.of(new Change.Rescope(principal, narrow.policy(), narrow.scope(), wider, REASON))));
    }

    private void notAllowed(AccessRequest request, boolean certain, String nearest) {
        @Nullable
        Remedy remedy = entry.flatMap(each -> BY_POWER.stream()
                        .filter(policy ->
                                each.scopeOf(policy).isEmpty() && wouldAllow(policy, needed(request), request))
                        .findFirst())
                .map(policy -> (Remedy) new Remedy.ChangeEntries(
                        List.of(new Change.Associate(principal, policy, needed(request), REASON))))
                .orElse(null);
        notes.add(
                LockoutCause.NOT_ALLOWED,
                certain,
                "nothing that it has allows it to " + request + ": " + nearest,
                remedy == null
                        ? "bind a role that allows it to a group of the principal"
                        : "associate a policy that allows it, or bind a role to a group of the principal",
                remedy);
    }
}

package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PermissionSet;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.ScopedPolicy;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import io.github.accessentries.awsauth.EffectiveMappings;
import io.github.accessentries.awsauth.PlacedMapping;
import io.github.accessentries.internal.principal.CallerArn;
import io.github.accessentries.internal.principal.ClusterAccount;
import io.github.accessentries.internal.principal.DeadEntries;
import io.github.accessentries.internal.principal.DeadEntries.Life;
import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.EntryChange;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.Finding.Kind;
import io.github.accessentries.plan.ObjectChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the dangers of a set of changes. */
final class Safeguards {

    private final List<Change> changes;
    private final DeadEntries dead;
    private final List<Finding> findings = new ArrayList<>();

    Safeguards(List<Change> changes, DeadEntries dead) {
        this.changes = changes;
        this.dead = dead;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /**
     * Finds that no administrator is left, at the end or while an entry is replaced.
     *
     * @param before the administrators now whose entries work
     * @param after the administrators at the end
     * @param granted the administrators when all grants are made and nothing is removed yet
     */
    Safeguards administrators(Set<PrincipalArn> before, Set<PrincipalArn> after, Set<PrincipalArn> granted) {
        if (!before.isEmpty() && after.isEmpty()) {
            findings.add(Finding.of(
                    Kind.NO_ADMINISTRATOR,
                    "no administrator would be left on this cluster; the administrators now are "
                            + before + ". Keep one of them, or list another principal with"
                            + " AmazonEKSClusterAdminPolicy cluster-wide"));
        } else {
            of(Change.Replace.class)
                    .filter(replace -> granted.equals(Set.of(replace.principal())))
                    // An entry that lets nobody in is no loss while it is away.
                    .filter(replace -> dead.life(replace.before()) == Life.ALIVE)
                    .forEach(replace -> findings.add(Finding.of(
                            Kind.NO_ADMINISTRATOR,
                            replace.principal(),
                            "it is the only administrator of this cluster, and there is none while its entry is"
                                    + " replaced; list another administrator as well")));
        }
        return this;
    }

    /** Finds that whoever is left as an administrator is one for a while only. */
    Safeguards lastingAdministrators(Set<PrincipalArn> before, Set<PrincipalArn> after) {
        boolean isTold = findings.stream().anyMatch(finding -> finding.kind() == Kind.NO_ADMINISTRATOR);
        if (!isTold && !before.isEmpty() && after.isEmpty()) {
            findings.add(Finding.of(
                    Kind.NO_ADMINISTRATOR,
                    "whoever would be left as an administrator of this cluster is one for a while only, and nobody is"
                            + " one for good but " + before
                            + " now. Keep one of them, or make somebody an administrator"
                            + " without an end first"));
        }
        return this;
    }

    /**
     * Finds that nobody may be left as an administrator, where RBAC was not read in full and nothing else makes anybody one: then
     * somebody is one by a user name or group, if anybody is, and it may be one that goes.
     *
     * @param after the administrators at the end, as far as they are known
     * @param lackOfRbac why the effects do not tell all that user names and groups give, empty if they do
     */
    Safeguards unknownAdministrators(Set<PrincipalArn> after, Optional<String> lackOfRbac) {
        boolean isTold = findings.stream().anyMatch(finding -> finding.kind() == Kind.NO_ADMINISTRATOR);
        if (lackOfRbac.isEmpty() || isTold || !after.isEmpty()) {
            return this;
        }
        List<PrincipalArn> losing = of(EntryChange.class)
                .filter(Safeguards::takesUserOrGroups)
                .map(EntryChange::principal)
                .toList();
        if (!losing.isEmpty()) {
            findings.add(Finding.of(
                    Kind.NO_ADMINISTRATOR,
                    lackOfRbac.get()
                            + ", and nothing else makes anybody an administrator of this cluster at the end, so"
                            + " the last one may be among those who lose a user name or groups: " + losing
                            + ". Have the plan read all of RBAC, or give somebody AmazonEKSClusterAdminPolicy"
                            + " cluster-wide"));
        }
        return this;
    }

    private static boolean takesUserOrGroups(EntryChange change) {
        return takesName(change)
                || (change instanceof Change.Delete delete
                        && !delete.before().groups().isEmpty());
    }

    /**
     * The caller loses access, at least for a while, or what RBAC gives to a user name or group that may be access. Nothing is
     * lost if the caller remains an administrator.
     *
     * @param lackOfRbac why the effects do not tell all that user names and groups give, empty if they do
     */
    Safeguards caller(
            Optional<CallerArn> caller, ModelComparison effects, Set<PrincipalArn> after, Optional<String> lackOfRbac) {
        List<EntryChange> own = caller.stream()
                .flatMap(arn -> of(EntryChange.class).filter(change -> arn.is(change.principal())))
                .toList();
        own.stream()
                .filter(change -> change instanceof Change.Replace || loses(change, effects, after))
                .findFirst()
                .map(change -> callerLoses(
                        change,
                        "this is you, and you would lose access through: ",
                        ". Let another administrator do it,"))
                .or(() -> own.stream()
                        .filter(change ->
                                lackOfRbac.isPresent() && takesName(change) && !after.contains(change.principal()))
                        .findFirst()
                        .map(change -> callerLoses(
                                change,
                                "this is you, and " + lackOfRbac.get()
                                        + ", so it is unknown what access you would lose through: ",
                                ". Have the plan read all of RBAC, let another administrator do it,")))
                .ifPresent(findings::add);
        return this;
    }

    private static Finding callerLoses(EntryChange change, String loss, String remedy) {
        return Finding.of(
                Kind.CALLER_LOSES_ACCESS,
                change.principal(),
                loss + change.verb() + " " + change.detail() + remedy + " or keep your entry as it is");
    }

    private static boolean takesName(Change change) {
        return change instanceof Change.Update update
                && (!update.username().equals(update.before().username())
                        || !update.groups().containsAll(update.before().groups()));
    }

    private static boolean loses(EntryChange change, ModelComparison effects, Set<PrincipalArn> after) {
        return change instanceof Change.Delete
                || (!after.contains(change.principal())
                        && (change.phase() == Change.Phase.REMOVE || change instanceof Change.Create)
                        && effects.changesOf(new Subject.Principal(change.principal()))
                                .filter(effect -> !effect.lost().isEmpty())
                                .isPresent());
    }

    /** The caller loses by what happens to roles and bindings, rather than to its own entry. */
    Safeguards callerByObjects(Optional<PrincipalArn> caller, ModelComparison effects, Set<PrincipalArn> after) {
        boolean isTold = findings.stream().anyMatch(finding -> finding.kind() == Kind.CALLER_LOSES_ACCESS);
        Optional<ObjectChange> taking = of(ObjectChange.class)
                .filter(change -> change.phase() != Change.Phase.GRANT)
                .findFirst();
        if (!isTold && taking.isPresent()) {
            caller.filter(principal -> !after.contains(principal))
                    .filter(principal -> effects.changesOf(new Subject.Principal(principal))
                            .filter(effect -> !effect.lost().isEmpty())
                            .isPresent())
                    .ifPresent(principal -> findings.add(Finding.of(
                            Kind.CALLER_LOSES_ACCESS,
                            principal,
                            "this is you, and you would lose access by changes to roles or bindings, such as: "
                                    + taking.get().verb() + " " + taking.get().target()
                                    + ". Let another administrator do it, or keep what gives you access")));
        }
        return this;
    }

    /** Bindings that are gone for a moment, or are taken over from others. */
    Safeguards objects(Collection<Finding> adoptions, boolean knowsAdministrators, Set<PrincipalArn> meanwhile) {
        findings.addAll(adoptions);
        of(ObjectChange.class)
                .filter(change -> !(change instanceof ObjectChange.Delete))
                .filter(change -> change.object() instanceof RbacBinding binding && Everybody.isGivenBy(binding))
                .filter(change -> !(change instanceof ObjectChange.Update update)
                        || !Everybody.isGivenBy((RbacBinding) update.before()))
                .forEach(change -> findings.add(Finding.builder()
                        .kind(Kind.GIVES_TO_EVERYBODY)
                        .subject(change.target())
                        .text("it gives " + ((RbacBinding) change.object()).role()
                                + " to everybody who can log in, or even"
                                + " to those who cannot; name the groups that are meant")
                        .build()));
        List<ObjectChange.Replace> replaced = of(ObjectChange.Replace.class).toList();
        for (ObjectChange.Replace replace : replaced) {
            findings.add(Finding.builder()
                    .kind(Kind.BINDING_REPLACED)
                    .subject(replace.target())
                    .text("it gets another role, so it is deleted and created again: its subjects have neither role in"
                            + " between and, if creating it fails, until a new plan is made and applied. Give the binding"
                            + " another name to avoid that")
                    .build());
        }
        if (!replaced.isEmpty() && knowsAdministrators && meanwhile.isEmpty()) {
            findings.add(Finding.builder()
                    .kind(Kind.NO_ADMINISTRATOR)
                    .subject(replaced.get(0).target())
                    .text("there is no administrator of this cluster while bindings are replaced; list another"
                            + " administrator as well")
                    .build());
        }
        return this;
    }

    Safeguards nodes() {
        of(Change.Delete.class)
                .filter(delete -> delete.before().type().isForNodes())
                // What uses a role that IAM does not have any more is out already.
                .filter(delete -> !dead.isGone(delete.before()))
                .forEach(delete -> nodes(delete.before(), "would lose its entry"));
        of(Change.Replace.class)
                .filter(replace -> replace.before().type().isForNodes()
                        && !replace.after().type().isForNodes())
                .forEach(replace -> nodes(replace.before(), "would no longer be for nodes"));
        return this;
    }

    private void nodes(AccessEntry entry, String loss) {
        findings.add(Finding.of(
                Kind.NODES_LOSE_ENTRY,
                entry.principal(),
                "the role of nodes or Fargate pods (" + entry.type() + ") " + loss
                        + ", and nodes or pods that use it would drop out of the cluster. List it, or make"
                        + " sure that none use it"));
    }

    Safeguards replacements() {
        of(Change.Replace.class).forEach(replace -> {
            if (!replace.before().type().equals(replace.after().type())) {
                findings.add(Finding.of(
                        Kind.TYPE_CHANGE,
                        replace.principal(),
                        "its entry changes from type " + replace.before().type() + " to "
                                + replace.after().type() + ", so it is deleted and created again: the principal"
                                + " has no access in between and, if creating it fails, until a new plan is made and"
                                + " applied"));
            }
            if (dead.life(replace.before()) == DeadEntries.Life.MADE_AGAIN) {
                findings.add(Finding.of(
                        Kind.DEAD_ENTRY,
                        replace.principal(),
                        "it was recreated in IAM after its entry was created, so the entry no longer lets"
                                + " anybody in. Creating the entry again gives its access to whoever can use"
                                + " the new principal: make sure that is who you expect"));
            }
        });
        return this;
    }

    /**
     * An entry hides the {@code aws-auth} mapping of its principal: without the entry, the mapping counts again, and with a
     * new one it no longer counts.
     */
    Safeguards awsAuth(Optional<AwsAuth> awsAuth, Effects effects) {
        List<AccessEntry> deleted =
                of(Change.Delete.class).map(Change.Delete::before).toList();
        List<AccessEntry> created =
                of(Change.Create.class).map(create -> create.entry().asMade("")).toList();
        if (!deleted.isEmpty() || !created.isEmpty()) {
            awsAuth.map(EffectiveMappings::of).ifPresent(mappings -> {
                deleted.forEach(entry -> mapping(mappings, entry)
                        .filter(mapping -> !isSame(mapping, entry))
                        .ifPresent(mapping -> findings.add(Finding.of(
                                Kind.AWS_AUTH_TAKES_OVER,
                                entry.principal(),
                                "without its entry, the aws-auth ConfigMap lets it in as"
                                        + " \"" + mapping.username() + "\", groups " + mapping.groups() + ". To"
                                        + " end its access, remove the mapping first"))));
                created.forEach(entry -> mapping(mappings, entry)
                        .filter(mapping -> !AwsAuthFindings.givesAll(entry, mapping)
                                && !effects.areKnownToTakeNothingFrom(entry.principal()))
                        .ifPresent(mapping -> findings.add(Finding.of(
                                Kind.AWS_AUTH_HIDDEN,
                                entry.principal(),
                                "the aws-auth ConfigMap lets it in as \"" + mapping.username() + "\", groups "
                                        + mapping.groups() + ", and its new entry takes the place of that. Give the"
                                        + " entry everything that is to stay"))));
            });
        }
        return this;
    }

    /**
     * A new entry hands access to an account that the cluster's owners do not rule. Nothing is handed over if the principal
     * is known to have it already, for example by {@code aws-auth}.
     */
    Safeguards foreign(Optional<ClusterAccount> account, Effects effects) {
        account.ifPresent(own -> of(Change.Create.class)
                .filter(create -> !own.has(create.principal()))
                .filter(create -> !effects.areKnownToGiveNothingTo(create.principal()))
                .forEach(create -> findings.add(Finding.of(
                        Kind.FOREIGN_PRINCIPAL,
                        create.principal(),
                        "it belongs to account " + create.principal().accountId() + " and the cluster to "
                                + own.accountId() + ", so whoever rules that account decides who gets this access; make"
                                + " sure that the account is the one you mean"
                                + (create.entry().type().isForNodes()
                                        ? ". EKS accepts entries for nodes only from the cluster's own account"
                                        : "")))));
        return this;
    }

    /** A state for another cluster, or half a file, removes much at once. One entry alone is much only if none is left. */
    Safeguards removals(Collection<AccessEntry> present, long owned) {
        // Those of custom policies follow from changes to entries, which are counted themselves.
        long objects = of(ObjectChange.Delete.class)
                .filter(delete -> !delete.object().labels().containsKey(ScopedPolicy.POLICY_LABEL))
                .count();
        if (objects > 1 && objects * 3 > owned) {
            findings.add(Finding.builder()
                    .kind(Kind.MANY_REMOVALS)
                    .subject("RBAC")
                    .text(objects + " of " + Counted.of(owned, "role or binding", "roles and bindings")
                            + " that are ours would be deleted, more than a third; make sure that the desired state is"
                            + " complete and meant for this cluster")
                    .build());
        }
        long deleted = of(Change.Delete.class)
                .filter(delete -> !isExchanged(delete.before(), present))
                .count();
        long all = present.stream()
                .filter(entry -> OwnedByAws.reason(entry).isEmpty())
                .count();
        boolean leavesNone = deleted == all && of(Change.Create.class).findAny().isEmpty();
        if (deleted > 0 && (leavesNone || (deleted > 1 && deleted * 3 > all))) {
            findings.add(Finding.of(
                    Kind.MANY_REMOVALS,
                    deleted + " of " + Counted.of(all, "entry", "entries") + " would be deleted, "
                            + (leavesNone ? "so that none is left but those of AWS" : "more than a third")
                            + "; make sure that the desired state is complete and meant for this cluster"));
        }
        return this;
    }

    /** Whether it is the entry of a permission set's former role, or of a former path, and the new one has or gets an entry. */
    private boolean isExchanged(AccessEntry deleted, Collection<AccessEntry> present) {
        PrincipalArn former = deleted.principal();
        Optional<PermissionSet> set = PermissionSet.ofRole(former);
        return dead.isGone(deleted)
                && Stream.concat(
                                present.stream().map(AccessEntry::principal),
                                of(Change.Create.class).map(Change.Create::principal))
                        .filter(other -> !other.equals(former)
                                && (other.uniqueName().equals(former.uniqueName())
                                        || set.filter(each -> each.has(other)).isPresent()))
                        .anyMatch(other -> of(Change.Delete.class)
                                .noneMatch(gone -> gone.principal().equals(other)));
    }

    private static Optional<ArnMapping> mapping(EffectiveMappings mappings, AccessEntry entry) {
        return mappings.of(entry.principal()).map(PlacedMapping::mapping);
    }

    /** Whether the mapping gives a principal the same user name, groups and access as its entry does. */
    private static boolean isSame(ArnMapping mapping, AccessEntry entry) {
        return entry.policies().isEmpty()
                && mapping.username().equals(entry.username())
                && Set.copyOf(mapping.groups()).equals(entry.groups());
    }

    private <T extends Change> Stream<T> of(Class<T> kind) {
        return changes.stream().filter(kind::isInstance).map(kind::cast);
    }
}

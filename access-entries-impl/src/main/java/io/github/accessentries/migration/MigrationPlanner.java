package io.github.accessentries.migration;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import io.github.accessentries.awsauth.EffectiveMappings;
import io.github.accessentries.internal.principal.ClusterAccount;
import io.github.accessentries.internal.principal.MappedArn;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.migration.MappingOutcome.Kind;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.plan.Unchecked;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the access entries that can replace {@code aws-auth} mappings, and proves that no permission changes by
 * comparing two models of the cluster. Works only on what it is given.
 *
 * <ul>
 *   <li>Members of {@code system:masters} get the policy AmazonEKSClusterAdminPolicy; other groups and the user name stay.
 *   <li>Nodes get entries of the type that their mapping implies.
 *   <li>Where that was asked for, groups whose names EKS reserves get one of your own in their place, with bindings like theirs.
 *   <li>What an entry cannot express is left out if RBAC grants nothing for it, and is a gap otherwise. No entry is
 *       created for a mapping with a gap, since it would hide the mapping.
 *   <li>Mappings that match no principal, such as a role with its path, are dropped.
 *   <li>A mapping that an entry hides needs no other entry if that entry gives at least as much; otherwise it is a gap. An
 *       entry that has exactly the names of the mapping, no tags, and none of the policies that replace its groups, as an
 *       interrupted migration leaves it behind, is completed.
 *   <li>Whatever could not be read in {@code aws-auth} or RBAC is a gap: nothing is proven about it.
 * </ul>
 */
public final class MigrationPlanner {

    private final AwsAuth awsAuth;
    private final RbacObjects rbac;
    private final Optional<PrincipalDirectory> directory;
    private final Optional<ClusterAccount> account;
    private final MigrationProof present;
    private final MovedGroups moved;
    private final MappingTranslator translator;
    private final HidingEntries hiding;

    private MigrationPlanner(AwsAuth awsAuth, RbacObjects rbac, Builder options) {
        this.awsAuth = awsAuth;
        this.rbac = rbac;
        this.directory = Optional.ofNullable(options.directory);
        this.account = ClusterAccount.of(options.entries);
        this.present = new MigrationProof(options.entries, rbac);
        this.moved = options.moveBindings ? MovedGroups.of(rbac, awsAuth, options.entries) : MovedGroups.none(rbac);
        this.translator = new MappingTranslator(options.directory, account, moved);
        this.hiding = new HidingEntries(options.entries, directory);
    }

    /**
     * Starts with a cluster that has no access entries. The ConfigMap and the RBAC objects are required: without RBAC
     * objects, nothing can be proven about groups.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Plans the migration. Blocks while it asks the directory, if there is one.
     *
     * @return the entries to create, the outcome for each mapping, and the proof
     * @throws io.github.accessentries.AccessEntriesException if the directory could not be asked
     */
    public MigrationPlan plan() {
        Map<ArnMapping, MappingOutcome> outcomes = new LinkedHashMap<>();
        Map<ArnMapping, DesiredEntry> candidates = new LinkedHashMap<>();
        Map<ArnMapping, AccessEntry> hidden = new LinkedHashMap<>();
        Set<PrincipalArn> completed = new HashSet<>();
        EffectiveMappings effective = EffectiveMappings.of(awsAuth);
        for (ArnMapping mapping : mappings()) {
            try {
                if (!counts(mapping, effective)) {
                    throw NoEntry.idle("another mapping of the same ARN takes effect instead");
                }
                MappedArn mapped = MappingTranslator.matched(mapping);
                Optional<AccessEntry> present = hiding.of(mapped);
                PrincipalArn principal = present.isPresent() ? present.get().principal() : translator.resolve(mapped);
                if (present.isPresent() && !isHalfMade(present.get(), mapping)) {
                    hidden.put(mapping, present.get());
                    continue;
                }
                DesiredEntry entry = translator.translate(mapping, principal);
                candidates.put(mapping, entry);
                present.map(AccessEntry::principal).ifPresent(completed::add);
                outcomes.put(
                        mapping,
                        MappingOutcome.builder()
                                .mapping(mapping.arn())
                                .kind(Kind.MOVED)
                                .text(
                                        present.isPresent()
                                                ? "completes, with the policies that it lacks, the entry " + entry
                                                        + "; if they were taken away on purpose, remove the mapping"
                                                : "entry " + entry)
                                .build());
            } catch (NoEntry e) {
                outcomes.put(mapping, e.outcomeOf(mapping.arn()));
            }
        }
        leaveOutNamesakes(candidates, outcomes);
        AwsAuth heeded = MigrationProof.heeded(awsAuth, outcomes);
        judgeHidden(hidden, heeded, outcomes);
        // To make bindings of groups that nobody has changes nothing, so the proof begins when they are there.
        MigrationProof proof = present.with(moved.with(moved.bindings(candidates.values())));
        AccessModel before = proof.before(heeded, completed);
        AccessModel withAll = proof.after(candidates.values());
        ModelComparison tried = before.compare(withAll);
        UnreadBindings unread = new UnreadBindings(before, withAll);
        candidates.entrySet().removeIf(candidate -> {
            Optional<String> difference = proof.difference(candidate.getKey(), candidate.getValue(), tried)
                    .or(() -> unread.doubt(candidate.getValue()));
            difference
                    .map(completed.contains(candidate.getValue().principal()) ? NoEntry::hidden : NoEntry::gap)
                    .ifPresent(gap -> outcomes.put(
                            candidate.getKey(), gap.outcomeOf(candidate.getKey().arn())));
            return difference.isPresent();
        });
        AccessModel after = proof.after(candidates.values());
        ModelComparison compared = before.compare(after);
        return MigrationPlan.builder()
                .desired(DesiredAccess.builder()
                        .entries(candidates.values())
                        .objects(moved.bindings(candidates.values()))
                        .build())
                .outcomes(told(outcomes, doubts(compared, before, after)))
                .proof(compared)
                .unchecked(unchecked(candidates.values()))
                .build();
    }

    private boolean isHalfMade(AccessEntry present, ArnMapping mapping) {
        try {
            return HidingEntries.isHalfMade(present, translator.translate(mapping, present.principal()));
        } catch (NoEntry noneWouldBeMade) {
            return false;
        }
    }

    /** Users are mapped with their path; without a directory, nobody knows which of two paths is the right one. */
    private static void leaveOutNamesakes(
            Map<ArnMapping, DesiredEntry> candidates, Map<ArnMapping, MappingOutcome> outcomes) {
        Map<String, Long> named = candidates.values().stream()
                .collect(Collectors.groupingBy(entry -> entry.principal().uniqueName(), Collectors.counting()));
        candidates.entrySet().removeIf(candidate -> {
            PrincipalArn principal = candidate.getValue().principal();
            boolean ambiguous = named.getOrDefault(principal.uniqueName(), 0L) > 1;
            if (ambiguous) {
                ArnMapping mapping = candidate.getKey();
                outcomes.put(
                        mapping,
                        NoEntry.gap(
                                        "there are mappings of the same name that differ only in the path, and IAM can have only"
                                                + " one of them; remove the others, or have IAM asked about account "
                                                + principal.accountId())
                                .outcomeOf(mapping.arn()));
            }
            return ambiguous;
        });
    }

    /** An entry takes precedence, and whoever left it as it is need not know that the mapping gave more. */
    private void judgeHidden(
            Map<ArnMapping, AccessEntry> hidden, AwsAuth heeded, Map<ArnMapping, MappingOutcome> outcomes) {
        if (hidden.isEmpty()) {
            return;
        }
        List<PrincipalArn> hiders =
                hidden.values().stream().map(AccessEntry::principal).toList();
        AccessModel byMapping = present.before(heeded, hiders);
        AccessModel byEntry = present.before(heeded, List.of());
        ModelComparison lost = byMapping.compare(byEntry);
        hidden.forEach((mapping, entry) -> outcomes.put(
                mapping,
                MigrationProof.loss(entry, lost)
                        .or(() -> NodeKind.difference(mapping, entry))
                        .or(() -> MigrationProof.uncertainty(entry, byMapping, byEntry))
                        .map(NoEntry::hidden)
                        .orElseGet(() -> NoEntry.idle("the principal has an access entry, which takes precedence and"
                                + " gives at least as much"))
                        .outcomeOf(mapping.arn())));
    }

    /** In the order of the ConfigMap, and after that what concerns no single ARN. */
    private List<MappingOutcome> told(Map<ArnMapping, MappingOutcome> outcomes, List<String> doubts) {
        List<MappingOutcome> all = new ArrayList<>();
        mappings().forEach(mapping -> Optional.ofNullable(outcomes.get(mapping)).ifPresent(all::add));
        awsAuth.accounts().stream().distinct().forEach(unaccounted -> all.add(accountGap(unaccounted)));
        awsAuth.faults().stream()
                .distinct()
                .map(fault -> unread(
                        fault,
                        "this part of aws-auth could not be read, so nothing is proven about it;"
                                + " correct the ConfigMap"))
                .forEach(all::add);
        rbac.faults().stream()
                .distinct()
                .map(fault -> unread(
                        fault,
                        "this part of RBAC could not be read, so it is not known what it grants before"
                                + " and after; correct the object"))
                .forEach(all::add);
        doubts.stream()
                .map(doubt ->
                        unread(doubt, "what this gives is not known, so it is not known whether it stays the same"))
                .forEach(all::add);
        return all;
    }

    /** What is unknown of subjects and not the same before and after; where a change is known, that is told already. */
    private static List<String> doubts(ModelComparison compared, AccessModel before, AccessModel after) {
        return compared.unchanged().stream()
                .filter(subject -> !before.doubtsAbout(subject).equals(after.doubtsAbout(subject)))
                .flatMap(subject -> Stream.concat(
                                before.doubtsAbout(subject).stream(), after.doubtsAbout(subject).stream())
                        .distinct()
                        .map(doubt -> subject + ": " + doubt))
                .toList();
    }

    private static MappingOutcome unread(String fault, String text) {
        return MappingOutcome.builder()
                .mapping(PlainText.of(fault))
                .kind(Kind.GAP)
                .isUnread(true)
                .text(text)
                .build();
    }

    private List<Unchecked> unchecked(Collection<DesiredEntry> entries) {
        List<Unchecked> unchecked = new ArrayList<>();
        Set<String> pathless = entries.stream()
                .map(DesiredEntry::principal)
                .map(PrincipalArn::accountId)
                .filter(each -> directory.filter(iam -> iam.covers(each)).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!pathless.isEmpty()) {
            unchecked.add(Unchecked.of(
                    Unchecked.Part.IAM,
                    "whether the principals of accounts " + pathless + " exist, and with which path; EKS refuses an"
                            + " entry whose role has another path, and the mapping stays in effect; have IAM asked about"
                            + " them"));
        }
        if (account.isEmpty() && !entries.isEmpty()) {
            unchecked.add(Unchecked.of(
                    Unchecked.Part.ACCOUNT,
                    "whether nodes are of the cluster's own account, as EKS demands; no entry tells the account yet"));
        }
        if (!rbac.allBindings()) {
            unchecked.add(Unchecked.of(
                    Unchecked.Part.RBAC,
                    "whether the cluster has other bindings than those that were given; read RBAC from its own API, or a"
                            + " text with a list of each kind"));
        }
        return unchecked;
    }

    private List<ArnMapping> mappings() {
        List<ArnMapping> mappings = new ArrayList<>(awsAuth.roles());
        mappings.addAll(awsAuth.users());
        return mappings.stream().distinct().toList();
    }

    /** A copy of the effective mapping is as good as the effective mapping itself. */
    private static boolean counts(ArnMapping mapping, EffectiveMappings effective) {
        return effective
                .ofArn(mapping.arn())
                .filter(counting -> counting.mapping().equals(mapping))
                .isPresent();
    }

    private static MappingOutcome accountGap(String account) {
        return NoEntry.gap("it lets in all users and roles of this account, as their ARN, while an access entry is for"
                        + " one principal; create entries for the principals that need access")
                .outcomeOf(account);
    }

    /** Builds {@link MigrationPlanner}. Not thread-safe. */
    public static final class Builder {

        private @Nullable AwsAuth awsAuth;
        private @Nullable RbacObjects rbac;
        private List<AccessEntry> entries = List.of();
        private @Nullable PrincipalDirectory directory;
        private boolean moveBindings;

        private Builder() {}

        /**
         * Moves what RBAC gives to groups whose names EKS reserves, such as {@code system:operators}: the entry gets a group of
         * your own in their place, and each binding of theirs a second one for that. Without this, such groups are gaps if they
         * are given anything.
         *
         * @return this builder
         */
        public Builder moveBindings() {
            moveBindings = true;
            return this;
        }

        /**
         * Sets the ConfigMap; required.
         *
         * @param awsAuth the ConfigMap
         * @return this builder
         */
        public Builder awsAuth(AwsAuth awsAuth) {
            this.awsAuth = requireNonNull(awsAuth, "awsAuth");
            return this;
        }

        /**
         * Sets the RBAC objects of the cluster; required.
         *
         * @param rbac all Roles, ClusterRoles and bindings of the cluster
         * @return this builder
         */
        public Builder rbac(RbacObjects rbac) {
            this.rbac = requireNonNull(rbac, "rbac");
            return this;
        }

        /**
         * Sets the existing access entries of the cluster.
         *
         * @param entries the entries; none by default
         * @return this builder
         */
        public Builder entries(Collection<AccessEntry> entries) {
            requireNonNull(entries, "entries");
            this.entries = List.copyOf(entries);
            return this;
        }

        /**
         * Sets where to look up the paths of roles, which entries need and mappings do not have. Without it, a role is
         * assumed to have no path, and EKS refuses its entry if it has one, which the plan tells as {@linkplain
         * MigrationPlan#unchecked() unchecked}; a path is never guessed, so roles of IAM Identity Center are gaps, and so
         * are roles named like those of AWS services.
         *
         * @param directory looks up IAM principals; it need not cover all accounts
         * @return this builder
         */
        public Builder directory(PrincipalDirectory directory) {
            this.directory = requireNonNull(directory, "directory");
            return this;
        }

        /**
         * Builds the planner.
         *
         * @return the planner
         * @throws IllegalStateException if the ConfigMap or the RBAC objects are missing
         */
        @CheckReturnValue
        public MigrationPlanner build() {
            if (awsAuth == null || rbac == null) {
                throw new IllegalStateException(
                        "A migration needs the ConfigMap and the RBAC objects; call awsAuth(..) and rbac(..) before build()");
            }
            return new MigrationPlanner(awsAuth, rbac, this);
        }
    }
}

package io.github.accessentries.migration;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import io.github.accessentries.awsauth.EffectiveMappings;
import io.github.accessentries.internal.principal.ArnKey;
import io.github.accessentries.migration.MappingOutcome.Kind;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the access entries that can replace {@code aws-auth} mappings, and proves that no permission changes by
 * comparing two models of the cluster. Works only on what it is given.
 *
 * <ul>
 *   <li>Members of {@code system:masters} get the policy AmazonEKSClusterAdminPolicy; other groups and the user name stay.
 *   <li>Nodes get entries of the type that their mapping implies.
 *   <li>What an entry cannot express is left out if RBAC grants nothing for it, and is a gap otherwise. No entry is
 *       created for a mapping with a gap, since it would hide the mapping.
 *   <li>Mappings that match no principal, such as a role with its path, and mappings that an entry hides are dropped.
 * </ul>
 */
public final class MigrationPlanner {

    private final AwsAuth awsAuth;
    private final MigrationProof proof;
    private final MappingTranslator translator;

    private MigrationPlanner(AwsAuth awsAuth, RbacObjects rbac, Builder options) {
        this.awsAuth = awsAuth;
        this.proof = new MigrationProof(options.entries, rbac);
        this.translator = new MappingTranslator(
                options.directory,
                options.entries.stream()
                        .map(entry -> ArnKey.of(entry.principal()))
                        .collect(Collectors.toUnmodifiableSet()));
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
     * Plans the migration.
     *
     * @return the entries to create, the outcome for each mapping, and the proof
     * @throws io.github.accessentries.AccessEntriesException if the directory could not be asked
     */
    public MigrationPlan plan() {
        Map<ArnMapping, MappingOutcome> outcomes = new LinkedHashMap<>();
        Map<ArnMapping, DesiredEntry> candidates = new LinkedHashMap<>();
        EffectiveMappings effective = EffectiveMappings.of(awsAuth);
        for (ArnMapping mapping : mappings()) {
            try {
                if (!counts(mapping, effective)) {
                    throw NoEntry.idle("another mapping of the same ARN takes effect instead");
                }
                DesiredEntry entry = translator.translate(mapping);
                candidates.put(mapping, entry);
                outcomes.put(
                        mapping,
                        MappingOutcome.builder()
                                .mapping(mapping.arn())
                                .kind(Kind.MOVED)
                                .text("entry " + entry)
                                .build());
            } catch (NoEntry e) {
                outcomes.put(mapping, e.outcomeOf(mapping.arn()));
            }
        }
        AccessModel before = proof.before(heeded(outcomes));
        ModelComparison tried = before.compare(proof.after(candidates.values()));
        candidates.entrySet().removeIf(candidate -> {
            ArnMapping mapping = candidate.getKey();
            Optional<String> difference = proof.difference(mapping, candidate.getValue(), tried);
            difference.ifPresent(text -> outcomes.put(
                    mapping,
                    MappingOutcome.builder()
                            .mapping(mapping.arn())
                            .kind(Kind.GAP)
                            .text(text)
                            .build()));
            return difference.isPresent();
        });
        List<MappingOutcome> all = new ArrayList<>(outcomes.values());
        awsAuth.accounts().stream().distinct().forEach(account -> all.add(accountGap(account)));
        return MigrationPlan.builder()
                .desired(DesiredAccess.builder().entries(candidates.values()).build())
                .outcomes(all)
                .proof(before.compare(proof.after(candidates.values())))
                .build();
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

    /** The ConfigMap without the mappings that let nobody in. */
    private AwsAuth heeded(Map<ArnMapping, MappingOutcome> outcomes) {
        Set<ArnMapping> idle = outcomes.entrySet().stream()
                .filter(outcome -> outcome.getValue().kind() == Kind.IDLE)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return AwsAuth.builder()
                .roles(awsAuth.roles().stream()
                        .filter(role -> !idle.contains(role))
                        .toList())
                .users(awsAuth.users().stream()
                        .filter(user -> !idle.contains(user))
                        .toList())
                .accounts(awsAuth.accounts())
                .build();
    }

    private static MappingOutcome accountGap(String account) {
        return MappingOutcome.builder()
                .mapping(account)
                .kind(Kind.GAP)
                .text("it lets in all users and roles of this account, as their ARN, while an access entry is for"
                        + " one principal; create entries for the principals that need access")
                .build();
    }

    /** Builds {@link MigrationPlanner}. Not thread-safe. */
    public static final class Builder {

        private @Nullable AwsAuth awsAuth;
        private @Nullable RbacObjects rbac;
        private List<AccessEntry> entries = List.of();
        private @Nullable PrincipalDirectory directory;

        private Builder() {}

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
         * assumed to have no path, and EKS refuses its entry if it has one; a path is never guessed, so roles of IAM
         * Identity Center are gaps.
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

package io.github.accessentries.eks;

import static io.github.accessentries.eks.ClusterNeed.CHANGE_RBAC;
import static io.github.accessentries.eks.ClusterNeed.GIVE_MORE;
import static io.github.accessentries.eks.ClusterNeed.LIST_NAMESPACES;
import static io.github.accessentries.eks.ClusterNeed.LIST_RBAC;
import static io.github.accessentries.eks.ClusterNeed.READ_AWS_AUTH;
import static io.github.accessentries.eks.ClusterNeed.WATCH_AWS_AUTH;
import static io.github.accessentries.eks.ClusterNeed.WATCH_NAMESPACES;
import static io.github.accessentries.eks.ClusterNeed.WATCH_RBAC;
import static io.github.accessentries.eks.IamAction.ASSOCIATE_ACCESS_POLICY;
import static io.github.accessentries.eks.IamAction.CREATE_ACCESS_ENTRY;
import static io.github.accessentries.eks.IamAction.DELETE_ACCESS_ENTRY;
import static io.github.accessentries.eks.IamAction.DESCRIBE_ACCESS_ENTRY;
import static io.github.accessentries.eks.IamAction.DESCRIBE_CLUSTER;
import static io.github.accessentries.eks.IamAction.DESCRIBE_UPDATE;
import static io.github.accessentries.eks.IamAction.DISASSOCIATE_ACCESS_POLICY;
import static io.github.accessentries.eks.IamAction.GET_ROLE;
import static io.github.accessentries.eks.IamAction.GET_USER;
import static io.github.accessentries.eks.IamAction.LIST_ACCESS_ENTRIES;
import static io.github.accessentries.eks.IamAction.LIST_ACCESS_POLICIES;
import static io.github.accessentries.eks.IamAction.LIST_ASSOCIATED_ACCESS_POLICIES;
import static io.github.accessentries.eks.IamAction.LIST_ROLES;
import static io.github.accessentries.eks.IamAction.LIST_UPDATES;
import static io.github.accessentries.eks.IamAction.LOOKUP_EVENTS;
import static io.github.accessentries.eks.IamAction.TAG_RESOURCE;
import static io.github.accessentries.eks.IamAction.UNTAG_RESOURCE;
import static io.github.accessentries.eks.IamAction.UPDATE_ACCESS_ENTRY;
import static io.github.accessentries.eks.IamAction.UPDATE_CLUSTER_CONFIG;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one does with the library, to ask {@link RequiredIamPermissions} and {@link RequiredClusterRole} what the caller needs
 * for it. Each use is whole: it includes what it reads on the way. A fleet needs for each of its clusters what is done there.
 */
public enum LibraryUse {
    /** Reading entries, policies and the mode; reports, risks, decisions, mapping and drift by entries. */
    READING("read entries, policies and the mode", Needs.reading(), Needs.none()),
    /** {@code grant}, {@code declare}, {@code withdraw} and {@code revoke}. */
    MANAGING("grant, declare, withdraw, revoke", Needs.writing(), Needs.none()),
    /** {@code plan}, and drift. */
    PLANNING("plan, drift", Needs.reading(), Needs.none()),
    /** {@code plan} and {@code apply}. */
    APPLYING("plan and apply", Needs.writing(), Needs.none()),
    /** The steps of the authentication mode: {@code enableAccessEntries} and {@code requireAccessEntries}. */
    CHANGING_MODE("change the authentication mode", Needs.changingMode(), Needs.none()),
    /** The whole way from {@code aws-auth}: {@code AwsAuthMigration}; moving bindings needs {@link #APPLYING_RBAC} as well. */
    MIGRATING("migrate from aws-auth", Needs.migrating(), Needs.readingRbac()),
    /** Finding out what keeps somebody out, and making an administrator through EKS alone. */
    RECOVERING("find what locks out, restore an administrator", Needs.recovering(), Needs.none()),
    /** The directory of principals on the IAM API, with permission sets of IAM Identity Center. */
    FINDING_PRINCIPALS(
            "find principals and permission sets in IAM", List.of(GET_ROLE, GET_USER, LIST_ROLES), Needs.none()),
    /** {@link io.github.accessentries.audit.CloudTrailLookup}; files of CloudTrail need none of it. */
    LOOKING_UP_TRAIL("look up CloudTrail's event history", List.of(LOOKUP_EVENTS), Needs.none()),
    /** Kubeconfigs and clients of the cluster's own API. */
    CONNECTING("write a kubeconfig, make a client of the cluster", List.of(DESCRIBE_CLUSTER), Needs.none()),
    /** Minting tokens and verifying them: STS lets everybody ask who he is, so nothing is needed. */
    AUTHENTICATING("mint and verify tokens", List.of(), Needs.none()),
    /** Reading RBAC and {@code aws-auth} from a cluster: models, the context of plans. */
    READING_RBAC("read RBAC and aws-auth", List.of(DESCRIBE_CLUSTER), Needs.readingRbac()),
    /** {@link io.github.accessentries.rbac.LiveAccess} with a cluster's own API, whose RBAC and {@code aws-auth} it watches. */
    FOLLOWING("follow entries, RBAC and aws-auth", Needs.following(), Needs.watchingRbac()),
    /** Planning and applying roles and bindings beside entries. */
    APPLYING_RBAC("plan and apply roles and bindings", List.of(DESCRIBE_CLUSTER), Needs.changingRbac());

    /** The one table of what is needed, so that uses can share rows. */
    private static final class Needs {

        static List<ClusterNeed> none() {
            return List.of();
        }

        static List<IamAction> reading() {
            return List.of(
                    LIST_ACCESS_ENTRIES,
                    DESCRIBE_CLUSTER,
                    DESCRIBE_ACCESS_ENTRY,
                    LIST_ASSOCIATED_ACCESS_POLICIES,
                    LIST_ACCESS_POLICIES);
        }

        static List<IamAction> following() {
            return List.of(
                    LIST_ACCESS_ENTRIES, DESCRIBE_CLUSTER, DESCRIBE_ACCESS_ENTRY, LIST_ASSOCIATED_ACCESS_POLICIES);
        }

        static List<IamAction> writing() {
            return and(
                    reading(),
                    CREATE_ACCESS_ENTRY,
                    UPDATE_ACCESS_ENTRY,
                    DELETE_ACCESS_ENTRY,
                    ASSOCIATE_ACCESS_POLICY,
                    DISASSOCIATE_ACCESS_POLICY,
                    TAG_RESOURCE,
                    UNTAG_RESOURCE);
        }

        static List<IamAction> changingMode() {
            return List.of(
                    LIST_ACCESS_ENTRIES,
                    DESCRIBE_CLUSTER,
                    UPDATE_CLUSTER_CONFIG,
                    DESCRIBE_UPDATE,
                    DESCRIBE_ACCESS_ENTRY,
                    LIST_ASSOCIATED_ACCESS_POLICIES);
        }

        static List<IamAction> migrating() {
            return and(changingMode(), CREATE_ACCESS_ENTRY, ASSOCIATE_ACCESS_POLICY);
        }

        static List<IamAction> recovering() {
            return and(writing(), UPDATE_CLUSTER_CONFIG, DESCRIBE_UPDATE, LIST_UPDATES);
        }

        static List<ClusterNeed> readingRbac() {
            return List.of(LIST_NAMESPACES, READ_AWS_AUTH, LIST_RBAC);
        }

        static List<ClusterNeed> watchingRbac() {
            return List.of(WATCH_NAMESPACES, WATCH_AWS_AUTH, WATCH_RBAC);
        }

        static List<ClusterNeed> changingRbac() {
            return List.of(LIST_NAMESPACES, READ_AWS_AUTH, LIST_RBAC, CHANGE_RBAC, GIVE_MORE);
        }

        private static List<IamAction> and(List<IamAction> some, IamAction... more) {
            return Stream.concat(some.stream(), Stream.of(more)).toList();
        }
    }

    private final String sentence;

    @SuppressWarnings("ImmutableEnumChecker") // the lists are unmodifiable
    private final List<IamAction> actions;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<ClusterNeed> needs;

    LibraryUse(String sentence, List<IamAction> actions, List<ClusterNeed> needs) {
        this.sentence = sentence;
        this.actions = actions;
        this.needs = needs;
    }

    /**
     * The use in words.
     *
     * @return for example {@code grant, declare, withdraw, revoke}
     */
    public String sentence() {
        return sentence;
    }

    /**
     * The actions of IAM that it needs.
     *
     * @return for example {@code eks:CreateAccessEntry}, sorted, none if it needs none
     */
    public List<String> actions() {
        return actions.stream().map(IamAction::action).sorted().toList();
    }

    Set<IamAction> iam() {
        return actions.isEmpty() ? EnumSet.noneOf(IamAction.class) : EnumSet.copyOf(actions);
    }

    List<ClusterNeed> needs() {
        return needs;
    }
}

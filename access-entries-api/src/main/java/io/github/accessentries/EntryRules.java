package io.github.accessentries;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules of EKS for access entries that can be checked without calling it, and the values that EKS fills in by
 * itself. EKS documents them in its user guide ("Create access entries") and, for tags, in its API reference; where EKS
 * documents no limit, none is checked. Builders apply these rules; they are public for code that reads entries from
 * other formats.
 */
public final class EntryRules {

    private static final List<String> RESERVED_PREFIXES = List.of("system:", "eks:", "aws:", "amazon:", "iam:");
    private static final Pattern CLUSTER_NAME = Pattern.compile("[0-9A-Za-z][A-Za-z0-9_-]{0,99}");
    private static final Pattern ACCOUNT_ID = Pattern.compile("[0-9]{12}");
    private static final int MAX_TAGS = 50;
    private static final int MAX_TAG_KEY = 128;
    private static final int MAX_TAG_VALUE = 256;

    private EntryRules() {}

    /**
     * Refuses a text that cannot be the name of a cluster. The ids of local clusters on Outposts have the same form.
     *
     * @param name the name
     * @throws IllegalArgumentException if it is not a cluster name, for example an ARN
     */
    public static void requireClusterName(String name) {
        requireNonNull(name, "name");
        require(
                CLUSTER_NAME.matcher(name).matches(),
                PlainText.quoted(name)
                        + " cannot be the name of an EKS cluster; names have 1 to 100 letters, digits, hyphens and"
                        + " underscores and begin with a letter or digit. Give only the name, not the ARN or the"
                        + " endpoint of the cluster");
    }

    /**
     * Refuses service-linked roles, whose entries only AWS may change.
     *
     * @param principal the role or user
     * @throws IllegalArgumentException if it is a service-linked role
     */
    public static void requireNotServiceLinked(PrincipalArn principal) {
        requireNonNull(principal, "principal");
        require(
                !principal.isServiceLinkedRole(),
                "Role " + principal + " belongs to an AWS service, and only AWS can change its access entry; leave it"
                        + " alone");
    }

    /**
     * Refuses principals that can be given no access. EKS has entries for such principals too, which can only be read
     * and deleted.
     *
     * @param principal the principal
     * @throws IllegalArgumentException if it is not a role or user
     */
    public static void requireRoleOrUser(PrincipalArn principal) {
        requireNonNull(principal, "principal");
        require(
                principal.isRoleOrUser(),
                "Principal \"" + principal + "\" is not a role or user, so it cannot be given access; name the role"
                        + " or user that needs it, and revoke the entry that this principal has");
    }

    /**
     * Refuses Kubernetes groups that EKS would refuse.
     *
     * @param group the name of a group
     * @throws IllegalArgumentException if it is blank, begins with a prefix that EKS reserves, or has characters that deceive
     *     whoever reads it, such as line ends
     */
    public static void requireGroup(String group) {
        requireNonNull(group, "group");
        require(!group.isBlank(), "A Kubernetes group is blank; name it or leave it out");
        requirePlain("group", group);
        requireNotReserved("group", group);
    }

    /**
     * Refuses user names that EKS would refuse.
     *
     * @param template the user name, with or without placeholders
     * @throws IllegalArgumentException if it is blank, begins with a prefix that EKS reserves, has
     *     <code>{{SessionName}}</code> without a colon before it, or has characters that deceive whoever reads it, such as
     *     line ends
     */
    public static void requireUsername(String template) {
        requireNonNull(template, "template");
        require(!template.isBlank(), "The user name is blank; leave it out to get the one that EKS generates");
        requirePlain("user name", template);
        requireNotReserved("user name", template);
        require(
                UsernameTemplate.of(template).keepsSessionNamesApart(),
                "User name " + PlainText.quoted(template)
                        + " needs a colon before {{SessionName}}, since sessions choose their names;"
                        + " for example \"team-a:{{SessionName}}\"");
    }

    /**
     * Whether EKS reserves a user or group name for itself and Kubernetes.
     *
     * @param name the name
     * @return {@code true} if it begins with a prefix that EKS reserves
     */
    public static boolean isReserved(String name) {
        requireNonNull(name, "name");
        return reservedPrefixOf(name).isPresent();
    }

    /**
     * The reserved prefix with which a user or group name begins. Kubernetes compares names exactly, so letter case
     * counts.
     *
     * @param name the name
     * @return for example {@code system:}, empty if the name is free
     */
    public static Optional<String> reservedPrefixOf(String name) {
        requireNonNull(name, "name");
        return RESERVED_PREFIXES.stream().filter(name::startsWith).findFirst();
    }

    private static void requireNotReserved(String what, String name) {
        reservedPrefixOf(name).ifPresent(prefix -> {
            throw new IllegalArgumentException("The " + what + " " + PlainText.quoted(name) + " begins with \"" + prefix
                    + "\", which EKS reserves; choose"
                    + " another name, or, in place of system:masters, the policy AmazonEKSClusterAdminPolicy");
        });
    }

    /**
     * Whether a text has the form of an AWS account id.
     *
     * @param text the text
     * @return {@code true} for twelve digits
     */
    public static boolean isAccountId(String text) {
        requireNonNull(text, "text");
        return ACCOUNT_ID.matcher(text).matches();
    }

    /**
     * Refuses a text that cannot be the id of an AWS account.
     *
     * @param accountId the account
     * @throws IllegalArgumentException if it is not twelve digits
     */
    public static void requireAccountId(String accountId) {
        requireNonNull(accountId, "accountId");
        require(
                isAccountId(accountId),
                "account id " + PlainText.quoted(accountId)
                        + " is not twelve digits; give it as text, with its leading zeros");
    }

    /**
     * Refuses tags that EKS would refuse.
     *
     * @param key the tag's key
     * @param value its value
     * @throws IllegalArgumentException if one is too long or has characters that deceive whoever reads it, such as line
     *     ends, the key is empty, or AWS reserves it
     */
    public static void requireTag(String key, String value) {
        requireTagKey(key);
        requireNonNull(value, "value");
        requirePlain("tag key", key);
        requirePlain("tag value", value);
        require(
                value.length() <= MAX_TAG_VALUE,
                "The value of tag " + PlainText.quoted(key) + " has " + value.length() + " characters; at most "
                        + MAX_TAG_VALUE + " are allowed");
    }

    /**
     * Refuses keys of tags that EKS would refuse, whatever else they hold: for tags that are there already.
     *
     * @param key the tag's key
     * @throws IllegalArgumentException if it is too long or empty, or AWS reserves it
     */
    public static void requireTagKey(String key) {
        requireNonNull(key, "key");
        require(
                !key.isEmpty() && key.length() <= MAX_TAG_KEY,
                "Tag key " + PlainText.quoted(key) + " has " + key.length() + " characters; 1 to " + MAX_TAG_KEY
                        + " are allowed");
        require(
                !key.toLowerCase(Locale.ROOT).startsWith("aws:"),
                "Tag key " + PlainText.quoted(key) + " begins with \"aws:\", which AWS reserves; choose another key");
    }

    /**
     * Refuses more tags than an entry can have.
     *
     * @param count the number of tags
     * @throws IllegalArgumentException if there are more than 50
     */
    public static void requireTagCount(int count) {
        require(
                count <= MAX_TAGS,
                "An access entry can have at most " + MAX_TAGS + " tags, not " + count + "; leave some out");
    }

    /**
     * Refuses entries whose parts do not fit together: the principal of a node entry is a role, EKS chooses its user
     * name and groups, and only {@link EntryType#EC2} among the node types can have policies.
     *
     * @param type the type of the entry
     * @param principal the principal of the entry
     * @param namesOrGroups whether the entry names a user name or groups
     * @param policies whether the entry names access policies
     * @throws IllegalArgumentException if the type does not allow one of them
     */
    public static void requireFit(EntryType type, PrincipalArn principal, boolean namesOrGroups, boolean policies) {
        requireNonNull(principal, "principal");
        requireNonNull(type, "type");
        if (!type.isForNodes()) {
            return;
        }
        require(
                principal.isRole(),
                "An entry of type " + type + " is for the IAM role of nodes, but " + principal + " is a user; use the"
                        + " role of the nodes");
        require(
                !namesOrGroups,
                "An entry of type " + type + " gets its user name and groups from EKS; leave them out of the entry of "
                        + principal);
        require(
                !policies || type.equals(EntryType.EC2),
                "An entry of type " + type
                        + " cannot have access policies, only STANDARD and EC2 can; leave them out of the entry of "
                        + principal);
    }

    /**
     * The user name that EKS generates for an entry of type {@link EntryType#STANDARD} without one.
     *
     * @param principal the principal of the entry
     * @return the session ARN with <code>{{SessionName}}</code> for a role, the ARN itself for a user
     */
    public static String generatedUsername(PrincipalArn principal) {
        requireNonNull(principal, "principal");
        return generatedUsername(EntryType.STANDARD, principal);
    }

    /**
     * The user name that EKS generates for an entry without one, which includes all entries for nodes. For a type that
     * this version does not know, it is that of {@link EntryType#STANDARD}.
     *
     * @param type the type of the entry
     * @param principal the principal of the entry
     * @return the template of the name (EKS User Guide, "Create access entries")
     */
    public static String generatedUsername(EntryType type, PrincipalArn principal) {
        requireNonNull(type, "type");
        requireNonNull(principal, "principal");
        if (type.equals(EntryType.EC2_LINUX) || type.equals(EntryType.EC2_WINDOWS)) {
            return "system:node:{{EC2PrivateDNSName}}";
        }
        if (type.isForNodes()) {
            return "system:node:{{SessionName}}";
        }
        return principal.isRole()
                ? "arn:" + principal.partition() + ":sts::" + principal.accountId() + ":assumed-role/"
                        + principal.name() + "/" + UsernameTemplate.Placeholder.SESSION_NAME.text()
                : principal.arn();
    }

    /**
     * The groups that EKS gives to an entry by its type. For {@link EntryType#EC2} and {@link EntryType#EC2_LINUX} they
     * were observed on real clusters; for the other node types they are the groups of the same nodes in {@code
     * aws-auth}, and EKS may give others.
     *
     * @param type the type of the entry
     * @return the groups, none for types that are not for nodes
     */
    public static Set<String> generatedGroups(EntryType type) {
        requireNonNull(type, "type");
        if (!type.isForNodes()) {
            return Set.of();
        }
        if (type.equals(EntryType.EC2_WINDOWS)) {
            return Set.of("system:nodes", "eks:kube-proxy-windows");
        }
        return type.equals(EntryType.FARGATE_LINUX)
                ? Set.of("system:bootstrappers", "system:nodes", "system:node-proxier")
                : Set.of("system:nodes");
    }

    /** A name that looks like another one, or that makes a line of its own, misleads those who review it. */
    private static void requirePlain(String what, String text) {
        require(
                !PlainText.hidesSomething(text),
                "The " + what + " " + PlainText.quoted(text) + " has characters that cannot be seen or that change how"
                        + " a line reads, here with backslashes; write it without them");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}

package io.github.accessentries.eks;

import io.github.accessentries.EntryType;
import io.github.accessentries.PrincipalArn;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What can be known to be wrong with an entry before EKS is asked. EKS documents these limits in its user guide ("Create
 * access entries") and, for tags, in its API; where it documents none, there is none here.
 */
final class EntryRules {

    private static final List<String> RESERVED_PREFIXES = List.of("system:", "eks:", "aws:", "amazon:", "iam:");
    private static final String SESSION_NAME = "{{SessionName";
    private static final Pattern CLUSTER_NAME = Pattern.compile("[0-9A-Za-z][A-Za-z0-9_-]{0,99}");
    private static final int MAX_TAGS = 50;
    private static final int MAX_TAG_KEY = 128;
    private static final int MAX_TAG_VALUE = 256;

    private EntryRules() {}

    static void requireClusterName(String name) {
        require(
                CLUSTER_NAME.matcher(name).matches(),
                "Cluster name \"" + name
                        + "\" is not one; it begins with a letter or digit and has letters, digits, - and _,"
                        + " at most 100 of them. Give the name, not the ARN");
    }

    static void requireNotServiceLinked(PrincipalArn principal) {
        require(
                !principal.isServiceLinkedRole(),
                "The role " + principal + " belongs to an AWS service; EKS lets nobody else change its access entry, so"
                        + " leave it alone");
    }

    static void requireGroup(String group) {
        require(!group.isBlank(), "A Kubernetes group is blank; name it or leave it out");
        requireNotReserved("group", group);
    }

    static void requireUsername(String template) {
        require(!template.isBlank(), "The user name is blank; leave it out to get the one that EKS generates");
        requireNotReserved("user name", template);
        int placeholder = template.indexOf(SESSION_NAME);
        require(
                placeholder < 0 || template.lastIndexOf(':', placeholder) >= 0,
                "User name \"" + template
                        + "\" needs a colon before {{SessionName}}, since sessions choose their names;"
                        + " for example \"team-a:{{SessionName}}\"");
    }

    private static void requireNotReserved(String what, String name) {
        for (String prefix : RESERVED_PREFIXES) {
            require(
                    !name.startsWith(prefix),
                    "The " + what + " \"" + name + "\" begins with \"" + prefix + "\", which EKS keeps for itself and"
                            + " Kubernetes; choose another name, or for system:masters the policy AmazonEKSClusterAdminPolicy");
        }
    }

    static void requireTag(String key, String value) {
        require(
                !key.isEmpty() && key.length() <= MAX_TAG_KEY,
                "Tag key \"" + key + "\" has " + key.length() + " characters; 1 to " + MAX_TAG_KEY + " are allowed");
        require(
                !key.toLowerCase(Locale.ROOT).startsWith("aws:"),
                "Tag key \"" + key + "\" begins with \"aws:\", which AWS keeps for itself; choose another key");
        require(
                value.length() <= MAX_TAG_VALUE,
                "The value of tag \"" + key + "\" has " + value.length() + " characters; at most " + MAX_TAG_VALUE
                        + " are allowed");
    }

    static void requireTagCount(int count) {
        require(count <= MAX_TAGS, "An access entry takes at most " + MAX_TAGS + " tags; this grant names " + count);
    }

    /** Whether an entry of this type can be for this principal and carry these things. */
    static void requireFit(EntryType type, PrincipalArn principal, boolean namesOrGroups, boolean policies) {
        if (!type.isForNodes()) {
            return;
        }
        require(
                principal.isRole(),
                "An entry of type " + type + " is for the IAM role of nodes; " + principal + " is a user");
        require(
                !namesOrGroups,
                "An entry of type " + type + " gets its user name and groups from EKS; leave them out of the grant to "
                        + principal);
        require(
                !policies || type.equals(EntryType.EC2),
                "An entry of type " + type
                        + " takes no access policies, only STANDARD and EC2 do; leave them out of the" + " grant to "
                        + principal);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}

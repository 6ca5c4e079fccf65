package io.github.accessentries.authz;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.text.PlainText;

/**
 * Who can hold permissions on a cluster: an IAM principal that the cluster lets in, or a subject of Kubernetes RBAC.
 * Subjects are sorted by kind, principals first, then by name.
 */
public sealed interface Subject extends Comparable<Subject>
        permits Subject.Principal, Subject.User, Subject.Group, Subject.ServiceAccount {

    /**
     * A role or user of IAM, with all that comes to it: its access policies, and what RBAC gives to its user name and
     * groups.
     *
     * @param arn the principal, with the path of a role if it is known
     */
    record Principal(PrincipalArn arn) implements Subject {

        /**
         * Requires the ARN.
         *
         * @param arn the principal
         */
        public Principal {
            requireNonNull(arn, "arn");
        }

        @Override
        public String kind() {
            return "Principal";
        }

        @Override
        public String name() {
            return arn.toString();
        }

        @Override
        public String toString() {
            return arn.toString();
        }
    }

    /**
     * A user of Kubernetes, by its name alone: whoever comes by it.
     *
     * @param name the user name
     */
    record User(String name) implements Subject {

        /**
         * Requires the name.
         *
         * @param name the user name
         */
        public User {
            requireNonNull(name, "name");
        }

        @Override
        public String kind() {
            return "User";
        }

        @Override
        public String toString() {
            return "User " + PlainText.quoted(name);
        }
    }

    /**
     * All users of a group.
     *
     * @param name the group
     */
    record Group(String name) implements Subject {

        /**
         * Requires the name.
         *
         * @param name the group
         */
        public Group {
            requireNonNull(name, "name");
        }

        @Override
        public String kind() {
            return "Group";
        }

        @Override
        public String toString() {
            return "Group " + PlainText.quoted(name);
        }
    }

    /**
     * A service account of the cluster.
     *
     * @param namespace where it is
     * @param account its name there
     */
    record ServiceAccount(String namespace, String account) implements Subject {

        /**
         * Requires both.
         *
         * @param namespace where it is
         * @param account its name there
         */
        public ServiceAccount {
            requireNonNull(namespace, "namespace");
            requireNonNull(account, "account");
        }

        /**
         * The name by which Kubernetes knows it as a user.
         *
         * @return for example {@code system:serviceaccount:ci:deployer}
         */
        public String username() {
            return "system:serviceaccount:" + namespace + ":" + account;
        }

        @Override
        public String kind() {
            return "ServiceAccount";
        }

        @Override
        public String name() {
            return account + "/" + namespace;
        }

        @Override
        public String toString() {
            return "ServiceAccount " + PlainText.quoted(name());
        }
    }

    /**
     * The kind.
     *
     * @return {@code Principal}, {@code User}, {@code Group} or {@code ServiceAccount}
     */
    String kind();

    /**
     * The name, unique among the subjects of this kind.
     *
     * @return the ARN of a principal, the name of a user or group, and {@code name/namespace} for a service account, as audit
     *     logs have it
     */
    String name();

    private int rank() {
        return switch (kind()) {
            case "Principal" -> 0;
            case "User" -> 1;
            case "Group" -> 2;
            default -> 3;
        };
    }

    /** Orders by kind, then by name. */
    @Override
    default int compareTo(Subject other) {
        requireNonNull(other, "other");
        int byKind = Integer.compare(rank(), other.rank());
        return byKind != 0 ? byKind : name().compareTo(other.name());
    }
}

package io.github.accessentries.testkit.internal.service.fault;

import io.github.accessentries.testkit.internal.service.kind.EntryKind;
import java.util.Map;

/**
 * Every refusal of the nine operations and of the cluster lookup whose text real calls have shown, word for word:
 * Terraform and others match on some of them. Where no real text is known, see {@link UnverifiedFaults}.
 */
public final class DocumentedFaults {

    private DocumentedFaults() {}

    /** A cluster that does not exist. */
    public static ServiceFault clusterNotFound(String cluster) {
        return notFound(cluster, "No cluster found for name: " + cluster + ".");
    }

    /** An invalid name of a cluster. */
    public static ServiceFault clusterNameInvalid(String cluster) {
        return invalidParameter(
                cluster,
                "The clusterName parameter contains invalid characters. It should conform to the regular expression"
                        + " \"^[0-9A-Za-z][A-Za-z0-9-_]*\"In other words, it should start with a number or letter, and can"
                        + " contain numbers, letters, dashes, and underscores.");
    }

    /** Access entries in a mode that has none. */
    public static ServiceFault modeWithoutApi(String cluster) {
        return new ServiceFault(
                "InvalidRequestException",
                400,
                "The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this"
                        + " operation.",
                Map.of("clusterName", cluster));
    }

    /** A malformed ARN of a principal. */
    public static ServiceFault principalMalformed(String cluster) {
        return invalidParameter(cluster, "The principalArn parameter format is not valid");
    }

    /** A principal that IAM does not know. */
    public static ServiceFault principalUnknown(String cluster) {
        return invalidParameter(cluster, "The specified principalArn is invalid: invalid principal.");
    }

    /** A principal that only AWS may use. */
    public static ServiceFault serviceLinkedRole(String cluster) {
        return invalidParameter(
                cluster,
                "The caller is not allowed to modify access entries with a principalArn value of a Service Linked Role");
    }

    /** An entry that already exists. */
    public static ServiceFault entryExists(String cluster) {
        return new ServiceFault(
                "ResourceInUseException",
                409,
                "The specified access entry resource is already in use on this cluster.",
                Map.of("clusterName", cluster));
    }

    /** An entry that does not exist. */
    public static ServiceFault entryNotFound(String cluster) {
        return notFound(
                cluster,
                "The specified principalArn could not be found. You can view your available access entries with"
                        + " 'list-access-entries'.");
    }

    /** An unknown type of entry. */
    public static ServiceFault typeUnknown(String cluster) {
        return invalidParameter(
                cluster, "AccessEntry type must be one of [EC2_LINUX, EC2_WINDOWS, FARGATE_LINUX, STANDARD]");
    }

    /** A user name with a prefix reserved for AWS and Kubernetes. */
    public static ServiceFault usernameReserved(String cluster, String prefix) {
        return invalidParameter(cluster, "The username must not begin with " + prefix);
    }

    /** A group with a prefix reserved for AWS and Kubernetes. */
    public static ServiceFault groupReserved(String cluster, String group, String prefix) {
        return invalidParameter(
                cluster, "The kubernetes group name " + group + " is invalid, it cannot start with " + prefix);
    }

    /** Groups for a type that decides them itself. */
    public static ServiceFault groupsOnNodeType(String cluster, EntryKind kind) {
        return invalidParameter(
                cluster,
                "The specified kubernetesGroups is invalid: setting kubernetesGroups is not allowed when the type is \""
                        + kind + "\"");
    }

    /** A user name for a type that decides it itself. */
    public static ServiceFault usernameOnNodeType(String cluster, EntryKind kind) {
        return invalidParameter(
                cluster,
                "The specified username is invalid: setting username is not allowed when the type is \"" + kind + "\"");
    }

    /** A type for nodes, for a principal that is not a role. */
    public static ServiceFault nodeTypeNeedsRole(String cluster) {
        return invalidParameter(
                cluster,
                "AccessEntry principalArn must be IAM role when using types [EC2_LINUX, EC2_WINDOWS, FARGATE_LINUX,"
                        + " HYBRID_LINUX, EC2]");
    }

    /** A type for nodes, for a role of another account. */
    public static ServiceFault nodeTypeNeedsOwnAccount(String cluster) {
        return invalidParameter(
                cluster,
                "AccessEntry principalArn must be from the same account as the cluster when using types [EC2_LINUX,"
                        + " EC2_WINDOWS, FARGATE_LINUX, HYBRID_LINUX, EC2]");
    }

    /** A malformed ARN of a policy. */
    public static ServiceFault policyMalformed(String cluster) {
        return invalidParameter(cluster, "The policyArn parameter format is not valid");
    }

    /** A policy that does not exist. */
    public static ServiceFault policyNotFound(String cluster) {
        return notFound(
                cluster,
                "The specified policyArn could not be found. You can view your available access policies with"
                        + " 'list-access-policies'");
    }

    /** A policy that only service-linked roles may have. */
    public static ServiceFault policyReserved(String cluster) {
        return invalidParameter(cluster, "The specified policyArn can only be associated with service-linked roles");
    }

    /** A policy on a type that takes none, or an update of an entry that EKS alone decides. */
    public static ServiceFault onlyOnStandardType(String cluster) {
        return invalidParameter(
                cluster, "This operation can only be performed on Access Entries with a type of \"STANDARD\"");
    }

    /** A scope of the whole cluster that names namespaces. */
    public static ServiceFault namespacesInClusterScope(String cluster) {
        return invalidParameter(
                cluster, "accessScope should not include namespaces if the type is not set as namespace");
    }

    /** A scope of namespaces that names none. */
    public static ServiceFault namespaceScopeWithoutNamespaces(String cluster) {
        return invalidParameter(cluster, "At least 1 namespace must be provided if the type is set as namespace");
    }

    /** A call that is denied to its caller. */
    public static ServiceFault accessDenied(String caller, String operation, String resource) {
        return new ServiceFault(
                "AccessDeniedException",
                403,
                "User: " + caller + " is not authorized to perform: eks:" + operation + " on resource: " + resource,
                Map.of());
    }

    static ServiceFault invalidParameter(String cluster, String message) {
        return new ServiceFault("InvalidParameterException", 400, message, about(cluster));
    }

    static ServiceFault notFound(String cluster, String message) {
        return new ServiceFault("ResourceNotFoundException", 404, message, about(cluster));
    }

    private static Map<String, String> about(String cluster) {
        return cluster.isEmpty() ? Map.of() : Map.of("clusterName", cluster);
    }
}

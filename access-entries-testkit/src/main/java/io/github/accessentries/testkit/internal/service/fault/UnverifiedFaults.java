package io.github.accessentries.testkit.internal.service.fault;

import java.util.Map;

/**
 * Refusals whose text nobody has published, and some whose very code is a guess. Each is in a row of
 * {@code docs/unverified-answers.md}; tests should not match on these texts.
 */
public final class UnverifiedFaults {

    private UnverifiedFaults() {}

    /** A cluster that already exists. */
    public static ServiceFault clusterExists(String cluster) {
        return new ServiceFault(
                "ResourceInUseException",
                409,
                "Cluster already exists with name: " + cluster,
                Map.of("clusterName", cluster));
    }

    /** A user name in which nothing separates the session from the rest. */
    public static ServiceFault sessionNameWithoutColon(String cluster) {
        return DocumentedFaults.invalidParameter(
                cluster, "The username must have a colon somewhere before the session name placeholder");
    }

    /** A group without a name. */
    public static ServiceFault groupBlank(String cluster) {
        return DocumentedFaults.invalidParameter(cluster, "A kubernetes group name must not be blank");
    }

    /** An unknown type of scope. */
    public static ServiceFault scopeTypeUnknown(String cluster) {
        return DocumentedFaults.invalidParameter(cluster, "accessScope type must be one of [cluster, namespace]");
    }

    /** A namespace that Kubernetes could not have. */
    public static ServiceFault namespaceMalformed(String cluster, String namespace) {
        return DocumentedFaults.invalidParameter(
                cluster, "The namespace " + namespace + " in accessScope is not valid");
    }

    /** A change of an entry that Auto Mode keeps for its roles. */
    public static ServiceFault entryOfAutoMode(String cluster) {
        return new ServiceFault(
                "InvalidRequestException",
                400,
                "The access entry belongs to EKS Auto Mode and cannot be changed",
                Map.of("clusterName", cluster));
    }

    /** Removal of a policy that the entry does not have. */
    public static ServiceFault policyNotAssociated(String cluster) {
        return DocumentedFaults.notFound(
                cluster, "The specified policyArn is not associated with the specified principalArn.");
    }

    /** A list filtered by a malformed ARN of a policy. */
    public static ServiceFault policyFilterMalformed(String cluster) {
        return DocumentedFaults.invalidParameter(cluster, "The associatedPolicyArn parameter format is not valid");
    }

    /** One entry more than a cluster may have. */
    public static ServiceFault tooManyEntries(String cluster, int quota) {
        return new ServiceFault(
                "ResourceLimitExceededException",
                400,
                "The cluster has the maximum number of access entries, which is " + quota + ".",
                Map.of("clusterName", cluster));
    }

    /** A client request token that came with another request before. */
    public static ServiceFault tokenReused(String cluster) {
        return DocumentedFaults.invalidParameter(
                cluster, "The clientRequestToken was already used with other parameters");
    }

    /** A page size out of range. */
    public static ServiceFault maxResultsOutOfRange(int least, int most) {
        return DocumentedFaults.invalidParameter("", "maxResults must be between " + least + " and " + most);
    }

    /** A token that was not handed out for this list. */
    public static ServiceFault nextTokenInvalid() {
        return DocumentedFaults.invalidParameter("", "The nextToken parameter is not valid");
    }

    /** Tags beyond a limit, on creation. */
    public static ServiceFault tagsOnCreateInvalid(String cluster, String reason) {
        return DocumentedFaults.invalidParameter(cluster, reason);
    }

    /** Tags beyond a limit, or a malformed ARN, in the operations on tags. */
    public static ServiceFault tagRequestInvalid(String reason) {
        return new ServiceFault("BadRequestException", 400, reason, Map.of());
    }

    /** Tags of something that does not exist. */
    public static ServiceFault taggedResourceNotFound(String arn) {
        return new ServiceFault("NotFoundException", 404, "The resource " + arn + " could not be found", Map.of());
    }
}

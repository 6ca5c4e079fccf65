package io.github.accessentries.testkit.service;

import java.util.Map;

/**
 * Refusals whose text nobody has published, and some whose very code is a guess. Each is a row in the table of this
 * package's description; tests should not match on these texts.
 */
final class UnverifiedFaults {

    private UnverifiedFaults() {}

    static ServiceFault clusterExists(String cluster) {
        return new ServiceFault(
                "ResourceInUseException",
                409,
                "Cluster already exists with name: " + cluster,
                Map.of("clusterName", cluster));
    }

    static ServiceFault sessionNameWithoutColon(String cluster) {
        return Faults.invalidParameter(
                cluster, "The username must have a colon somewhere before the session name placeholder");
    }

    static ServiceFault groupBlank(String cluster) {
        return Faults.invalidParameter(cluster, "A kubernetes group name must not be blank");
    }

    static ServiceFault scopeTypeUnknown(String cluster) {
        return Faults.invalidParameter(cluster, "accessScope type must be one of [cluster, namespace]");
    }

    static ServiceFault namespaceMalformed(String cluster, String namespace) {
        return Faults.invalidParameter(cluster, "The namespace " + namespace + " in accessScope is not valid");
    }

    static ServiceFault entryOfAutoMode(String cluster) {
        return new ServiceFault(
                "InvalidRequestException",
                400,
                "The access entry belongs to EKS Auto Mode and cannot be changed",
                Map.of("clusterName", cluster));
    }

    static ServiceFault policyNotAssociated(String cluster) {
        return Faults.notFound(cluster, "The specified policyArn is not associated with the specified principalArn.");
    }

    static ServiceFault policyFilterMalformed(String cluster) {
        return Faults.invalidParameter(cluster, "The associatedPolicyArn parameter format is not valid");
    }

    static ServiceFault tooManyEntries(String cluster, int quota) {
        return new ServiceFault(
                "ResourceLimitExceededException",
                400,
                "The cluster has the maximum number of access entries, which is " + quota + ".",
                Map.of("clusterName", cluster));
    }

    static ServiceFault tokenReused(String cluster) {
        return Faults.invalidParameter(cluster, "The clientRequestToken was already used with other parameters");
    }

    static ServiceFault maxResultsOutOfRange(int least, int most) {
        return Faults.invalidParameter("", "maxResults must be between " + least + " and " + most);
    }

    static ServiceFault nextTokenInvalid() {
        return Faults.invalidParameter("", "The nextToken parameter is not valid");
    }

    static ServiceFault tagsOnCreateInvalid(String cluster, String reason) {
        return Faults.invalidParameter(cluster, reason);
    }

    static ServiceFault tagRequestInvalid(String reason) {
        return new ServiceFault("BadRequestException", 400, reason, Map.of());
    }

    static ServiceFault taggedResourceNotFound(String arn) {
        return new ServiceFault("NotFoundException", 404, "The resource " + arn + " could not be found", Map.of());
    }
}

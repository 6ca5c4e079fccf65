package io.github.accessentries.testkit.internal.wire.message;

import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The operations of EKS, STS and IAM by name, and which of them a request calls. */
public final class Operations {

    static final Routes EKS = Routes.ofEks();

    private static final List<String> STS = List.of(
            "AssumeRole", "AssumeRoleWithWebIdentity", "GetAccessKeyInfo", "GetCallerIdentity", "GetSessionToken");
    private static final List<String> IAM = List.of(
            "AttachRolePolicy",
            "CreateOpenIDConnectProvider",
            "CreateRole",
            "DeleteOpenIDConnectProvider",
            "DeleteRole",
            "DetachRolePolicy",
            "GetOpenIDConnectProvider",
            "GetRole",
            "GetUser",
            "ListAttachedRolePolicies",
            "ListInstanceProfilesForRole",
            "ListOpenIDConnectProviders",
            "ListRolePolicies",
            "ListRoleTags",
            "ListRoles",
            "TagRole",
            "UntagRole",
            "UpdateAssumeRolePolicy",
            "UpdateRole");

    /**
     * The operation that a request calls.
     *
     * @param service whose operation it is
     * @param operation its name
     * @param labels what the path says, decoded
     */
    public record Target(AuthenticationErrors service, String operation, Map<String, String> labels) {

        /** Whether the operation changes nothing. */
        public boolean isReadOnly() {
            return service == AuthenticationErrors.STS
                    || operation.startsWith("Describe")
                    || operation.startsWith("Get")
                    || operation.startsWith("List");
        }
    }

    private Operations() {}

    /**
     * Makes sure that a name is that of an operation.
     *
     * @param name for example {@code CreateAccessEntry}
     * @return the name
     * @throws IllegalArgumentException if no service here has such an operation
     */
    public static String require(String name) {
        return require(
                name,
                Stream.of(EKS.operations(), STS, IAM)
                        .flatMap(List::stream)
                        .sorted()
                        .toList());
    }

    /**
     * Makes sure that a name is that of an operation of EKS.
     *
     * @param name for example {@code CreateAccessEntry}
     * @return the name
     * @throws IllegalArgumentException if EKS has no such operation
     */
    public static String requireOfEks(String name) {
        return require(name, EKS.operations());
    }

    /** Whether an operation is one of EKS. */
    public static boolean isOfEks(String name) {
        return EKS.operations().contains(name);
    }

    private static String require(String name, List<String> known) {
        if (!known.contains(name)) {
            throw new IllegalArgumentException("There is no operation \"" + name + "\"; there are: " + known);
        }
        return name;
    }

    private static Optional<Target> ofQuery(String action) {
        if (STS.contains(action)) {
            return Optional.of(new Target(AuthenticationErrors.STS, action, Map.of()));
        }
        return IAM.contains(action)
                ? Optional.of(new Target(AuthenticationErrors.IAM, action, Map.of()))
                : Optional.empty();
    }

    /** The operation that a request calls, empty if it calls none. */
    public static Optional<Target> calledBy(Request request) {
        try {
            if (QueryProtocol.isSpokenIn(request)) {
                return QueryProtocol.parameters(request).first("Action").flatMap(Operations::ofQuery);
            }
            return request.route()
                    .map(match -> new Target(AuthenticationErrors.EKS, match.operation(), match.labels()));
        } catch (ServiceFault unreadable) {
            return Optional.empty();
        }
    }
}

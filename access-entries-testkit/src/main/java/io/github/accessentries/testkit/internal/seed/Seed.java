package io.github.accessentries.testkit.internal.seed;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a fake contains from the start.
 *
 * @param principals roles and users
 * @param clusters clusters with all that is in them
 */
public record Seed(List<Principal> principals, List<Cluster> clusters) {

    /**
     * A role or user.
     *
     * @param place where it stands in the file
     * @param arn its ARN
     * @param keys a user's own access key, empty if it gets none
     */
    public record Principal(String place, String arn, Optional<Keys> keys) {}

    /**
     * An access key of a user.
     *
     * @param id the access key id
     * @param secret the secret access key
     */
    public record Keys(String id, String secret) {

        /** The id alone. */
        @Override
        public String toString() {
            return id;
        }
    }

    /**
     * A cluster.
     *
     * @param place where it stands in the file
     * @param name its name
     * @param mode its authentication mode, empty for {@code API}
     * @param platform the versions of Kubernetes and of the platform, empty for recent ones
     * @param entries its access entries
     * @param rbac RBAC objects as text, empty for none
     * @param awsAuth the ConfigMap {@code aws-auth} as text, empty for none
     */
    public record Cluster(
            String place,
            String name,
            Optional<String> mode,
            Optional<Platform> platform,
            List<Entry> entries,
            Optional<Text> rbac,
            Optional<Text> awsAuth) {}

    /**
     * The versions of a cluster.
     *
     * @param kubernetes for example {@code 1.33}
     * @param platform for example {@code eks.5}
     */
    public record Platform(String kubernetes, String platform) {}

    /**
     * A text within the file.
     *
     * @param place where it stands
     * @param value what it says
     */
    public record Text(String place, String value) {}

    /**
     * An access entry.
     *
     * @param place where it stands in the file
     * @param principal the ARN
     * @param type the type, empty for {@code STANDARD}
     * @param username the user name, empty for the one that EKS chooses
     * @param groups Kubernetes groups
     * @param policies access policies
     * @param tags tags
     */
    public record Entry(
            String place,
            String principal,
            Optional<String> type,
            Optional<String> username,
            List<String> groups,
            List<Policy> policies,
            Map<String, String> tags) {}

    /**
     * An access policy of an entry.
     *
     * @param place where it stands in the file
     * @param policy its name or ARN
     * @param namespaces where it holds, empty for the whole cluster
     */
    public record Policy(String place, String policy, List<String> namespaces) {}
}

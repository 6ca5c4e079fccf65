package io.github.accessentries.awsauth;

import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.kubernetes.KubernetesObjects;
import io.github.accessentries.kubernetes.KubernetesApi;
import java.util.List;
import java.util.Map;

/**
 * The {@code aws-auth} ConfigMap of a cluster, read as the cluster reads it.
 *
 * <p>An invalid mapping is left out and reported by {@link #faults()}, and does not affect the others. ARNs and user
 * names are kept as they are written, even if they are wrong: a role with a path, for example, is read but never
 * matches, as on a cluster.
 *
 * @param roles the mappings of roles, in order
 * @param users the mappings of users, in order
 * @param accounts accounts whose users and roles may all authenticate, as their ARN and without groups
 * @param faults what could not be read, each as readable text with its place
 */
public record AwsAuth(List<ArnMapping> roles, List<ArnMapping> users, List<String> accounts, List<String> faults) {

    /**
     * Keeps copies of the lists.
     *
     * @param roles the mappings of roles
     * @param users the mappings of users
     * @param accounts accounts whose users and roles may all authenticate
     * @param faults what could not be read
     */
    public AwsAuth {
        roles = List.copyOf(roles);
        users = List.copyOf(users);
        accounts = List.copyOf(accounts);
        faults = List.copyOf(faults);
    }

    /**
     * One mapping.
     *
     * @param arn the ARN as it is written in the ConfigMap
     * @param username the template of the user name, empty if the mapping has none
     * @param groups templates of the groups, in order
     */
    public record ArnMapping(String arn, String username, List<String> groups) {

        /**
         * Keeps a copy of the groups.
         *
         * @param arn the ARN as it is written in the ConfigMap
         * @param username the template of the user name
         * @param groups templates of the groups
         */
        public ArnMapping {
            groups = List.copyOf(groups);
        }
    }

    /**
     * The mappings of a cluster without the ConfigMap.
     *
     * @return no mappings
     */
    public static AwsAuth none() {
        return new AwsAuth(List.of(), List.of(), List.of(), List.of());
    }

    /**
     * Reads the ConfigMap from its cluster, {@code kube-system/aws-auth}.
     *
     * @param kubernetes the API of the cluster; the caller needs the verb {@code get} on this ConfigMap
     * @return its mappings, {@link #none()} if the ConfigMap does not exist
     * @throws io.github.accessentries.AccessEntriesException if it cannot be read
     */
    public static AwsAuth read(KubernetesApi kubernetes) {
        return KubernetesObjects.of(kubernetes)
                .find("/api/v1/namespaces/kube-system/configmaps/aws-auth")
                .map(configMap -> parse(ConfigMapText.data(configMap)))
                .orElseGet(AwsAuth::none);
    }

    /**
     * Reads the data of the ConfigMap: YAML lists, as text, under {@code mapRoles}, {@code mapUsers} and {@code
     * mapAccounts}. Letter case counts in these keys, but not in those inside the lists. Other keys are ignored.
     *
     * @param data the {@code data} of the ConfigMap
     * @return its mappings
     * @throws IllegalArgumentException if a value is longer than a ConfigMap can be
     */
    public static AwsAuth parse(Map<String, String> data) {
        int most = DocumentLimits.AWS_AUTH.maxCharacters();
        data.forEach((key, value) -> {
            if (value.length() > most) {
                throw new IllegalArgumentException("The value of " + key + " has " + value.length()
                        + " characters; a ConfigMap can hold at most " + most);
            }
        });
        return new AwsAuthReader().read(data);
    }

    /**
     * Reads the whole ConfigMap, as {@code kubectl get configmap aws-auth -o yaml} or {@code -o json} prints it.
     *
     * @param text one object in YAML or JSON
     * @return its mappings
     * @throws IllegalArgumentException if it is not a ConfigMap whose data are texts; the API server would refuse it
     *     too
     */
    public static AwsAuth parseConfigMap(String text) {
        return parse(ConfigMapText.data(text));
    }
}

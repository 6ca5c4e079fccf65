package io.github.accessentries.awsauth;

import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.kubernetes.KubernetesObjects;
import io.github.accessentries.kubernetes.KubernetesApi;
import java.util.List;
import java.util.Map;

/**
 * What the {@code aws-auth} ConfigMap of a cluster says, read as the cluster reads it.
 *
 * <p>A bad mapping costs itself and none of the others; {@link #faults()} tells of it. ARNs and user names are taken as they
 * stand, however wrong: a role with a path, for example, is read and will never match, as on a cluster.
 *
 * @param roles the mappings of roles, in order
 * @param users the mappings of users, in order
 * @param accounts accounts whose users and roles are all let in, by their ARN and without groups
 * @param faults what could not be read, each with its place, for people
 */
public record AwsAuth(List<ArnMapping> roles, List<ArnMapping> users, List<String> accounts, List<String> faults) {

    /**
     * Keeps copies of the lists.
     *
     * @param roles the mappings of roles
     * @param users the mappings of users
     * @param accounts accounts that are let in
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
     * @param arn the ARN as it stands in the ConfigMap
     * @param username the template of the user name, empty if the mapping has none
     * @param groups templates of the groups, in order
     */
    public record ArnMapping(String arn, String username, List<String> groups) {

        /**
         * Keeps a copy of the groups.
         *
         * @param arn the ARN as it stands in the ConfigMap
         * @param username the template of the user name
         * @param groups templates of the groups
         */
        public ArnMapping {
            groups = List.copyOf(groups);
        }
    }

    /**
     * What a cluster without the ConfigMap has.
     *
     * @return no mappings
     */
    public static AwsAuth none() {
        return new AwsAuth(List.of(), List.of(), List.of(), List.of());
    }

    /**
     * Reads the ConfigMap from its cluster, {@code kube-system/aws-auth}.
     *
     * @param kubernetes the API of the cluster; the caller needs the verb get on this ConfigMap
     * @return what it says, {@link #none()} if it is not there
     * @throws io.github.accessentries.AccessEntriesException if it cannot be read
     */
    public static AwsAuth read(KubernetesApi kubernetes) {
        return KubernetesObjects.of(kubernetes)
                .find("/api/v1/namespaces/kube-system/configmaps/aws-auth")
                .map(configMap -> parse(ConfigMapText.data(configMap)))
                .orElseGet(AwsAuth::none);
    }

    /**
     * Reads the data of the ConfigMap: YAML lists, as text, under {@code mapRoles}, {@code mapUsers} and
     * {@code mapAccounts}. These keys mind their letter case, those inside the lists do not. Other keys are passed over.
     *
     * @param data the {@code data} of the ConfigMap
     * @return what it says
     * @throws IllegalArgumentException if a value is longer than a ConfigMap can be
     */
    public static AwsAuth parse(Map<String, String> data) {
        int most = DocumentLimits.AWS_AUTH.maxCharacters();
        data.forEach((key, value) -> {
            if (value.length() > most) {
                throw new IllegalArgumentException("The value of " + key + " has " + value.length()
                        + " characters; a ConfigMap holds at most " + most);
            }
        });
        return new AwsAuthReader().read(data);
    }

    /**
     * Reads the whole ConfigMap, as {@code kubectl get configmap aws-auth -o yaml} or {@code -o json} prints it.
     *
     * @param text one object in YAML or JSON
     * @return what it says
     * @throws IllegalArgumentException if it is no ConfigMap with texts as data; the API server would refuse it too
     */
    public static AwsAuth parseConfigMap(String text) {
        return parse(ConfigMapText.data(text));
    }
}

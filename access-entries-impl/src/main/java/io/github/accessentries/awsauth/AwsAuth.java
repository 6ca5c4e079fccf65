package io.github.accessentries.awsauth;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonObject;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.kubernetes.KubernetesObjects;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.kubernetes.KubernetesApi;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.immutables.value.Value;

/**
 * The {@code aws-auth} ConfigMap of a cluster, read as the cluster reads it.
 *
 * <p>The cluster goes on after a fault with what it has, and so does this: a list that is not valid YAML is lost whole, a
 * mapping without an ARN is left out, and a user name or group of the wrong type is empty. {@link #faults()} tells each of
 * these. ARNs and user names are kept as they are written, even if they are wrong: a role with a path, for example, is read
 * but never matches, as on a cluster.
 *
 * <p>Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html">The ConfigMap, in the EKS User Guide</a>
 */
@CheckReturnValue
@Value.Immutable
public abstract class AwsAuth {

    AwsAuth() {}

    /**
     * Starts without mappings.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The mappings of a cluster without the ConfigMap.
     *
     * @return no mappings
     */
    public static AwsAuth none() {
        return builder().build();
    }

    /**
     * Reads the ConfigMap from its cluster, {@code kube-system/aws-auth}. Blocks until it has answered.
     *
     * @param kubernetes the API of the cluster; the caller needs the verb {@code get} on this ConfigMap
     * @return its mappings, {@link #none()} if the ConfigMap does not exist
     * @throws io.github.accessentries.AccessEntriesException if it cannot be read, also if the answer is no ConfigMap
     *     or another one
     */
    public static AwsAuth read(KubernetesApi kubernetes) {
        return KubernetesObjects.of(requireNonNull(kubernetes, "kubernetes"))
                .find("/api/v1/namespaces/kube-system/configmaps/aws-auth")
                .map(AwsAuth::answered)
                .orElseGet(AwsAuth::none);
    }

    private static AwsAuth answered(JsonObject configMap) {
        try {
            return parse(ConfigMapText.ofAnswer(configMap));
        } catch (IllegalArgumentException e) {
            throw new UnavailableException(
                    "The Kubernetes API's answer about kube-system/aws-auth cannot be read: " + e.getMessage()
                            + "; check that no proxy answers in place of the cluster, or try again later",
                    ErrorContext.builder().build(),
                    e);
        }
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
        return parse(new ConfigMapText(requireNonNull(data, "data"), List.of()));
    }

    private static AwsAuth parse(ConfigMapText configMap) {
        int most = DocumentLimits.AWS_AUTH.maxCharacters();
        configMap.data().forEach((key, value) -> {
            if (value.length() > most) {
                throw new IllegalArgumentException("The value of " + PlainText.of(key) + " has " + value.length()
                        + " characters; a ConfigMap can hold at most " + most);
            }
        });
        return new AwsAuthReader(configMap.faults()).read(configMap.data());
    }

    /**
     * Reads the whole ConfigMap, as {@code kubectl get configmap aws-auth -o yaml} or {@code -o json} prints it.
     *
     * @param text one object in YAML or JSON
     * @return its mappings
     * @throws IllegalArgumentException if it is not a ConfigMap whose data are texts, which the API server would refuse, too, or
     *     if it has another name or namespace than {@code kube-system/aws-auth}
     */
    public static AwsAuth parseConfigMap(String text) {
        return parse(ConfigMapText.of(requireNonNull(text, "text")));
    }

    /** {@return the mappings of roles, in order} */
    public abstract List<ArnMapping> roles();

    /** {@return the mappings of users, in order} */
    public abstract List<ArnMapping> users();

    /** {@return accounts whose users and roles may all authenticate, as their ARN and without groups; one may be empty} */
    public abstract List<String> accounts();

    /**
     * What could not be read, or what the cluster may read otherwise. As long as there is one of these, it is not certain
     * whom the ConfigMap lets in.
     *
     * @return each as readable text with its place
     */
    public abstract List<String> faults();

    /** One mapping. Immutable. */
    @CheckReturnValue
    @Value.Immutable
    public abstract static class ArnMapping {

        ArnMapping() {}

        /**
         * Starts a mapping; the ARN is required.
         *
         * @return a new builder
         */
        public static Builder builder() {
            return new Builder();
        }

        /**
         * A mapping as it is written in the ConfigMap.
         *
         * @param arn the ARN as it is written in the ConfigMap
         * @param username the template of the user name, empty if the mapping has none
         * @param groups templates of the groups, in order
         * @return the mapping
         */
        public static ArnMapping of(String arn, String username, Collection<String> groups) {
            return builder()
                    .arn(arn)
                    .username(username)
                    .groups(requireNonNull(groups, "groups"))
                    .build();
        }

        /** {@return the ARN as it is written in the ConfigMap} */
        public abstract String arn();

        /** {@return the template of the user name, empty if the mapping has none} */
        @Value.Default
        public String username() {
            return "";
        }

        /** {@return templates of the groups, in order} */
        public abstract List<String> groups();

        /**
         * The mapping as text.
         *
         * @return ARN, user name and groups on one line
         */
        @Override
        public final String toString() {
            return PlainText.name(arn()) + " as " + PlainText.quoted(username()) + " in groups ["
                    + PlainText.names(groups()) + "]";
        }

        /** Builds mappings. Not thread-safe. */
        public static final class Builder extends ImmutableArnMapping.Builder {
            Builder() {}
        }
    }

    /**
     * The mappings as text.
     *
     * @return mappings, accounts and faults on one line
     */
    @Override
    public final String toString() {
        return "mapRoles " + roles() + ", mapUsers " + users() + ", mapAccounts [" + PlainText.names(accounts())
                + "], faults " + PlainText.of(faults().toString());
    }

    /** Builds the contents of a ConfigMap. Not thread-safe. */
    public static final class Builder extends ImmutableAwsAuth.Builder {
        Builder() {}
    }
}

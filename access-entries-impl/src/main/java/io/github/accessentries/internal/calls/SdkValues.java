package io.github.accessentries.internal.calls;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.EntryType;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.principal.ArnKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AssociatedAccessPolicy;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.Update;

/**
 * Converts between the SDK's values and the library's own. The SDK marks no member as required, so reading takes what
 * there is, in whatever form: what is unknown stays as it is. Only an answer without its subject is refused with an
 * {@link IllegalArgumentException}, because nothing can be said about what is not named, and because a missing list is not
 * an empty one.
 */
final class SdkValues {

    private SdkValues() {}

    /**
     * An entry.
     *
     * @param asked the cluster and the principal that EKS was asked about
     */
    static AccessEntry entry(
            String cluster,
            PrincipalArn asked,
            software.amazon.awssdk.services.eks.model.@Nullable AccessEntry entry,
            List<PolicyAssociation> policies) {
        if (entry == null) {
            throw new IllegalArgumentException("It describes no access entry");
        }
        return AccessEntry.builder()
                .cluster(cluster)
                .principal(principal(asked, entry.principalArn()))
                .type(entry.type() == null ? EntryType.STANDARD : EntryType.fromEks(entry.type()))
                .username(Optional.ofNullable(entry.username()).orElse(""))
                .groups(present(entry.kubernetesGroups()))
                .tags(present(entry.tags()))
                .policies(policies)
                .arn(Optional.ofNullable(entry.accessEntryArn()))
                .createdAt(Optional.ofNullable(entry.createdAt()))
                .modifiedAt(Optional.ofNullable(entry.modifiedAt()))
                .build();
    }

    /** The principal as EKS spells it, unless the entry is another's. */
    private static PrincipalArn principal(PrincipalArn asked, @Nullable String answered) {
        if (answered == null || answered.equals(asked.arn())) {
            return asked;
        }
        PrincipalArn principal = PrincipalArn.fromEks(answered);
        if (!ArnKey.of(principal).equals(ArnKey.of(asked))) {
            throw new IllegalArgumentException("It is about " + principal);
        }
        return principal;
    }

    /** Groups and tags without what is {@code null} in them, which names nothing. */
    private static Set<String> present(Collection<@Nullable String> names) {
        return names.stream().filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private static Map<String, String> present(Map<String, @Nullable String> tags) {
        Map<String, String> present = new LinkedHashMap<>();
        tags.forEach((key, value) -> {
            if (value != null) {
                present.put(key, value);
            }
        });
        return present;
    }

    /** The items of a list, all of which EKS must name. */
    static <T, V> List<V> list(boolean hasIt, String member, List<@Nullable T> items, Function<T, V> value) {
        if (!hasIt) {
            throw new IllegalArgumentException("It has no " + member + ", which is not the same as an empty list");
        }
        return items.stream()
                .map(item -> value.apply(named(item, "One of its " + member + " is null")))
                .toList();
    }

    static <T> T named(@Nullable T member, String refusal) {
        if (member == null) {
            throw new IllegalArgumentException(refusal);
        }
        return member;
    }

    static AccessPolicy policy(software.amazon.awssdk.services.eks.model.AccessPolicy policy) {
        return AccessPolicy.fromEks(named(policy.arn(), "One of its access policies has no ARN"));
    }

    /** Without a scope, the policy holds nowhere that is known. */
    static PolicyAssociation association(@Nullable AssociatedAccessPolicy association) {
        AssociatedAccessPolicy given = named(association, "It describes no association");
        return PolicyAssociation.builder()
                .policy(AccessPolicy.fromEks(named(given.policyArn(), "An association names no policy")))
                .scope(scope(given.accessScope()))
                .associatedAt(Optional.ofNullable(given.associatedAt()))
                .modifiedAt(Optional.ofNullable(given.modifiedAt()))
                .build();
    }

    private static AccessScope scope(software.amazon.awssdk.services.eks.model.@Nullable AccessScope scope) {
        return scope == null
                ? AccessScope.of("", Set.of())
                : AccessScope.of(Optional.ofNullable(scope.typeAsString()).orElse(""), present(scope.namespaces()));
    }

    /** Each policy once: of two associations of one policy, both count. */
    static List<PolicyAssociation> eachOnce(List<PolicyAssociation> associations) {
        Map<AccessPolicy, PolicyAssociation> once = new LinkedHashMap<>();
        associations.forEach(each -> once.merge(each.policy(), each, SdkValues::both));
        return List.copyOf(once.values());
    }

    private static PolicyAssociation both(PolicyAssociation one, PolicyAssociation other) {
        PolicyAssociation.Builder both = PolicyAssociation.builder();
        return both.from(one).scope(both(one.scope(), other.scope())).build();
    }

    private static AccessScope both(AccessScope one, AccessScope other) {
        try {
            return one.with(other);
        } catch (IllegalArgumentException oneIsUnknown) {
            Set<String> namespaces = present(List.copyOf(one.namespaces()));
            namespaces.addAll(other.namespaces());
            return AccessScope.of(one.type() + "+" + other.type(), namespaces);
        }
    }

    static software.amazon.awssdk.services.eks.model.AccessScope scope(AccessScope scope) {
        return software.amazon.awssdk.services.eks.model.AccessScope.builder()
                .type(scope.type())
                .namespaces(scope.namespaces())
                .build();
    }

    static ClusterFacts facts(@Nullable Cluster cluster) {
        Cluster given = named(cluster, "It describes no cluster");
        String kubernetes = Optional.ofNullable(given.version()).orElse("");
        String platform = Optional.ofNullable(given.platformVersion()).orElse("");
        String arn = Optional.ofNullable(given.arn()).orElse("");
        ClusterFacts old = new ClusterFacts(AuthenticationMode.CONFIG_MAP, kubernetes, platform, arn);
        if (given.accessConfig() != null && given.accessConfig().authenticationModeAsString() != null) {
            String mode = given.accessConfig().authenticationModeAsString();
            return new ClusterFacts(AuthenticationMode.parse(mode), kubernetes, platform, arn);
        }
        // Clusters older than access entries have no access configuration; of all others EKS would tell it.
        return old.isTooOldForAccessEntries()
                ? old
                : new ClusterFacts(AuthenticationMode.UNKNOWN, kubernetes, platform, arn);
    }

    static String id(@Nullable Update update) {
        return named(named(update, "It describes no update").id(), "The update has no id");
    }

    /** The state of the update that EKS was asked about, unless the answer is another's. */
    static UpdateState update(String asked, @Nullable Update update) {
        Update given = named(update, "It describes no update");
        if (given.id() != null && !given.id().equals(asked)) {
            throw new IllegalArgumentException("It is about update " + given.id());
        }
        return new UpdateState(
                Optional.ofNullable(given.statusAsString()).orElse(""),
                given.errors().stream()
                        .filter(Objects::nonNull)
                        .map(error -> error.errorCodeAsString() + ": " + error.errorMessage())
                        .toList());
    }
}

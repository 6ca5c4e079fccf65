package io.github.accessentries.internal.iac;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Text;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a document, as texts with their places. Each format has its own names; what they mean is the same for
 * all formats and is interpreted here.
 */
public final class EntryDraft {

    /** A policy as it is written. */
    private record Association(
            @Nullable CustomPolicy custom,
            Text policy,
            @Nullable Text scopeType,
            List<Text> namespaces) {}

    private final Text principal;
    private @Nullable Text type;
    private @Nullable Text username;
    private List<Text> groups = List.of();
    private final Map<String, Text> tags = new LinkedHashMap<>();
    private final List<Association> policies = new ArrayList<>();

    /**
     * Starts with nothing but the principal.
     *
     * @param principal its ARN
     */
    public EntryDraft(Text principal) {
        this.principal = principal;
    }

    /** {@return whose entry it is} */
    public Text principal() {
        return principal;
    }

    /**
     * Notes the type.
     *
     * @param type the type; empty for the one that EKS takes
     */
    public void type(Optional<Text> type) {
        this.type = type.orElse(null);
    }

    /**
     * Notes the user name.
     *
     * @param username the name; empty for the one that EKS generates
     */
    public void username(Optional<Text> username) {
        this.username = username.orElse(null);
    }

    /**
     * Notes the groups.
     *
     * @param groups all of them
     */
    public void groups(List<Text> groups) {
        this.groups = groups;
    }

    /**
     * Notes a tag.
     *
     * @param key its key
     * @param value its value
     */
    public void tag(String key, Text value) {
        tags.put(key, value);
    }

    /**
     * Notes a policy.
     *
     * @param policy its name or ARN
     * @param scopeType the type of its scope; without, it holds in the given namespaces
     * @param namespaces the namespaces
     */
    public void policy(Text policy, Optional<Text> scopeType, List<Text> namespaces) {
        policies.add(new Association(null, policy, scopeType.orElse(null), namespaces));
    }

    /**
     * Notes a custom policy that stands in the same document.
     *
     * @param custom the policy
     * @param policy its name
     * @param scopeType the type of its scope; without, it holds in the given namespaces
     * @param namespaces the namespaces
     */
    public void customPolicy(CustomPolicy custom, Text policy, Optional<Text> scopeType, List<Text> namespaces) {
        policies.add(new Association(custom, policy, scopeType.orElse(null), namespaces));
    }

    /**
     * Notes a policy whose scope stands in a mapping of its own.
     *
     * @param policy its name or ARN
     * @param scope the mapping; that it has no type is a fault
     * @param type what the type of the scope is called there
     * @param namespaces what the namespaces are called there
     */
    public void policy(Text policy, Members scope, String type, String namespaces) {
        Optional<Text> scopeType = scope.required(type);
        if (scopeType.isPresent()) {
            policy(policy, scopeType, scope.texts(namespaces));
        }
    }

    /** {@return the entry; empty, with a fault of the document at the place of every invalid part, if there is any} */
    Optional<DesiredEntry> toEntry() {
        return principal.as(PrincipalArn::of).flatMap(this::toEntry);
    }

    private Optional<DesiredEntry> toEntry(PrincipalArn arn) {
        DesiredEntry.Builder entry = DesiredEntry.builder(arn);
        with(type, text -> text.as(EntryType::of).ifPresent(entry::type));
        with(username, text -> entry.username(text.value()));
        groups.forEach(group -> entry.groups(group.value()));
        tags.forEach((key, value) -> entry.tag(key, value.value()));
        for (Association association : policies) {
            CustomPolicy custom = association.custom();
            Optional<AccessPolicy> policy =
                    custom == null ? association.policy().as(AccessPolicy::of) : Optional.empty();
            Optional<AccessScope> scope = scope(association);
            if (custom != null) {
                scope.ifPresent(place -> entry.allow(custom).in(place));
            } else if (policy.isPresent() && scope.isPresent()) {
                entry.allow(policy.get()).in(scope.get());
            }
        }
        try {
            return Optional.of(entry.build());
        } catch (InvalidDesiredAccessException e) {
            e.faults().forEach(fault -> placeOf(fault.field()).fault(fault.reason()));
            return Optional.empty();
        }
    }

    /** The closest place that is known; the reason names the value. */
    private Field placeOf(String part) {
        Stream<Text> candidates = switch (part) {
            case "type" -> Stream.ofNullable(type);
            case "username" -> Stream.ofNullable(username);
            case "groups" -> groups.stream();
            case "tags" -> tags.values().stream();
            case "policies" -> policies.stream().map(Association::policy);
            default -> Stream.of(principal);
        };
        return candidates.findFirst().orElse(principal).at();
    }

    private static void with(@Nullable Text text, Consumer<Text> use) {
        if (text != null) {
            use.accept(text);
        }
    }

    private static Optional<AccessScope> scope(Association association) {
        List<String> namespaces =
                association.namespaces().stream().map(Text::value).toList();
        Text type = association.scopeType();
        if (type == null) {
            return association.policy().as(any -> AccessScope.namespaces(namespaces));
        }
        return type.as(text -> switch (text) {
            case "cluster" -> clusterWide(namespaces);
            case "namespace" -> AccessScope.namespaces(namespaces);
            default ->
                throw new IllegalArgumentException(
                        PlainText.quoted(text) + " is not a type of scope; use cluster or namespace");
        });
    }

    private static AccessScope clusterWide(List<String> namespaces) {
        if (!namespaces.isEmpty()) {
            throw new IllegalArgumentException(
                    "a cluster-wide scope has no namespaces; leave out " + namespaces + ", or use namespace");
        }
        return AccessScope.clusterWide();
    }
}

package io.github.accessentries.internal.iac;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryRules;
import io.github.accessentries.EntryType;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Text;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import io.github.accessentries.plan.InvalidDesiredAccessException.Fault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a document, as texts with their places. Each format has its own names; what they mean is the same for
 * all formats and is interpreted here.
 */
public final class EntryDraft {

    /** A policy as it is written; its namespaces have a place also where there are none. */
    private record Association(
            @Nullable CustomPolicy custom,
            Text policy,
            @Nullable Text scopeType,
            List<Text> namespaces,
            Field namespacesAt) {}

    /** What one text, or the few that belong together, say of the entry. */
    private record Part(Field at, Consumer<DesiredEntry.Builder> says) {}

    private final Text principal;
    private @Nullable Text type;
    private @Nullable Text username;
    private List<Text> groups = List.of();
    private final Map<String, Text> tags = new LinkedHashMap<>();
    private final Map<String, Field> keysOfTags = new LinkedHashMap<>();
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
     * Notes a tag. That its key was there before is a fault of the document.
     *
     * @param key its key
     * @param value its value
     */
    public void tag(String key, Text value) {
        if (tags.putIfAbsent(key, value) != null) {
            value.at()
                    .fault("gives the tag " + PlainText.quoted(key)
                            + " twice, and EKS takes a key only once; keep one of them");
        }
    }

    /**
     * Notes a tag whose key has a place of its own.
     *
     * @param key its key
     * @param value its value
     */
    public void tag(Text key, Text value) {
        keysOfTags.putIfAbsent(key.value(), key.at());
        tag(key.value(), value);
    }

    /**
     * Notes a policy.
     *
     * @param policy its name or ARN
     * @param scopeType the type of its scope; without, it holds in the given namespaces
     * @param namespaces the namespaces
     */
    public void policy(Text policy, Optional<Text> scopeType, List<Text> namespaces) {
        Field at = scopeType.orElse(policy).at();
        policies.add(new Association(null, policy, scopeType.orElse(null), namespaces, at));
    }

    /**
     * Notes a policy whose scope stands in a mapping.
     *
     * @param custom the policy, if it stands in the same document; empty for one of AWS
     * @param policy its name or ARN
     * @param scopeType the type of its scope; without, it holds in the given namespaces
     * @param scope the mapping
     * @param namespaces what the namespaces are called there
     */
    public void policy(
            Optional<CustomPolicy> custom, Text policy, Optional<Text> scopeType, Members scope, String namespaces) {
        policies.add(new Association(
                custom.orElse(null),
                policy,
                scopeType.orElse(null),
                scope.texts(namespaces),
                scope.field(namespaces).orElse(scope.at())));
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
            policy(Optional.empty(), policy, scopeType, scope, namespaces);
        }
    }

    /** {@return the entry; empty, with a fault of the document at the place of every invalid part, if there is any} */
    Optional<DesiredEntry> toEntry() {
        return principal.as(PrincipalArn::of).flatMap(this::toEntry);
    }

    /** What an entry with one part alone would be refused for is wrong with that part; what is left is wrong with them together. */
    private Optional<DesiredEntry> toEntry(PrincipalArn arn) {
        Deque<Field> repeated = new ArrayDeque<>();
        List<Part> parts = parts(repeated);
        List<Fault> ofPrincipal = faults(arn, List.of());
        ofPrincipal.forEach(fault -> principal.at().fault(fault.reason()));
        List<Fault> told = new ArrayList<>(ofPrincipal);
        for (Part part : parts) {
            List<Fault> ofPart = faults(arn, List.of(part));
            ofPart.removeAll(ofPrincipal);
            ofPart.forEach(fault -> part.at().fault(fault.reason()));
            told.addAll(ofPart);
        }
        DesiredEntry.Builder entry = DesiredEntry.builder(arn);
        parts.forEach(part -> part.says().accept(entry));
        try {
            return Optional.of(entry.build());
        } catch (InvalidDesiredAccessException e) {
            List<Fault> together = new ArrayList<>(e.faults());
            told.forEach(together::remove);
            together.forEach(fault -> placeOf(fault.field(), repeated).fault(fault.reason()));
            return Optional.empty();
        }
    }

    private static List<Fault> faults(PrincipalArn arn, List<Part> parts) {
        DesiredEntry.Builder entry = DesiredEntry.builder(arn);
        parts.forEach(part -> part.says().accept(entry));
        try {
            DesiredEntry unused = entry.build();
            return new ArrayList<>();
        } catch (InvalidDesiredAccessException e) {
            return new ArrayList<>(e.faults());
        }
    }

    /** All parts that can be read, and the places of policies that were named before. */
    private List<Part> parts(Deque<Field> repeated) {
        List<Part> parts = new ArrayList<>();
        if (type != null) {
            Field at = type.at();
            type.as(EntryType::of).ifPresent(read -> parts.add(new Part(at, entry -> entry.type(read))));
        }
        if (username != null) {
            Text name = username;
            parts.add(new Part(name.at(), entry -> entry.username(name.value())));
        }
        groups.forEach(group -> parts.add(new Part(group.at(), entry -> entry.groups(group.value()))));
        tags.forEach((key, value) ->
                parts.add(new Part(placeOfTag(key, value), entry -> entry.tag(key, value.value()))));
        Set<Object> named = new HashSet<>();
        for (Association association : policies) {
            CustomPolicy custom = association.custom();
            Field at = association.policy().at();
            Optional<AccessPolicy> policy =
                    custom == null ? association.policy().as(AccessPolicy::of) : Optional.empty();
            Optional<AccessScope> scope = scope(association);
            if (scope.isEmpty() || (custom == null && policy.isEmpty())) {
                continue;
            }
            if (!named.add(custom == null ? policy.get() : custom.name())) {
                repeated.add(at);
            }
            parts.add(new Part(at, entry -> {
                if (custom == null) {
                    entry.allow(policy.get()).in(scope.get());
                } else {
                    entry.allow(custom).in(scope.get());
                }
            }));
        }
        return parts;
    }

    /** What is wrong with a tag without a value is wrong with its key. */
    private Field placeOfTag(String key, Text value) {
        Field placeOfKey = keysOfTags.getOrDefault(key, value.at());
        try {
            EntryRules.requireTag(key, "");
            return value.at();
        } catch (IllegalArgumentException e) {
            return placeOfKey;
        }
    }

    /** Where to tell what is wrong with several parts; the reason names the value. */
    private Field placeOf(String part, Deque<Field> repeated) {
        return switch (part) {
            case "type" -> type == null ? principal.at() : type.at();
            // More tags than EKS takes: the last one is too many.
            case "tags" ->
                tags.values().stream().reduce(principal, (before, last) -> last).at();
            case "policies" -> repeated.isEmpty() ? principal.at() : repeated.remove();
            default -> principal.at();
        };
    }

    private static Optional<AccessScope> scope(Association association) {
        List<String> namespaces =
                association.namespaces().stream().map(Text::value).toList();
        Text type = association.scopeType();
        if (type != null && !type.value().equals("namespace")) {
            return type.as(text -> clusterWide(text, namespaces));
        }
        if (namespaces.isEmpty()) {
            association
                    .namespacesAt()
                    .fault("A namespace scope needs at least one namespace; for all of them, use cluster");
            return Optional.empty();
        }
        boolean canMatch = association.namespaces().stream()
                .map(namespace -> namespace.as(AccessScope::namespaces).isPresent())
                .reduce(true, Boolean::logicalAnd);
        return canMatch ? Optional.of(AccessScope.namespaces(namespaces)) : Optional.empty();
    }

    private static AccessScope clusterWide(String type, List<String> namespaces) {
        if (!type.equals("cluster")) {
            throw new IllegalArgumentException(
                    PlainText.quoted(type) + " is not a type of scope; use cluster or namespace");
        }
        if (!namespaces.isEmpty()) {
            throw new IllegalArgumentException("a cluster-wide scope has no namespaces; leave out ["
                    + PlainText.names(namespaces) + "], or use namespace");
        }
        return AccessScope.clusterWide();
    }
}

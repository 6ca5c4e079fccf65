package io.github.accessentries.internal.iac.terraform;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import io.github.accessentries.EntryType;
import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Text;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.ComputedByEks;
import io.github.accessentries.internal.iac.EntryDraft;
import io.github.accessentries.internal.text.PlainText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** An entry, as a resource says it. */
final class EntryOfResource {

    private final Resource resource;
    private final EntryKey key;
    private final Text principal;
    private final EntryDraft draft;
    private final Map<String, Object> told = new LinkedHashMap<>();
    private final Map<String, List<String>> policies = new LinkedHashMap<>();

    private EntryOfResource(Resource resource, EntryKey key, Text principal) {
        this.resource = resource;
        this.key = key;
        this.principal = principal;
        this.draft = new EntryDraft(principal);
    }

    /**
     * Reads an entry, whose principal is known.
     *
     * @throws Unanswered if something else is not
     */
    static EntryOfResource of(Resource resource, EntryKey key) throws Unanswered {
        EntryOfResource entry = new EntryOfResource(
                resource,
                key,
                text(resource, "principal_arn").orElseThrow(() -> new Unanswered("has no principal_arn")));
        entry.read();
        return entry;
    }

    private void read() throws Unanswered {
        Optional<Text> type = text(resource, "type");
        draft.type(type);
        told.put("type", type.map(Text::value).orElse(EntryType.STANDARD.name()));
        if (!resource.hasWhatEksChose() || !ComputedByEks.isForNodes(type)) {
            // An empty one is left to EKS, too.
            Optional<Text> username = text(resource, "user_name")
                    .filter(name -> !name.value().isEmpty())
                    .filter(name -> !resource.hasWhatEksChose() || !ComputedByEks.isGenerated(name, principal));
            draft.username(username);
            told.put("username", username.map(Text::value));
            List<Text> groups = texts(resource.argument("kubernetes_groups"));
            draft.groups(groups);
            told.put("groups", groups.stream().map(Text::value).collect(toCollection(TreeSet::new)));
        }
        Map<String, Field> tags = new LinkedHashMap<>(resource.tags());
        tags.values().removeIf(Field::isEmpty);
        tags.forEach((key, value) -> value.text().ifPresent(text -> draft.tag(key, new Text(text, value))));
        told.put(
                "tags",
                tags.entrySet().stream()
                        .filter(tag -> tag.getValue().isText())
                        .collect(toMap(
                                Map.Entry::getKey, tag -> tag.getValue().text().orElseThrow())));
    }

    /**
     * Takes a policy.
     *
     * @return whether it was taken; a fault of the document otherwise
     * @throws Unanswered if something of it is not known
     */
    boolean add(Resource association) throws Unanswered {
        Optional<Text> policy = text(association, "policy_arn");
        if (policy.isEmpty()) {
            association.place().fault("has no policy_arn");
            return false;
        }
        List<Field> scopes = association.scopes();
        if (scopes.size() != 1) {
            association
                    .place()
                    .fault(scopes.isEmpty() ? "has no access_scope" : "has several access_scope; a policy has one");
            return false;
        }
        Members scope = association.hasWhatEksChose()
                ? Members.ofAny(scopes.get(0))
                : Members.of(scopes.get(0), "type", "namespaces");
        Optional<Text> type = scope.required("type");
        List<Text> namespaces = texts(scope.field("namespaces").filter(field -> !field.isEmpty()));
        List<String> told = Stream.concat(type.stream(), namespaces.stream())
                .map(Text::value)
                .sorted()
                .toList();
        List<String> other = policies.putIfAbsent(policy.get().value(), told);
        if (other != null && !other.equals(told)) {
            throw new Unanswered("gives " + PlainText.of(policy.get().value())
                    + " another scope than another resource does, and an entry has a policy once; keep one of them");
        }
        if (other == null) {
            draft.policy(policy.get(), type, namespaces);
        }
        return true;
    }

    private static Optional<Text> text(Resource resource, String argument) throws Unanswered {
        return resource.argument(argument).flatMap(field -> field.text().map(text -> new Text(text, field)));
    }

    private static List<Text> texts(Optional<Field> list) throws Unanswered {
        if (list.filter(Field::isText).isPresent()) {
            throw new Unanswered("takes a list from a text, which only Terraform can evaluate");
        }
        return list.map(Field::items).orElse(List.of()).stream()
                .flatMap(item -> item.text().map(text -> new Text(text, item)).stream())
                .toList();
    }

    Resource resource() {
        return resource;
    }

    EntryKey key() {
        return key;
    }

    Text principal() {
        return principal;
    }

    EntryDraft draft() {
        return draft;
    }

    /** Whether another resource says the same of it. */
    boolean isLike(EntryOfResource other) {
        return told.equals(other.told);
    }
}

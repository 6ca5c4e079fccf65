package io.github.accessentries.rbac;

import io.github.accessentries.authz.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads RBAC objects out of YAML or JSON, which is YAML too, and notes what is wrong with its place. */
final class RbacReader {

    /** What kind of object, where, by which name: there is one of each. */
    private record Key(String kind, @Nullable String namespace, String name) {
        @Override
        public String toString() {
            return kind + " " + (namespace == null ? "" : namespace + "/") + name;
        }
    }

    private final Map<Key, RbacRole> roles = new LinkedHashMap<>();
    private final Map<Key, RbacBinding> bindings = new LinkedHashMap<>();
    private final Set<String> namespaces = new LinkedHashSet<>();
    private final List<String> faults = new ArrayList<>();

    RbacObjects read(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(RbacObjects.MAX_CHARACTERS);
        try {
            int number = 0;
            for (Object document : new Yaml(new SafeConstructor(options)).loadAll(text)) {
                number++;
                readAll(document, "document " + number);
            }
        } catch (YAMLException e) {
            throw new IllegalArgumentException("The RBAC objects are no YAML or JSON: " + e.getMessage(), e);
        }
        noteDanglingBindings();
        return new RbacObjects(
                List.copyOf(roles.values()), List.copyOf(bindings.values()), List.copyOf(namespaces), faults);
    }

    private void readAll(@Nullable Object node, String place) {
        if (node instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                readAll(list.get(i), place + ", item " + (i + 1));
            }
        } else if (node instanceof Map<?, ?> object) {
            Members members = new Members(object);
            if (members.list("items") != null) {
                readAll(members.list("items"), place);
            } else {
                readObject(members, place);
            }
        } else if (node != null) {
            faults.add(place + ": is no object");
        }
    }

    private void readObject(Members object, String place) {
        String kind = object.text("kind");
        Members metadata = object.members("metadata");
        String name = metadata.text("name");
        if (name.isEmpty()) {
            faults.add(place + ": " + (kind.isEmpty() ? "an object" : kind) + " has no name");
            return;
        }
        String namespace = metadata.text("namespace");
        switch (kind) {
            case "ClusterRole" -> addRole(new Key(kind, null, name), object);
            case "Role" -> inNamespace(kind, namespace, name, place, key -> addRole(key, object));
            case "ClusterRoleBinding" -> addBinding(new Key(kind, null, name), object);
            case "RoleBinding" -> inNamespace(kind, namespace, name, place, key -> addBinding(key, object));
            case "Namespace" -> namespaces.add(name);
            default -> faults.add(place + ": kind \"" + kind + "\" of \"" + name + "\" is none of RBAC; passed over");
        }
    }

    private void inNamespace(String kind, String namespace, String name, String place, Consumer<Key> add) {
        if (namespace.isEmpty()) {
            faults.add(place + ": " + kind + " " + name + " has no namespace");
        } else {
            add.accept(new Key(kind, namespace, name));
        }
    }

    private void addRole(Key key, Members object) {
        List<Rule> rules = new ArrayList<>();
        List<Members> written = object.objects("rules");
        for (int i = 0; i < written.size(); i++) {
            try {
                rules.add(rule(written.get(i)));
            } catch (IllegalArgumentException e) {
                faults.add(key + ", rule " + (i + 1) + ": " + e.getMessage());
            }
        }
        noteTwin(key, roles.put(key, new RbacRole(key.namespace(), key.name(), rules)));
    }

    private static Rule rule(Members rule) {
        return Rule.builder()
                .verbs(rule.texts("verbs"))
                .apiGroups(rule.texts("apiGroups"))
                .resources(rule.texts("resources"))
                .resourceNames(rule.texts("resourceNames"))
                .paths(rule.texts("nonResourceURLs"))
                .build();
    }

    private void addBinding(Key key, Members object) {
        Members roleRef = object.members("roleRef");
        List<RbacSubject> subjects = object.objects("subjects").stream()
                .map(subject -> new RbacSubject(
                        subject.text("kind"), subject.text("name"), emptyToNull(subject.text("namespace"))))
                .toList();
        noteTwin(
                key,
                bindings.put(
                        key,
                        new RbacBinding(
                                key.namespace(), key.name(), roleRef.text("kind"), roleRef.text("name"), subjects)));
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private void noteTwin(Key key, @Nullable Object earlier) {
        if (earlier != null) {
            faults.add(key + " stands there twice; the last one counts");
        }
    }

    private void noteDanglingBindings() {
        bindings.forEach((key, binding) -> {
            String namespace = binding.roleKind().equals(RbacBinding.ROLE) ? binding.namespace() : null;
            Key role = new Key(binding.roleKind(), namespace, binding.role());
            if (!roles.containsKey(role)) {
                faults.add(key + " refers to " + role + ", which is not there; it gives nothing");
            }
        });
    }

    /** The members of an object; what is missing or of another type counts as empty, as long as nothing hangs on it. */
    private record Members(Map<?, ?> object) {

        String text(String name) {
            return object.get(name) instanceof String text ? text : "";
        }

        Members members(String name) {
            return new Members(object.get(name) instanceof Map<?, ?> members ? members : Map.of());
        }

        @Nullable
        List<?> list(String name) {
            return object.get(name) instanceof List<?> list ? list : null;
        }

        List<Members> objects(String name) {
            return listOf(name, element -> element instanceof Map<?, ?> members ? new Members(members) : null);
        }

        /** A number or a truth value would never match anything, so it is kept as it reads. */
        List<String> texts(String name) {
            return listOf(name, String::valueOf);
        }

        private <T> List<T> listOf(String name, Function<Object, @Nullable T> element) {
            List<T> elements = new ArrayList<>();
            List<?> list = list(name);
            if (list != null) {
                for (Object each : list) {
                    T one = element.apply(each);
                    if (one != null) {
                        elements.add(one);
                    }
                }
            }
            return elements;
        }
    }
}

package io.github.accessentries.rbac;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.internal.document.BoundedYaml;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.kubernetes.KubernetesObjects;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads RBAC objects out of YAML, JSON, which is YAML too, or a cluster, and notes what is wrong with its place. */
final class RbacReader {

    /** What kind of object, where, by which name: there is one of each. */
    private record Key(String kind, @Nullable String namespace, String name) {
        @Override
        public String toString() {
            return kind + " " + (namespace == null ? "" : namespace + "/") + name;
        }
    }

    /** A list may lie in a document, and a list as kubectl prints it in that. */
    private static final int MAX_DEPTH = 4;

    private static final String LIST = "List";

    private static final List<String> KINDS_OF_SUBJECTS =
            List.of(RbacSubject.USER, RbacSubject.GROUP, RbacSubject.SERVICE_ACCOUNT);

    private final Map<Key, RbacRole> roles = new LinkedHashMap<>();
    private final Map<Key, RbacBinding> bindings = new LinkedHashMap<>();
    private final Set<String> namespaces = new LinkedHashSet<>();
    private final InputFaults faults = new InputFaults();

    RbacObjects read(String text) {
        try {
            int number = 0;
            for (Object document : BoundedYaml.loadAll(text, DocumentLimits.RBAC_OBJECTS)) {
                number++;
                readAll(document, "", "document " + number, 0);
            }
        } catch (YAMLException e) {
            throw new IllegalArgumentException("The RBAC objects are neither YAML nor JSON: " + e.getMessage(), e);
        }
        return objects();
    }

    /** The objects of a cluster, whose API leaves the kind away in lists. */
    RbacObjects read(KubernetesObjects cluster) {
        Gson gson = new Gson();
        for (RbacObjects.ApiList list : RbacObjects.API_LISTS) {
            int number = 0;
            for (JsonObject item : cluster.list(list.path())) {
                number++;
                readObject(new Members(gson.fromJson(item, Map.class)), list.kind(), list.path() + ", item " + number);
            }
        }
        return objects();
    }

    private RbacObjects objects() {
        noteDanglingBindings();
        return RbacObjects.builder()
                .roles(List.copyOf(roles.values()))
                .bindings(List.copyOf(bindings.values()))
                .namespaces(List.copyOf(namespaces))
                .faults(faults.told())
                .doubts(faults.doubts())
                .build();
    }

    private void readAll(@Nullable Object node, String kindOfItems, String place, int depth) {
        if (depth > MAX_DEPTH) {
            faults.add(place + ": lists are nested too deeply; ignored");
        } else if (node instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                readAll(list.get(i), kindOfItems, place + ", item " + (i + 1), depth + 1);
            }
        } else if (node instanceof Map<?, ?> object) {
            Members members = new Members(object);
            String kind = members.text("kind");
            if (members.list("items") != null) {
                String kindOfThese = kind.endsWith(LIST) ? kind.substring(0, kind.length() - LIST.length()) : "";
                readAll(members.list("items"), kindOfThese, place, depth + 1);
            } else {
                readObject(members, kind.isEmpty() ? kindOfItems : kind, place);
            }
        } else if (node != null) {
            faults.add(place + ": is not an object");
        }
    }

    private void readObject(Members object, String kind, String place) {
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
            default ->
                faults.addIdle(place + ": kind \"" + kind + "\" of \"" + name + "\" is not an RBAC object; ignored");
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
        eachObject(key, object, "rules", "rule", (written, place) -> {
            try {
                rules.add(rule(written));
            } catch (IllegalArgumentException e) {
                faults.add(place + ": " + e.getMessage());
            }
        });
        noteTwin(
                key,
                roles.put(
                        key,
                        RbacRole.builder()
                                .namespace(key.namespace())
                                .name(key.name())
                                .rules(rules)
                                .build()));
    }

    /** A value that should be a list of objects but is not one is reported and ignored. */
    private void eachObject(Key key, Members object, String list, String one, BiConsumer<Members, String> read) {
        Object written = object.object().get(list);
        if (written != null && !(written instanceof List<?>)) {
            faults.add(key + ": its " + list + " are not a list; ignored");
        }
        if (written instanceof List<?> elements) {
            for (int i = 0; i < elements.size(); i++) {
                String place = key + ", " + one + " " + (i + 1);
                if (elements.get(i) instanceof Map<?, ?> members) {
                    read.accept(new Members(members), place);
                } else {
                    faults.add(place + ": is not an object");
                }
            }
        }
    }

    private static Rule rule(Members rule) {
        return Rule.asReceived()
                .verbs(rule.texts("verbs"))
                .apiGroups(rule.texts("apiGroups"))
                .resources(rule.texts("resources"))
                .resourceNames(rule.texts("resourceNames"))
                .paths(rule.texts("nonResourceURLs"))
                .build();
    }

    private void addBinding(Key key, Members object) {
        Members roleRef = object.members("roleRef");
        List<RbacSubject> subjects = new ArrayList<>();
        eachObject(key, object, "subjects", "subject", (written, place) -> {
            RbacSubject subject = RbacSubject.builder()
                    .kind(written.text("kind"))
                    .name(written.text("name"))
                    .namespace(emptyToNull(written.text("namespace")))
                    .build();
            noteStranger(subject, key, place);
            subjects.add(subject);
        });
        noteTwin(
                key,
                bindings.put(
                        key,
                        RbacBinding.builder()
                                .namespace(key.namespace())
                                .name(key.name())
                                .roleKind(roleRef.text("kind"))
                                .role(roleRef.text("name"))
                                .subjects(subjects)
                                .build()));
    }

    private void noteStranger(RbacSubject subject, Key key, String place) {
        if (!KINDS_OF_SUBJECTS.contains(subject.kind())) {
            faults.add(place + ": kind \"" + subject.kind() + "\" is not one of " + KINDS_OF_SUBJECTS + "; it gets"
                    + " nothing");
        } else if (subject.name().isEmpty()) {
            faults.addIdle(place + ": " + subject.kind() + " has no name; it gets nothing");
        } else if (subject.kind().equals(RbacSubject.SERVICE_ACCOUNT)
                && subject.namespace() == null
                && key.namespace() == null) {
            faults.addIdle(place + ": ServiceAccount " + subject.name() + " has no namespace; it gets nothing");
        }
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private void noteTwin(Key key, @Nullable Object earlier) {
        if (earlier != null) {
            faults.add(key + " occurs twice; the last one counts");
        }
    }

    private void noteDanglingBindings() {
        bindings.forEach((key, binding) -> {
            String namespace = binding.roleKind().equals(RbacBinding.ROLE) ? binding.namespace() : null;
            Key role = new Key(binding.roleKind(), namespace, binding.role());
            if (!roles.containsKey(role)) {
                faults.add(key + " refers to " + role + ", which does not exist; it grants nothing");
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

        /** A number or a truth value would never match anything, so it is kept as it reads. */
        List<String> texts(String name) {
            List<?> written = list(name);
            if (written == null) {
                if (object.get(name) != null) {
                    throw new IllegalArgumentException("its " + name + " are not a list");
                }
                return List.of();
            }
            List<String> texts = new ArrayList<>();
            for (Object each : written) {
                if (each instanceof Map<?, ?> || each instanceof Collection<?> || each == null) {
                    throw new IllegalArgumentException("its " + name + " contain something that is not text");
                }
                texts.add(each.toString());
            }
            return texts;
        }
    }
}

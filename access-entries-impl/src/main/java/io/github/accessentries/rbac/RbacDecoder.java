package io.github.accessentries.rbac;

import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.internal.kubernetes.OwnMarks;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.rbac.WireObject.Undecodable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decodes roles and bindings as Kubernetes does, and tells what its validation would refuse. */
final class RbacDecoder {

    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final Set<String> KINDS_OF_ROLES = Set.of(RbacBinding.CLUSTER_ROLE, RbacBinding.ROLE);
    private static final List<String> KINDS_OF_SUBJECTS =
            List.of(RbacSubject.USER, RbacSubject.GROUP, RbacSubject.SERVICE_ACCOUNT);

    private static final Set<String> MEMBERS_OF_ROLES = Set.of("aggregationRule", "rules");
    private static final Set<String> MEMBERS_OF_RULES =
            Set.of("apiGroups", "nonResourceURLs", "resourceNames", "resources", "verbs");
    private static final Set<String> MEMBERS_OF_BINDINGS = Set.of("roleRef", "subjects");

    private final InputFaults faults;

    RbacDecoder(InputFaults faults) {
        this.faults = faults;
    }

    RbacRole role(ObjectKey key, WireObject object) throws Undecodable {
        List<Rule> rules = new ArrayList<>();
        List<Consumer<InputFaults>> notes = new ArrayList<>();
        notes.add(to -> noteMisspelt(object, MEMBERS_OF_ROLES, key.toString(), to));
        for (WireObject rule : object.objects("rules", "rule")) {
            String place = key + ", rule " + (rules.size() + 1);
            notes.add(to -> noteMisspelt(rule, MEMBERS_OF_RULES, place, to));
            notes.add(to -> noteNoGroup(rule, place, to));
            rules.add(Rule.asReceived()
                    .verbs(rule.texts("verbs"))
                    .apiGroups(rule.texts("apiGroups"))
                    .resources(rule.texts("resources"))
                    .resourceNames(rule.texts("resourceNames"))
                    .paths(rule.texts("nonResourceURLs"))
                    .build());
        }
        RbacRole role = RbacRole.builder()
                .namespace(key.namespace())
                .name(key.name())
                .rules(rules)
                .labels(OwnMarks.of(object.json(), "labels"))
                .annotations(OwnMarks.of(object.json(), "annotations"))
                .build();
        notes.forEach(note -> note.accept(faults));
        return role;
    }

    /** A cluster drops what it does not know, be it of a later version or misspelt, but who misspelt it means something else. */
    private static void noteMisspelt(WireObject object, Set<String> known, String place, InputFaults faults) {
        for (String member : object.json().keySet()) {
            known.stream()
                    .filter(name -> !name.equals(member)
                            && (name.equalsIgnoreCase(member) || name.equalsIgnoreCase(member + "s")))
                    .forEach(name -> faults.add(place + ": has the field " + PlainText.quoted(member)
                            + ", which counts for nothing; it should be " + name));
        }
    }

    private static void noteNoGroup(WireObject rule, String place, InputFaults faults) {
        if (rule.has("resources") && !rule.has("apiGroups")) {
            faults.addIdle(
                    place + ": names resources and no apiGroups, so it grants nothing of them; the core group is \"\"");
        }
    }

    RbacBinding binding(ObjectKey key, WireObject object) throws Undecodable {
        WireObject roleRef = object.object("roleRef");
        List<RbacSubject> subjects = new ArrayList<>();
        List<Consumer<InputFaults>> notes = new ArrayList<>();
        notes.add(to -> noteMisspelt(object, MEMBERS_OF_BINDINGS, key.toString(), to));
        String group = roleRef.text("apiGroup");
        if (!group.isEmpty() && !group.equals(RBAC)) {
            notes.add(to -> to.add(key + ": its roleRef is of group \"" + PlainText.of(group)
                    + "\", which no cluster accepts; it counts" + " as if it were of " + RBAC));
        }
        for (WireObject written : object.objects("subjects", "subject")) {
            RbacSubject subject = RbacSubject.builder()
                    .kind(written.text("kind"))
                    .name(written.text("name"))
                    .namespace(namespaceOf(written, key))
                    .build();
            String place = key + ", subject " + (subjects.size() + 1);
            String subjectGroup = written.text("apiGroup");
            notes.add(to -> noteStranger(subject, subjectGroup, key, place, to));
            subjects.add(subject);
        }
        RbacBinding binding = RbacBinding.builder()
                .namespace(key.namespace())
                .name(key.name())
                .roleKind(roleRef.text("kind"))
                .role(roleRef.text("name"))
                .subjects(subjects)
                .labels(OwnMarks.of(object.json(), "labels"))
                .annotations(OwnMarks.of(object.json(), "annotations"))
                .build();
        notes.forEach(note -> note.accept(faults));
        return binding;
    }

    private static void noteStranger(
            RbacSubject subject, String group, ObjectKey key, String place, InputFaults faults) {
        boolean isAccount = subject.kind().equals(RbacSubject.SERVICE_ACCOUNT);
        if (!KINDS_OF_SUBJECTS.contains(subject.kind())) {
            faults.addIdle(place + ": kind \"" + PlainText.of(subject.kind()) + "\" is not one of " + KINDS_OF_SUBJECTS
                    + "; it gets nothing");
        } else if (subject.name().isEmpty()) {
            faults.addIdle(place + ": " + subject.kind() + " has no name; it gets nothing");
        } else if (isAccount && subject.namespace() == null && key.namespace() == null) {
            faults.addIdle(place + ": ServiceAccount " + PlainText.of(subject.name())
                    + " has no namespace; it gets nothing, and"
                    + " Kubernetes refuses such a binding; name the namespace");
        } else if (!group.isEmpty() && (isAccount || !group.equals(RBAC))) {
            faults.add(place + ": " + subject.kind() + " " + PlainText.of(subject.name()) + " is of group \""
                    + PlainText.of(group) + "\", which no cluster accepts; it counts as if the group were right");
        }
    }

    /** What a binding refers to, or a note where no role can be meant. */
    @Nullable
    ObjectKey roleOf(ObjectKey key, RbacBinding binding) {
        boolean isRole = binding.roleKind().equals(RbacBinding.ROLE);
        if (!KINDS_OF_ROLES.contains(binding.roleKind())) {
            faults.addIdle(key + " refers to kind \"" + PlainText.of(binding.roleKind()) + "\", which is not one of ["
                    + RbacBinding.CLUSTER_ROLE + ", " + RbacBinding.ROLE + "]; it grants nothing");
            return null;
        }
        if (isRole && binding.namespace() == null) {
            faults.addIdle(key + " refers to Role " + PlainText.of(binding.role())
                    + ", which only a RoleBinding can give; it grants nothing");
            return null;
        }
        return new ObjectKey(binding.roleKind(), isRole ? binding.namespace() : null, binding.role());
    }

    /** A cluster stores a service account without a namespace, and decides as if it were one of the binding's own. */
    private static @Nullable String namespaceOf(WireObject subject, ObjectKey binding) throws Undecodable {
        String namespace = subject.text("namespace");
        boolean isAccount = subject.text("kind").equals(RbacSubject.SERVICE_ACCOUNT);
        return namespace.isEmpty() ? (isAccount ? binding.namespace() : null) : namespace;
    }
}

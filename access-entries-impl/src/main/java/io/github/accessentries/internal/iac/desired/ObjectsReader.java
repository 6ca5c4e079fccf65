package io.github.accessentries.internal.iac.desired;

import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Text;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the roles and bindings of a file of desired access, and notes each fault with its place. */
final class ObjectsReader {

    private final Variables variables;
    private final List<RbacObject> objects = new ArrayList<>();
    private final Set<String> references = new HashSet<>();

    ObjectsReader(Variables variables) {
        this.variables = variables;
    }

    /** All that the file has of them. */
    List<RbacObject> read(Members file) {
        filled(file, "roles").forEach(role -> role(Members.of(role, "name", "namespace", "rules")));
        filled(file, "bindings")
                .forEach(binding -> binding(Members.of(
                        binding, "name", "namespace", "clusterRole", "role", "groups", "users", "serviceAccounts")));
        return objects;
    }

    private Stream<Field> filled(Members file, String name) {
        return file.items(name).stream().flatMap(item -> variables.fill(item).stream());
    }

    private void role(Members role) {
        Optional<Text> name = role.required("name");
        Optional<Text> namespace = role.text("namespace");
        List<Rule> rules = RuleReader.rules(role);
        if (name.isPresent()) {
            add(
                    role.at(),
                    RbacRole.builder()
                            .name(name.get().value())
                            .namespace(namespace.map(Text::value).orElse(null))
                            .rules(rules)
                            .build());
        }
    }

    private void binding(Members binding) {
        Optional<Text> name = binding.required("name");
        Optional<Text> namespace = binding.text("namespace");
        Optional<Text> clusterRole = binding.text("clusterRole");
        Optional<Text> role = binding.text("role");
        List<RbacSubject> subjects = new ArrayList<>();
        binding.texts("groups").forEach(group -> subjects.add(RbacSubject.group(group.value())));
        binding.texts("users").forEach(user -> subjects.add(RbacSubject.user(user.value())));
        for (Text account : binding.texts("serviceAccounts")) {
            account(account).ifPresent(subjects::add);
        }
        if (clusterRole.isPresent() == role.isPresent()) {
            binding.at().fault("needs either clusterRole or role, the name of the role that it gives");
        } else if (name.isPresent()) {
            add(
                    binding.at(),
                    RbacBinding.builder()
                            .name(name.get().value())
                            .namespace(namespace.map(Text::value).orElse(null))
                            .roleKind(clusterRole.isPresent() ? RbacBinding.CLUSTER_ROLE : RbacBinding.ROLE)
                            .role(clusterRole.or(() -> role).orElseThrow().value())
                            .subjects(subjects)
                            .build());
        }
    }

    private static Optional<RbacSubject> account(Text account) {
        String[] parts = account.value().split("/", -1);
        if (parts.length != 2) {
            account.at().fault("is not a service account; write namespace/name");
            return Optional.empty();
        }
        return Optional.of(RbacSubject.serviceAccount(parts[0], parts[1]));
    }

    /** What a state with this object alone would be refused for is wrong here. */
    private void add(Field at, RbacObject object) {
        try {
            objects.addAll(
                    DesiredAccess.builder().objects(List.of(object)).build().objects());
        } catch (InvalidDesiredAccessException e) {
            e.faults().forEach(fault -> at.fault(fault.reason()));
        }
        if (!references.add(object.reference())) {
            at.fault(object.reference() + " is listed more than once; put everything into one");
        }
    }
}

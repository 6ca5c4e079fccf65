package io.github.accessentries.internal.iac.desired;

import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Text;
import io.github.accessentries.internal.iac.desired.RuleReader.PlacedRule;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import io.github.accessentries.plan.InvalidDesiredAccessException.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the roles and bindings of a file of desired access, and notes each fault with its place. */
final class ObjectsReader {

    /** A name that nothing is wrong with, for objects of which only one part is looked at. */
    private static final String ANY = "any";

    /**
     * One part of an object.
     *
     * @param at where it stands
     * @param alone an object that can only be wrong for this part
     */
    private record Part(Field at, RbacObject alone) {}

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
        @Nullable Text namespace = role.text("namespace").orElse(null);
        List<PlacedRule> rules = RuleReader.rules(role);
        if (name.isEmpty()) {
            return;
        }
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(name.get().at(), RbacRole.clusterRole(name.get().value())));
        if (namespace != null) {
            parts.add(new Part(namespace.at(), RbacRole.role(namespace.value(), ANY)));
        }
        for (PlacedRule rule : rules) {
            parts.add(new Part(
                    rule.at(),
                    namespace == null ? RbacRole.clusterRole(ANY, rule.rule()) : RbacRole.role(ANY, ANY, rule.rule())));
        }
        add(
                RbacRole.builder()
                        .name(name.get().value())
                        .namespace(namespace == null ? null : namespace.value())
                        .rules(PlacedRule.rules(rules))
                        .build(),
                role.at(),
                parts);
    }

    private void binding(Members binding) {
        Optional<Text> name = binding.required("name");
        @Nullable Text namespace = binding.text("namespace").orElse(null);
        Optional<Text> clusterRole = binding.text("clusterRole");
        Optional<Text> role = clusterRole.or(() -> binding.text("role"));
        RbacBinding.Builder whole = RbacBinding.builder();
        RbacBinding any = RbacBinding.builder()
                .name(ANY)
                .namespace(namespace == null ? null : ANY)
                .roleKind(clusterRole.isPresent() ? RbacBinding.CLUSTER_ROLE : RbacBinding.ROLE)
                .role(ANY)
                .build();
        List<Part> parts = new ArrayList<>();
        for (PlacedSubject subject : subjects(binding)) {
            whole.addSubjects(subject.subject());
            parts.add(new Part(
                    subject.at(),
                    RbacBinding.builder()
                            .from(any)
                            .roleKind(RbacBinding.CLUSTER_ROLE)
                            .addSubjects(subject.subject())
                            .build()));
        }
        if (clusterRole.isPresent() == binding.field("role").isPresent()) {
            binding.at().fault("needs either clusterRole or role, the name of the role that it gives");
        } else if (name.isPresent() && role.isPresent()) {
            parts.add(new Part(
                    name.get().at(),
                    RbacBinding.builder()
                            .from(any)
                            .roleKind(RbacBinding.CLUSTER_ROLE)
                            .name(name.get().value())
                            .build()));
            parts.add(new Part(
                    role.get().at(),
                    RbacBinding.builder().from(any).role(role.get().value()).build()));
            if (namespace != null) {
                parts.add(new Part(
                        namespace.at(),
                        RbacBinding.builder()
                                .from(any)
                                .namespace(namespace.value())
                                .build()));
            }
            add(
                    whole.from(any)
                            .name(name.get().value())
                            .namespace(namespace == null ? null : namespace.value())
                            .role(role.get().value())
                            .build(),
                    binding.at(),
                    parts);
        }
    }

    private record PlacedSubject(RbacSubject subject, Field at) {}

    private static List<PlacedSubject> subjects(Members binding) {
        List<PlacedSubject> subjects = new ArrayList<>();
        binding.texts("groups")
                .forEach(group -> subjects.add(new PlacedSubject(RbacSubject.group(group.value()), group.at())));
        binding.texts("users")
                .forEach(user -> subjects.add(new PlacedSubject(RbacSubject.user(user.value()), user.at())));
        binding.texts("serviceAccounts")
                .forEach(account ->
                        account(account).ifPresent(read -> subjects.add(new PlacedSubject(read, account.at()))));
        return subjects;
    }

    private static Optional<RbacSubject> account(Text account) {
        String[] parts = account.value().split("/", -1);
        if (parts.length != 2) {
            account.at().fault("is not a service account; write namespace/name");
            return Optional.empty();
        }
        return Optional.of(RbacSubject.serviceAccount(parts[0], parts[1]));
    }

    /** What a state with this object alone would be refused for is wrong here, and with one of its parts if that alone would be. */
    private void add(RbacObject object, Field at, List<Part> parts) {
        List<String> wrong = faults(object);
        if (wrong.isEmpty()) {
            objects.add(object);
        } else {
            for (Part part : parts) {
                List<String> ofPart = faults(part.alone());
                ofPart.forEach(part.at()::fault);
                ofPart.forEach(wrong::remove);
            }
            wrong.forEach(at::fault);
        }
        if (!references.add(object.reference())) {
            at.fault(object.reference() + " is listed more than once; put everything into one");
        }
    }

    private static List<String> faults(RbacObject object) {
        try {
            DesiredAccess unused =
                    DesiredAccess.builder().objects(List.of(object)).build();
            return new ArrayList<>();
        } catch (InvalidDesiredAccessException e) {
            return new ArrayList<>(e.faults().stream().map(Fault::reason).toList());
        }
    }
}

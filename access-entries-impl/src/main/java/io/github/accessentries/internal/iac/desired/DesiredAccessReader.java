package io.github.accessentries.internal.iac.desired;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.field.Document;
import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Text;
import io.github.accessentries.internal.iac.EntryDraft;
import io.github.accessentries.internal.iac.Gathering;
import io.github.accessentries.internal.question.Likeness;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.DeadEntryHandling;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.Ownership;
import io.github.accessentries.plan.PrincipalDirectory;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of desired access; {@link DesiredAccessWriter} writes them.
 *
 * @param environment the chosen environment, {@code null} for none
 * @param given the caller's variables
 * @param knownPolicies the policies that exist, {@code null} if unknown
 * @param directory finds the roles of permission sets, {@code null} if there is none
 * @param refusesUnused whether a variable of the caller that the file neither uses nor sets is a fault
 */
public record DesiredAccessReader(
        @Nullable String environment,
        Map<String, String> given,
        @Nullable Set<AccessPolicy> knownPolicies,
        @Nullable PrincipalDirectory directory,
        boolean refusesUnused) {

    static final String VERSION = "1";

    /**
     * Reads a file.
     *
     * @param text its text
     * @return the state that it describes
     * @throws io.github.accessentries.plan.InvalidDesiredAccessException with all faults of the file
     * @throws io.github.accessentries.AccessEntriesException if the directory could not ask IAM
     */
    public DesiredAccess read(String text) {
        Document document = Document.parse(text, "file", DocumentLimits.DESIRED_ACCESS);
        Members file = Members.of(
                document.root(),
                "version",
                "ownership",
                "deadEntries",
                "variables",
                "environments",
                "policies",
                "entries",
                "roles",
                "bindings");
        Gathering gathering = new Gathering(document);
        requireVersion(file);
        Ownership ownership =
                file.field("ownership").flatMap(DesiredAccessReader::ownership).orElse(Ownership.ONLY_LISTED);
        DeadEntryHandling deadEntries = file.text("deadEntries")
                .flatMap(handling -> handling.as(DesiredAccessReader::deadEntries))
                .orElse(DeadEntryHandling.LEAVE);
        Variables variables = new Variables(variables(file), environmentsBySetting(file));
        Map<String, Optional<CustomPolicy>> custom = file.field("policies")
                .map(policies -> CustomPolicies.read(policies, variables))
                .orElse(Map.of());
        file.requiredField("entries")
                .map(Field::items)
                .orElse(List.of())
                .forEach(entry -> variables.fill(entry).ifPresent(filled -> readEntry(filled, custom, gathering)));
        List<RbacObject> objects = new ObjectsReader(variables).read(file);
        if (refusesUnused) {
            variables.tellUnused(given.keySet(), file.at(), setByFile(file));
        }
        variables.tellMissing();
        DesiredAccess listed = gathering
                .finish()
                .clusters()
                .getOrDefault(Gathering.ANY_CLUSTER, DesiredAccess.builder().build());
        return DesiredAccess.builder()
                .entries(listed.entries())
                .objects(objects)
                .ownership(ownership)
                .deadEntries(deadEntries)
                .build();
    }

    private static void requireVersion(Members file) {
        Optional<Text> version = file.required("version");
        if (version.isPresent() && !version.get().value().equals(VERSION)) {
            version.get()
                    .at()
                    .fault(PlainText.quoted(version.get().value()) + " is not a version of this format; use "
                            + VERSION);
        }
    }

    private static Optional<Ownership> ownership(Field field) {
        if (!field.isMapping()) {
            return field.text().flatMap(name -> new Text(name, field).as(DesiredAccessReader::ownershipNamed));
        }
        Map<String, Field> tag = field.membersOf("tag", "value");
        Optional<String> key = Optional.ofNullable(tag.get("tag")).flatMap(Field::text);
        Optional<String> value = Optional.ofNullable(tag.get("value")).flatMap(Field::text);
        if (key.isEmpty() || value.isEmpty()) {
            field.fault("needs both tag and value");
            return Optional.empty();
        }
        return new Text(key.get(), field).as(any -> Ownership.tagged(key.get(), value.get()));
    }

    private static Ownership ownershipNamed(String name) {
        return switch (name) {
            case "only-listed" -> Ownership.ONLY_LISTED;
            case "all" -> Ownership.ALL;
            default ->
                throw new IllegalArgumentException(PlainText.quoted(name)
                        + " is not an ownership; use only-listed, all, or a mapping of tag and value");
        };
    }

    private static DeadEntryHandling deadEntries(String id) {
        return Arrays.stream(DeadEntryHandling.values())
                .filter(handling -> handling.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        PlainText.quoted(id) + " is not a way to handle dead entries; use leave, remove or heal"));
    }

    /** Precedence: the caller's variables, those of the environment, those of the file. */
    private Map<String, String> variables(Members file) {
        Map<String, String> variables = new LinkedHashMap<>();
        file.field("variables").ifPresent(all -> addAll(all, variables));
        Map<String, Field> environments =
                file.field("environments").map(Field::members).orElse(Map.of());
        if (environment != null && !environments.containsKey(environment)) {
            file.field("environments").orElse(file.at()).fault(noEnvironment(environments.keySet()));
        }
        environments.forEach((name, all) -> addAll(all, name.equals(environment) ? variables : new LinkedHashMap<>()));
        variables.putAll(given);
        return Collections.unmodifiableMap(variables);
    }

    /** The variables of the file and of all its environments. */
    private static Set<String> setByFile(Members file) {
        return Stream.concat(
                        file.field("variables").stream(),
                        file.field("environments").stream().flatMap(all -> all.members().values().stream()))
                .flatMap(all -> all.members().keySet().stream())
                .collect(Collectors.toSet());
    }

    private String noEnvironment(Set<String> environments) {
        String chosen = PlainText.quoted(String.valueOf(environment));
        return environments.isEmpty()
                ? "the file has no environment " + chosen + ", nor any other; choose none, or add it under environments"
                : "the file has no environment " + chosen + "; choose one of those that it has, "
                        + PlainText.names(environments)
                        + Likeness.didYouMean(String.valueOf(environment), environments.stream());
    }

    /** Which environments would set a variable, if none was chosen. */
    private Map<String, Set<String>> environmentsBySetting(Members file) {
        Map<String, Set<String>> environments = new HashMap<>();
        if (environment == null) {
            file.field("environments")
                    .map(Field::members)
                    .orElse(Map.of())
                    .forEach((name, all) -> all.members()
                            .keySet()
                            .forEach(variable -> environments
                                    .computeIfAbsent(variable, each -> new TreeSet<>())
                                    .add(name)));
        }
        return environments;
    }

    private static void addAll(Field mapping, Map<String, String> variables) {
        mapping.members().forEach((name, value) -> value.text().ifPresent(text -> variables.put(name, text)));
    }

    private void readEntry(Field entry, Map<String, Optional<CustomPolicy>> custom, Gathering gathering) {
        Members members = Members.of(entry, "principal", "type", "username", "groups", "policies", "tags");
        Optional<Text> principal = principal(members);
        if (principal.isEmpty()) {
            return;
        }
        EntryDraft draft = new EntryDraft(principal.get());
        draft.type(members.text("type"));
        draft.username(members.text("username"));
        draft.groups(members.texts("groups"));
        members.items("policies")
                .forEach(policy -> readPolicy(Members.of(policy, "policy", "scope", "namespaces"), custom, draft));
        members.textsByName("tags").forEach(tag -> draft.tag(tag.getKey(), tag.getValue()));
        gathering.add(draft);
    }

    private Optional<Text> principal(Members entry) {
        Optional<Field> field = entry.requiredField("principal");
        return field.isPresent() && field.get().isMapping()
                ? PermissionSetText.of(Members.of(field.get(), "permissionSet", "account", "partition"))
                        .flatMap(text -> text.role(directory))
                : entry.text("principal");
    }

    private void checkKnown(Text policy, Set<String> custom) {
        if (knownPolicies != null
                && policy.as(AccessPolicy::of).filter(knownPolicies::contains).isEmpty()) {
            policy.at()
                    .fault("access policy " + PlainText.quoted(policy.value()) + " does not exist; check the spelling"
                            + Likeness.didYouMean(
                                    policy.value(),
                                    Stream.concat(
                                            custom.stream(),
                                            knownPolicies.stream().map(AccessPolicy::toString))));
        }
    }

    private void readPolicy(Members association, Map<String, Optional<CustomPolicy>> custom, EntryDraft draft) {
        Optional<Text> policy = association.required("policy");
        if (policy.isEmpty()) {
            return;
        }
        Optional<CustomPolicy> own = custom.get(policy.get().value());
        if (own == null) {
            checkKnown(policy.get(), custom.keySet());
        }
        Optional<Text> scope = association.text("scope");
        if (scope.isPresent() && !scope.get().value().equals("cluster")) {
            scope.get()
                    .at()
                    .fault(PlainText.quoted(scope.get().value()) + " is not a scope; use cluster, or name namespaces");
        } else if (scope.isPresent() == association.field("namespaces").isPresent()) {
            association.at().fault("needs either scope: cluster or namespaces");
        } else {
            if (own == null || own.isPresent()) {
                draft.policy(own == null ? Optional.empty() : own, policy.get(), scope, association, "namespaces");
            }
        }
    }
}

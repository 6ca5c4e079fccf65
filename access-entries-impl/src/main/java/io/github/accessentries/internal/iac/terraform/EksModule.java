package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.KnownFields;
import io.github.accessentries.internal.text.PlainText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A module of a configuration. What a module makes stands in its own source; known is that of the public module for EKS in its
 * versions 20 and 21, which makes an entry of each member of {@code access_entries}.
 */
final class EksModule {

    private static final Pattern SOURCE =
            Pattern.compile("(?:registry\\.terraform\\.io/)?terraform-aws-modules/eks/aws");
    /** A version, or one that may only grow behind the major one. */
    private static final Pattern VERSION =
            Pattern.compile("\\s*(?:=\\s*)?(20|21)\\.\\d+\\.\\d+\\s*|\\s*~>\\s*(20|21)(?:\\.\\d+){1,2}\\s*");

    private static final Set<String> WITHOUT_POLICIES =
            Set.of("EC2_LINUX", "EC2_WINDOWS", "FARGATE_LINUX", "HYBRID_LINUX");
    private static final Set<String> OF_ENTRY =
            Set.of("principal_arn", "kubernetes_groups", "type", "user_name", "tags", "policy_associations");
    private static final Set<String> OF_POLICY = Set.of("policy_arn", "access_scope");
    private static final String CREATOR = "enable_cluster_creator_admin_permissions";

    /** What makes entries that are not written, by what it is called. */
    private static final Map<String, String> OTHERS = new LinkedHashMap<>();

    static {
        OTHERS.put("self_managed_node_groups", "makes entries for its self_managed_node_groups");
        OTHERS.put("eks_managed_node_groups", "has eks_managed_node_groups, for whose nodes EKS itself makes entries");
        OTHERS.put("fargate_profiles", "has fargate_profiles, for whose pods EKS itself makes entries");
        OTHERS.put("compute_config", "has a compute_config: in Auto Mode, EKS itself makes the entry of the nodes");
        OTHERS.put(
                "cluster_compute_config",
                "has a cluster_compute_config: in Auto Mode, EKS itself makes the entry of the nodes");
    }

    /** Both are true unless something else is said. */
    private static final List<String> SWITCHES = List.of("create", "putin_khuylo");

    private final String address;
    private final Instance instance;
    private final Field body;
    private final Evaluator evaluator;
    private final Configuration configuration;

    private EksModule(String address, Instance instance, Field body, Evaluator evaluator, Configuration configuration) {
        this.address = address;
        this.instance = instance;
        this.body = body;
        this.evaluator = evaluator;
        this.configuration = configuration;
    }

    /** What a module calls its cluster; empty if it is not the public one in a version that is known. */
    static Optional<Field> clusterName(Field module) {
        return nameArgument(module).flatMap(module::member).filter(field -> !field.isEmpty());
    }

    /** Whether it makes its cluster and all else, or nothing. */
    static boolean makesAnything(Field module, Evaluator evaluator, Instance instance) throws Unanswered {
        for (String argument : SWITCHES) {
            Optional<Field> written = module.member(argument).filter(field -> !field.isEmpty());
            if (written.isPresent()) {
                Optional<String> value =
                        evaluator.evaluate(written.get(), instance).text();
                if (value.filter("false"::equals).isPresent()) {
                    return false;
                }
                if (value.filter("true"::equals).isEmpty()) {
                    throw new Unanswered("has a " + argument + " that is neither true nor false");
                }
            }
        }
        return true;
    }

    private static Optional<String> nameArgument(Field module) {
        boolean isPublic =
                text(module, "source").filter(SOURCE.asMatchPredicate()).isPresent();
        return text(module, "version")
                .filter(version -> isPublic && VERSION.matcher(version).matches())
                .map(version -> version.contains("21.") && !version.contains("20.") ? "name" : "cluster_name");
    }

    private static Optional<String> text(Field field, String member) {
        return field.member(member).filter(Field::isText).flatMap(Field::text);
    }

    /** Reads a module, as often as it is there. */
    static void read(
            String name, Field body, Evaluator evaluator, Configuration configuration, AccessOfDocument access) {
        String address = "module." + name;
        if (nameArgument(body).isEmpty()) {
            access.leaveOutModule(
                    body,
                    address,
                    EntryReferences.of(KnownFields.without(body, "depends_on", "providers"), configuration),
                    "is a module, whose resources stand in its own source; read a plan or state for what it makes");
            return;
        }
        try {
            for (Instance instance : evaluator.repetition(body).instances()) {
                new EksModule(address + instance.suffix(), instance, body, evaluator, configuration).read(access);
            }
        } catch (Unanswered e) {
            access.leaveOut(body, address, e.reason());
        }
    }

    private void read(AccessOfDocument access) {
        try {
            if (!makesAnything(body, evaluator, instance)) {
                return;
            }
            Field cluster =
                    evaluated(clusterName(body).orElseThrow(() -> new Unanswered("has no name of its cluster")));
            Providers providers = configuration.providers();
            Home home = providers.home(Providers.ofModule(body), body.member("region"), evaluator, instance);
            Map<String, Field> tags = new LinkedHashMap<>(providers.defaultTags(Providers.ofModule(body), evaluator));
            tags.putAll(mapping(body.member("tags")));
            for (Map.Entry<String, Field> entry : entries().entrySet()) {
                readEntry(access, entry.getKey(), entry.getValue(), cluster, home, tags);
            }
            noteOthers(access);
        } catch (Unanswered e) {
            access.leaveOut(body, address, e.reason());
        }
    }

    private Field evaluated(Field field) throws Unanswered {
        return evaluator.evaluate(field, instance);
    }

    /** The entries as they are written, so that one that is unknown leaves the others alone. */
    private Map<String, Field> entries() throws Unanswered {
        Optional<Field> written = body.member("access_entries").filter(field -> !field.isEmpty());
        return written.filter(Field::isMapping).isPresent() ? written.get().members() : mapping(written);
    }

    private Map<String, Field> mapping(Optional<Field> field) throws Unanswered {
        return field.isEmpty() ? Map.of() : members(Optional.of(evaluated(field.get())));
    }

    /** The members of what is evaluated already; what looks like a template in it is meant as it stands. */
    private static Map<String, Field> members(Optional<Field> value) throws Unanswered {
        if (value.isEmpty() || value.get().isEmpty()) {
            return Map.of();
        }
        if (!value.get().isMapping()) {
            throw new Unanswered("has " + value.get().path() + ", which is no mapping");
        }
        return value.get().members();
    }

    private void readEntry(
            AccessOfDocument access,
            String key,
            Field written,
            Field cluster,
            Home home,
            Map<String, Field> tagsOfAll) {
        String resource = address + "." + Resource.ENTRY + ".this[" + Instance.quoted(key) + "]";
        try {
            Field entry = evaluated(written);
            Map<String, Field> arguments = new LinkedHashMap<>(entry.members());
            arguments.put("cluster_name", cluster);
            Map<String, Field> tags = new LinkedHashMap<>(tagsOfAll);
            tags.putAll(members(entry.member("tags")));
            Map<String, Field> policies = members(entry.member("policy_associations"));
            access.entry(new GivenResource(resource, written, home, arguments, tags, List.of()));
            notePassedOver(access, resource, entry, OF_ENTRY);
            String type = text(entry, "type").orElse("STANDARD");
            if (!WITHOUT_POLICIES.contains(type)) {
                policies.forEach((policy, association) ->
                        readPolicy(access, key + "_" + policy, entry, association, cluster, home));
            } else if (!policies.isEmpty()) {
                access.noteIfCarriedOver(
                        resource,
                        written,
                        "is carried over without policy_associations, which the module passes over for " + type);
            }
        } catch (Unanswered e) {
            access.leaveOut(written, resource, e.reason());
        }
    }

    private void readPolicy(
            AccessOfDocument access, String key, Field entry, Field association, Field cluster, Home home) {
        String resource = address + "." + Resource.ASSOCIATION + ".this[" + Instance.quoted(key) + "]";
        Map<String, Field> arguments = new LinkedHashMap<>(association.members());
        arguments.put("cluster_name", cluster);
        entry.member("principal_arn").ifPresent(principal -> arguments.put("principal_arn", principal));
        access.association(new GivenResource(
                resource,
                association,
                home,
                arguments,
                Map.of(),
                association.member("access_scope").map(Blocks::bodies).orElse(List.of())));
        notePassedOver(access, resource, association, OF_POLICY);
    }

    /** The module asks for what it knows, so that a misspelt name changes nothing. */
    private static void notePassedOver(AccessOfDocument access, String address, Field body, Set<String> known) {
        body.members().keySet().stream()
                .filter(member -> !known.contains(member))
                .forEach(member -> access.noteIfCarriedOver(
                        address,
                        body,
                        "is carried over without " + PlainText.quoted(member) + ", which the module passes over; it"
                                + " knows " + String.join(", ", new TreeSet<>(known))));
    }

    /** Entries that nobody has written. */
    private void noteOthers(AccessOfDocument access) {
        Optional<Field> creator = body.member(CREATOR).filter(field -> !field.isEmpty());
        creator.ifPresent(flag -> {
            if (!isFalse(flag)) {
                access.leaveOut(
                        flag, address, CREATOR + " gives an entry to whoever applies it, which no document says");
            }
        });
        OTHERS.forEach((argument, reason) -> {
            if (makesEntries(argument)) {
                access.leaveOut(body, address, reason);
            }
        });
    }

    /** Groups that are none make nothing, nor does what is not enabled. */
    private boolean makesEntries(String argument) {
        Optional<Field> written = body.member(argument).filter(field -> !field.isEmpty());
        if (written.isEmpty()) {
            return false;
        }
        try {
            Field value = written.get().isMapping() ? written.get() : evaluated(written.get());
            if (argument.endsWith("compute_config")) {
                Optional<Field> enabled = value.member("enabled").filter(field -> !field.isEmpty());
                return enabled.isPresent() ? !isFalse(enabled.get()) : !value.isMapping();
            }
            return !value.isMapping() || !value.members().isEmpty();
        } catch (Unanswered unknown) {
            return true;
        }
    }

    private boolean isFalse(Field flag) {
        try {
            return evaluated(flag).text().filter("false"::equals).isPresent();
        } catch (Unanswered unknown) {
            return false;
        }
    }
}

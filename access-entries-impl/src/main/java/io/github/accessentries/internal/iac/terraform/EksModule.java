package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private static final String CREATOR = "enable_cluster_creator_admin_permissions";

    private final String name;
    private final Field body;
    private final Evaluator evaluator;
    private final Providers providers;

    EksModule(String name, Field body, Evaluator evaluator, Providers providers) {
        this.name = name;
        this.body = body;
        this.evaluator = evaluator;
        this.providers = providers;
    }

    /** What a module calls its cluster; empty if it is not the public one in a version that is known. */
    static Optional<Field> clusterName(Field module) {
        return nameArgument(module).flatMap(module::member).filter(field -> !field.isEmpty());
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

    void read(AccessOfDocument access) {
        String address = "module." + name;
        if (nameArgument(body).isEmpty()) {
            access.leaveOut(
                    body,
                    address,
                    "is a module, whose resources stand in its own source; read a plan or state for what it makes");
            return;
        }
        try {
            if (evaluator.repetition(body).isThere() || isSet("create") || isSet("putin_khuylo")) {
                throw new Unanswered("is there only under conditions; read a plan or state for what it makes");
            }
            Field cluster =
                    evaluated(clusterName(body).orElseThrow(() -> new Unanswered("has no name of its cluster")));
            Home home = providers.home(Providers.ofModule(body), body.member("region"), evaluator);
            Map<String, Field> tags = new LinkedHashMap<>(providers.defaultTags(Providers.ofModule(body), evaluator));
            tags.putAll(mapping(body.member("tags")));
            for (Map.Entry<String, Field> entry : entries().entrySet()) {
                readEntry(access, entry.getKey(), entry.getValue(), cluster, home, tags);
            }
            noteOthers(access, address);
        } catch (Unanswered e) {
            access.leaveOut(body, address, e.reason());
        }
    }

    private boolean isSet(String argument) {
        return body.member(argument).filter(field -> !field.isEmpty()).isPresent();
    }

    private Field evaluated(Field field) throws Unanswered {
        return evaluator.evaluate(field, Instance.ONLY);
    }

    /** The entries as they are written, so that one that is unknown leaves the others alone. */
    private Map<String, Field> entries() throws Unanswered {
        Optional<Field> written = body.member("access_entries").filter(field -> !field.isEmpty());
        return written.filter(Field::isMapping).isPresent() ? written.get().members() : mapping(written);
    }

    private Map<String, Field> mapping(Optional<Field> field) throws Unanswered {
        if (field.isEmpty()) {
            return Map.of();
        }
        Field value = evaluated(field.get());
        if (!value.isMapping() && !value.isEmpty()) {
            throw new Unanswered("has " + field.get().path() + ", which is no mapping");
        }
        return value.isEmpty() ? Map.of() : value.members();
    }

    private void readEntry(
            AccessOfDocument access,
            String key,
            Field written,
            Field cluster,
            Home home,
            Map<String, Field> tagsOfAll) {
        String address = "module." + name + "." + Resource.ENTRY + ".this[\"" + key + "\"]";
        try {
            Field entry = evaluated(written);
            Map<String, Field> arguments = new LinkedHashMap<>(entry.members());
            arguments.put("cluster_name", cluster);
            Map<String, Field> tags = new LinkedHashMap<>(tagsOfAll);
            tags.putAll(mapping(entry.member("tags")));
            access.entry(new GivenResource(address, written, home, arguments, tags, List.of()));
            Optional<String> type = text(entry, "type");
            Optional<Field> policies = entry.member("policy_associations").filter(field -> !field.isEmpty());
            if (policies.isPresent() && type.filter(WITHOUT_POLICIES::contains).isEmpty()) {
                policies.get().members().forEach((policy, association) -> {
                    Map<String, Field> ofPolicy = new LinkedHashMap<>(association.members());
                    ofPolicy.put("cluster_name", cluster);
                    entry.member("principal_arn").ifPresent(principal -> ofPolicy.put("principal_arn", principal));
                    access.association(new GivenResource(
                            "module." + name + "." + Resource.ASSOCIATION + ".this[\"" + key + "_" + policy + "\"]",
                            association,
                            home,
                            ofPolicy,
                            Map.of(),
                            association
                                    .member("access_scope")
                                    .map(Blocks::bodies)
                                    .orElse(List.of())));
                });
            }
        } catch (Unanswered e) {
            access.leaveOut(written, address, e.reason());
        }
    }

    /** Entries that nobody has written. */
    private void noteOthers(AccessOfDocument access, String address) {
        Optional<Field> creator = body.member(CREATOR).filter(field -> !field.isEmpty());
        creator.ifPresent(flag -> {
            if (!isFalse(flag)) {
                access.leaveOut(
                        flag, address, CREATOR + " gives an entry to whoever applies it, which no document says");
            }
        });
        if (isSet("self_managed_node_groups")) {
            access.leaveOut(body, address, "makes entries for its self_managed_node_groups");
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

package io.github.accessentries.iac;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.Seeds;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.Ownership;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever Terraform knows of random access is read, and whatever it does not know is named. */
class TerraformPropertyTest {

    private static final List<String> OF_ENTRY =
            List.of("cluster_name", "principal_arn", "kubernetes_groups", "type", "user_name", "tags_all");
    private static final List<String> OF_ASSOCIATION = List.of("policy_arn", "access_scope");

    private final JsonArray changes = new JsonArray();
    private final JsonArray configured = new JsonArray();
    private final TreeSet<String> hidden = new TreeSet<>();
    private boolean hides;

    static LongStream seeds() {
        return Seeds.of(300);
    }

    private static List<DesiredEntry> entries(long seed) {
        return new RandomAccess(new Random(seed))
                .access(Ownership.ONLY_LISTED).entries().stream()
                        .map(TerraformPropertyTest::ofTools)
                        .toList();
    }

    /** Without policies of one's own, which are groups to others. */
    private static DesiredEntry ofTools(DesiredEntry entry) {
        DesiredEntry.Builder same = DesiredEntry.builder(entry.principal()).type(entry.type());
        if (!entry.type().isForNodes()) {
            same.groups(entry.allGroups());
        }
        entry.username().ifPresent(same::username);
        entry.tags().forEach(same::tag);
        entry.policies().forEach((policy, scope) -> same.allow(policy).in(scope));
        return same.build();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void state_isRead(long seed) {
        List<DesiredEntry> entries = entries(seed);

        Imported imported = AccessFormat.terraform()
                .read(document(entries, "values", new Random(seed)).toString(), Map.of());

        assertThat(carried(imported)).containsExactlyInAnyOrderElementsOf(entries);
        assertThat(imported.omissions()).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void plan_isReadAsFarAsItIsKnown(long seed) {
        List<DesiredEntry> entries = entries(seed);
        hides = true;
        JsonObject document = document(entries, "planned_values", new Random(seed));
        document.add("resource_changes", changes);
        JsonObject root = new JsonObject();
        root.add("resources", configured);
        JsonObject configuration = new JsonObject();
        configuration.add("root_module", root);
        document.add("configuration", configuration);

        Imported imported = AccessFormat.terraform().read(document.toString(), Map.of());

        List<DesiredEntry> known = IntStream.range(0, entries.size())
                .filter(i -> hidden.stream().noneMatch(address -> address.matches(".*\\.e" + i + "(_.*)?")))
                .mapToObj(entries::get)
                .toList();
        assertThat(carried(imported)).as(document.toString()).containsExactlyInAnyOrderElementsOf(known);
        assertThat(imported.omissions())
                .extracting(omission -> omission.place().replaceAll(".* ", ""))
                .containsAll(hidden)
                .hasSize(sizeWithEntries(entries, known));
    }

    /** Of an entry that is left out, each policy is named, too. */
    private static int sizeWithEntries(List<DesiredEntry> entries, List<DesiredEntry> known) {
        return entries.stream()
                .filter(entry -> !known.contains(entry))
                .mapToInt(entry -> 1 + entry.policies().size())
                .sum();
    }

    private static List<DesiredEntry> carried(Imported imported) {
        return imported.clusters().values().stream()
                .flatMap(access -> access.entries().stream())
                .toList();
    }

    /** The resources in modules of their own, in any order. */
    private JsonObject document(List<DesiredEntry> entries, String member, Random random) {
        List<JsonObject> modules = new ArrayList<>(List.of(module()));
        for (int i = 0; i < entries.size(); i++) {
            DesiredEntry entry = entries.get(i);
            add(modules, random, "aws_eks_access_entry.e" + i, values(entry), OF_ENTRY);
            String name = "aws_eks_access_policy_association.e" + i + "_";
            int[] number = {0};
            entry.policies().forEach((policy, scope) -> {
                JsonObject values = new JsonObject();
                values.addProperty("cluster_name", "prod");
                values.addProperty("principal_arn", entry.principal().toString());
                values.addProperty("policy_arn", policy.arnIn(entry.principal().partition()));
                JsonArray scopes = new JsonArray();
                scopes.add(scope(scope));
                values.add("access_scope", scopes);
                add(modules, random, name + number[0]++, values, OF_ASSOCIATION);
            });
        }
        JsonObject values = new JsonObject();
        values.add("root_module", modules.get(0));
        JsonObject document = new JsonObject();
        document.addProperty("format_version", "1.2");
        document.add(member, values);
        return document;
    }

    private static JsonObject module() {
        JsonObject module = new JsonObject();
        module.add("resources", new JsonArray());
        module.add("child_modules", new JsonArray());
        return module;
    }

    private void add(List<JsonObject> modules, Random random, String name, JsonObject values, List<String> arguments) {
        JsonObject within = modules.get(random.nextInt(modules.size()));
        if (random.nextBoolean()) {
            JsonObject child = module();
            within.getAsJsonArray("child_modules").add(child);
            modules.add(child);
            within = child;
        }
        JsonObject resource = new JsonObject();
        resource.addProperty("address", name);
        resource.addProperty("mode", "managed");
        resource.addProperty("type", name.substring(0, name.indexOf('.')));
        JsonObject plain = values.deepCopy();
        if (hides && random.nextInt(3) == 0) {
            hide(random, name, plain, arguments);
        }
        resource.add("values", plain);
        within.getAsJsonArray("resources").add(resource);
    }

    private void hide(Random random, String name, JsonObject values, List<String> arguments) {
        String argument = arguments.get(random.nextInt(arguments.size()));
        boolean isNode = values.has("type") && !values.get("type").getAsString().equals("STANDARD");
        if (isNode && List.of("kubernetes_groups", "user_name").contains(argument)) {
            return;
        }
        hidden.add(name);
        values.remove(argument);
        JsonObject unknown = new JsonObject();
        unknown.addProperty(argument, true);
        JsonObject change = new JsonObject();
        change.add("after_unknown", unknown);
        JsonObject all = new JsonObject();
        all.addProperty("address", name);
        all.add("change", change);
        changes.add(all);
        JsonObject expressions = new JsonObject();
        JsonObject expression = new JsonObject();
        expression.add("references", new JsonArray());
        expressions.add(argument, expression);
        JsonObject resource = new JsonObject();
        resource.addProperty("address", name);
        resource.add("expressions", expressions);
        configured.add(resource);
    }

    private static JsonObject values(DesiredEntry entry) {
        JsonObject values = new JsonObject();
        values.addProperty("cluster_name", "prod");
        values.addProperty("principal_arn", entry.principal().toString());
        values.addProperty("type", entry.type().name());
        boolean isNode = entry.type().isForNodes();
        values.add("kubernetes_groups", texts(isNode ? List.of("system:nodes") : List.copyOf(entry.groups())));
        values.addProperty(
                "user_name",
                isNode
                        ? "system:node:{{EC2PrivateDNSName}}"
                        : entry.username().orElseGet(() -> generated(entry.principal())));
        values.add("tags", JsonNull.INSTANCE);
        JsonObject tags = new JsonObject();
        entry.tags().forEach(tags::addProperty);
        values.add("tags_all", tags);
        return values;
    }

    /** As EKS names whoever has no name. */
    private static String generated(PrincipalArn principal) {
        String arn = principal.toString();
        if (arn.contains(":user/")) {
            return arn;
        }
        String[] parts = arn.split(":", 6);
        return "arn:" + parts[1] + ":sts::" + parts[4] + ":assumed-role/" + arn.substring(arn.lastIndexOf('/') + 1)
                + "/{{SessionName}}";
    }

    private static JsonElement scope(AccessScope scope) {
        JsonObject json = new JsonObject();
        json.addProperty("type", scope.type());
        json.add("namespaces", scope.isClusterWide() ? JsonNull.INSTANCE : texts(scope.namespaces()));
        return json;
    }

    private static JsonArray texts(Iterable<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }
}

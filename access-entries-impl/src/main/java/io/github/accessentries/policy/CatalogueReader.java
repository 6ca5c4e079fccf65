package io.github.accessentries.policy;

import static java.util.Objects.requireNonNull;

import com.google.gson.stream.JsonReader;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.internal.document.BoundedYaml;
import io.github.accessentries.internal.document.DocumentLimits;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads catalogues, and reports every fault with its place. Unknown members are ignored. */
final class CatalogueReader {

    private static final Pattern MONTH = Pattern.compile("20\\d\\d-\\d\\d");

    private final List<String> faults = new ArrayList<>();

    private CatalogueReader() {}

    /**
     * Reads the catalogue of the jar. The reader of tokens alone is quicker than YAML, and than a {@code Gson}, which first
     * loads adapters for two hundred types; every test of every user that decides something waits for this.
     */
    static PolicyCatalogue readResource(String name) {
        try (JsonReader reader = new JsonReader(new InputStreamReader(
                requireNonNull(CatalogueReader.class.getResourceAsStream(name), name), StandardCharsets.UTF_8))) {
            return new CatalogueReader().read(tree(reader));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + name, e);
        }
    }

    /** Texts, truth values, lists and maps, as YAML gives them; the catalogue has no numbers. */
    private static @Nullable Object tree(JsonReader json) throws IOException {
        switch (json.peek()) {
            case BEGIN_OBJECT -> {
                Map<String, @Nullable Object> members = new HashMap<>();
                json.beginObject();
                while (json.hasNext()) {
                    members.put(json.nextName(), tree(json));
                }
                json.endObject();
                return members;
            }
            case BEGIN_ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                json.beginArray();
                while (json.hasNext()) {
                    items.add(tree(json));
                }
                json.endArray();
                return items;
            }
            case BOOLEAN -> {
                return json.nextBoolean();
            }
            case NULL -> {
                json.nextNull();
                return null;
            }
            default -> {
                return json.nextString();
            }
        }
    }

    static PolicyCatalogue readText(String text) {
        @Nullable Object root;
        try {
            root = BoundedYaml.load(text, DocumentLimits.POLICY_CATALOGUE);
        } catch (YAMLException e) {
            throw new IllegalArgumentException("The catalogue is neither YAML nor JSON: " + e.getMessage(), e);
        }
        return new CatalogueReader().read(root);
    }

    private PolicyCatalogue read(@Nullable Object root) {
        List<String> asOf = new ArrayList<>();
        List<CataloguedPolicy> policies = new ArrayList<>();
        at("catalogue", root, catalogue -> {
            readPolicies(catalogue.list("policies"), policies);
            asOf.add(month(catalogue));
        });
        noteTwins(policies);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(
                    "The catalogue has faults; correct them all:\n " + String.join("\n  ", faults));
        }
        return new PolicyCatalogue(asOf.get(0), policies);
    }

    private void readPolicies(List<?> written, List<CataloguedPolicy> policies) {
        require(!written.isEmpty(), "has no policies; list at least one under policies");
        for (int i = 0; i < written.size(); i++) {
            String place = "policies[" + i + "]" + nameOf(written.get(i));
            at(place, written.get(i), entry -> readPolicy(entry, policies));
        }
    }

    private static String month(Members catalogue) {
        String asOf = catalogue.text("asOf", "");
        require(
                MONTH.matcher(asOf).matches(),
                "has no asOf, the month of its facts; write for example asOf: \"2026-10\"");
        return asOf;
    }

    private static String nameOf(@Nullable Object policy) {
        return policy instanceof Map<?, ?> members && members.get("name") instanceof String name ? " " + name : "";
    }

    private void readPolicy(Members entry, List<CataloguedPolicy> policies) {
        List<Rule> rules = new ArrayList<>();
        List<?> written = entry.list("rules");
        for (int i = 0; i < written.size(); i++) {
            at(entry.place() + ", rules[" + i + "]", written.get(i), rule -> rules.add(rule(rule)));
        }
        if (rules.size() == written.size()) {
            policies.add(CataloguedPolicy.builder()
                    .policy(AccessPolicy.of(entry.text("name", "")))
                    .intendedFor(entry.text("intendedFor", ""))
                    .rules(rules)
                    .knowledge(knowledge(entry, !rules.isEmpty()))
                    .serviceLinkedOnly(entry.flag("serviceLinkedOnly", false))
                    .source(entry.text("source", ""))
                    .build());
        }
    }

    /** Without a statement on completeness, unknown permissions would count as denied, so it is required. */
    private static Knowledge knowledge(Members entry, boolean hasRules) {
        boolean complete = entry.flag("rulesComplete", false);
        if (hasRules) {
            require(
                    entry.has("rulesComplete"),
                    "has no rulesComplete; write true if the rules are all that it allows, otherwise false");
            return complete ? Knowledge.EXACT : Knowledge.PARTIAL;
        }
        require(!complete, "has no rules but says that they are complete; list them under rules");
        return entry.text("rulesKnown", "unknown").equals("prose") ? Knowledge.DESCRIBED : Knowledge.UNKNOWN;
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

    private void noteTwins(List<CataloguedPolicy> policies) {
        Set<AccessPolicy> seen = new HashSet<>();
        for (CataloguedPolicy each : policies) {
            if (!seen.add(each.policy())) {
                faults.add(each.policy() + ": occurs twice; keep one of them");
            }
        }
    }

    /** Reads one object, and notes with its place what is wrong with it. */
    private void at(String place, @Nullable Object node, Consumer<Members> reader) {
        try {
            require(node instanceof Map<?, ?>, "is not an object with members");
            reader.accept(new Members(place, (Map<?, ?>) requireNonNull(node)));
        } catch (IllegalArgumentException e) {
            faults.add(place + ": " + e.getMessage());
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The members of an object; what is of another type than it should be is refused. */
    private record Members(String place, Map<?, ?> object) {

        boolean has(String name) {
            return object.get(name) != null;
        }

        String text(String name, String otherwise) {
            return has(name) ? as(String.class, name, object.get(name), "text; put it in quotes") : otherwise;
        }

        boolean flag(String name, boolean otherwise) {
            return has(name)
                    ? as(Boolean.class, name, object.get(name), "truth value; write true or false")
                    : otherwise;
        }

        List<?> list(String name) {
            return has(name) ? as(List.class, name, object.get(name), "list; write it in [ ]") : List.of();
        }

        List<String> texts(String name) {
            return list(name).stream()
                    .map(each -> as(String.class, name, each, "list of texts; put each in quotes"))
                    .toList();
        }

        private static <T> T as(Class<T> type, String name, @Nullable Object value, String expected) {
            if (!type.isInstance(value)) {
                boolean scalar = !(value instanceof Collection<?> || value instanceof Map<?, ?>);
                throw new IllegalArgumentException(name + (scalar ? " (" + value + ")" : "") + " is not a " + expected);
            }
            return type.cast(value);
        }
    }
}

package io.github.accessentries.policy;

import static java.util.Objects.requireNonNull;

import com.google.gson.Gson;
import com.google.gson.annotations.SerializedName;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.authz.Rule;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the data file. Its form is that of the records below; members beyond them are for people. */
final class CatalogueFile {

    private record File(String asOf, List<PolicyEntry> policies) {}

    private record PolicyEntry(
            String name, String intendedFor, boolean rulesComplete, boolean serviceLinkedOnly, List<RuleEntry> rules) {

        CataloguedPolicy toPolicy() {
            return new CataloguedPolicy(
                    AccessPolicy.of(name),
                    intendedFor,
                    rules.stream().map(RuleEntry::toRule).toList(),
                    rulesComplete,
                    serviceLinkedOnly);
        }
    }

    private record RuleEntry(
            List<String> verbs,
            @Nullable List<String> apiGroups,
            @Nullable List<String> resources,
            @Nullable List<String> resourceNames,
            @SerializedName("nonResourceURLs") @Nullable List<String> paths) {

        Rule toRule() {
            return Rule.builder()
                    .verbs(verbs)
                    .apiGroups(orEmpty(apiGroups))
                    .resources(orEmpty(resources))
                    .resourceNames(orEmpty(resourceNames))
                    .paths(orEmpty(paths))
                    .build();
        }

        private static List<String> orEmpty(@Nullable List<String> list) {
            return list == null ? List.of() : list;
        }
    }

    private CatalogueFile() {}

    static PolicyCatalogue read(String resource) {
        try (Reader reader = new InputStreamReader(
                requireNonNull(CatalogueFile.class.getResourceAsStream(resource), resource), StandardCharsets.UTF_8)) {
            File file = new Gson().fromJson(reader, File.class);
            return new PolicyCatalogue(
                    file.asOf(),
                    file.policies().stream()
                            .map(PolicyEntry::toPolicy)
                            .sorted(Comparator.comparing(CataloguedPolicy::policy))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + resource, e);
        }
    }
}

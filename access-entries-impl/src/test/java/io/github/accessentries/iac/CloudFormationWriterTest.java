package io.github.accessentries.iac;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CloudFormationWriterTest {

    private static final AccessFormat FORMAT = AccessFormat.cloudFormation();
    private static final String IMPORTS = "resources-to-import.json";

    private static DesiredAccess access(int entries, int policies) {
        DesiredAccess.Builder access = DesiredAccess.builder();
        for (int i = 0; i < entries; i++) {
            DesiredEntry.Builder entry = DesiredEntry.builder(PrincipalArn.role("111122223333", "role-" + (1000 + i)));
            for (int j = 0; j < policies; j++) {
                entry.allow(AccessPolicy.of("Policy" + (char) ('A' + j))).inNamespaces("a-namespace-" + j, "another-*");
            }
            access.entry(entry);
        }
        return access.build();
    }

    private static List<DesiredEntry> readBack(Exported exported) {
        return requireNonNull(FORMAT.read(exported.text(), Map.of()).clusters().get("prod"))
                .entries();
    }

    @Test
    void importIdentifiers_nameEachResourceOfTheTemplate() {
        Exported exported = FORMAT.write("prod", access(3, 1));

        JsonObject resources =
                JsonParser.parseString(exported.text()).getAsJsonObject().getAsJsonObject("Resources");
        assertThat(exported.companions()).containsOnlyKeys(IMPORTS);
        List<JsonElement> imports = JsonParser.parseString(exported.companions().get(IMPORTS))
                .getAsJsonArray()
                .asList();
        assertThat(imports).hasSameSizeAs(resources.keySet()).allSatisfy(each -> {
            JsonObject resource = resources.getAsJsonObject(
                    each.getAsJsonObject().get("LogicalResourceId").getAsString());
            JsonObject identifier = each.getAsJsonObject().getAsJsonObject("ResourceIdentifier");
            assertThat(each.getAsJsonObject().get("ResourceType")).isEqualTo(resource.get("Type"));
            assertThat(identifier.keySet()).containsExactly("PrincipalArn", "ClusterName");
            identifier
                    .entrySet()
                    .forEach(property -> assertThat(property.getValue())
                            .isEqualTo(resource.getAsJsonObject("Properties").get(property.getKey())));
            assertThat(resource.get("DeletionPolicy").getAsString()).isEqualTo("Delete");
        });
    }

    @Test
    void nothingToWrite_isNothingToImport() {
        assertThat(FORMAT.write("prod", DesiredAccess.builder().build()).companions())
                .isEmpty();
    }

    @Test
    void moreThan500Resources_areLeftOutByName() {
        DesiredAccess access = access(503, 0);

        Exported exported = FORMAT.write("prod", access);

        assertThat(readBack(exported))
                .containsExactlyElementsOf(access.entries().subList(0, 500));
        assertThat(exported.omissions())
                .extracting(Omission::place)
                .containsExactly(
                        "arn:aws:iam::111122223333:role/role-1500",
                        "arn:aws:iam::111122223333:role/role-1501",
                        "arn:aws:iam::111122223333:role/role-1502",
                        IMPORTS);
        assertThat(exported.omissions().get(0).reason()).contains("500 resources", "in parts");
        assertThat(exported.omissions().get(3).reason()).contains("200 resources", "in parts");
    }

    @Test
    void moreThanAMebibyte_isLeftOutByName() {
        DesiredAccess access = access(400, 20);

        Exported exported = FORMAT.write("prod", access);

        int bytes = exported.text().getBytes(UTF_8).length;
        List<DesiredEntry> written = readBack(exported);
        assertThat(bytes).isBetween(1_040_000, 1_048_576);
        assertThat(written)
                .isNotEmpty()
                .containsExactlyElementsOf(access.entries().subList(0, written.size()));
        assertThat(exported.omissions()).hasSize(access.entries().size() - written.size());
        assertThat(exported.omissions().get(0).reason()).contains("1048576 bytes", "in parts");
    }
}

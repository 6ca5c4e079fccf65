package io.github.accessentries.iac;

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
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is written for Terraform, as far as a real one taught it. */
class TerraformWriterTest {

    private static final String ROLE = "arn:aws:iam::111122223333:role/";

    private static DesiredAccess accessOf(String... roles) {
        DesiredAccess.Builder access = DesiredAccess.builder();
        for (String role : roles) {
            access.entry(DesiredEntry.builder(PrincipalArn.role("111122223333", role))
                    .allow(AccessPolicy.VIEW)
                    .inNamespaces("a"));
        }
        return access.build();
    }

    private static Map<String, String> imports(Exported exported) {
        JsonObject file = JsonParser.parseString(exported.companions().get("imports.tf.json"))
                .getAsJsonObject();
        Map<String, String> imports = new TreeMap<>();
        for (JsonElement block : file.getAsJsonArray("import")) {
            JsonObject members = block.getAsJsonObject();
            imports.put(members.get("to").getAsString(), members.get("id").getAsString());
        }
        return imports;
    }

    @Test
    void importBlocks_areInAFileOfTheirOwn_forEachResource() {
        Exported exported = AccessFormat.terraform().write("prod", accessOf("ops"));

        assertThat(exported.text()).doesNotContain("import");
        assertThat(exported.companions()).containsOnlyKeys("imports.tf.json");
        assertThat(imports(exported))
                .isEqualTo(Map.of(
                        "aws_eks_access_entry.ops",
                        "prod:" + ROLE + "ops",
                        "aws_eks_access_policy_association.ops_AmazonEKSViewPolicy",
                        "prod#" + ROLE + "ops#arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy"));
    }

    /** Terraform refuses a "resource" without any resource, and this reader a document without anything. */
    @Test
    void noAccess_isADocumentThatBothTake() {
        Exported exported =
                AccessFormat.terraform().write("prod", DesiredAccess.builder().build());

        assertThat(exported.text()).isEqualToIgnoringWhitespace("{\"terraform\": {}}");
        assertThat(exported.companions()).isEmpty();
        assertThat(AccessFormat.terraform().read(exported.text(), Map.of()))
                .isEqualTo(Imported.builder().build());
    }

    /** A name may not begin with a digit, and what stands before it made it another one's name. */
    @Test
    void namesThatBecomeAlike_areStillTwo() {
        List<String> roles = List.of("1a", "_1a", "-x", "_-x", "a", "a_AmazonEKSViewPolicy");
        DesiredAccess access = accessOf(roles.toArray(String[]::new));

        Exported exported = AccessFormat.terraform().write("prod", access);

        assertThat(AccessFormat.terraform().read(exported.text(), Map.of()).clusters())
                .isEqualTo(Map.of("prod", access));
        assertThat(imports(exported)).hasSize(2 * roles.size());
        assertThat(imports(exported).keySet())
                .allMatch(address -> address.matches("[a-z_]+\\.[A-Za-z_][A-Za-z0-9_-]*"));
    }

    /** The names of tags are templates to Terraform, too. */
    @Test
    void textsThatLookLikeTemplates_comeBack() {
        DesiredAccess access = DesiredAccess.builder()
                .entry(DesiredEntry.builder(PrincipalArn.role("111122223333", "a"))
                        .username("u${1}%%{")
                        .groups("${x}", "%{if}", "$${y}")
                        .tag("k${x}", "v%{y}"))
                .build();

        String text = AccessFormat.terraform().write("prod", access).text();

        assertThat(text).contains("\"k$${x}\": \"v%%{y}\"");
        assertThat(AccessFormat.terraform().read(text, Map.of()).clusters()).isEqualTo(Map.of("prod", access));
    }
}

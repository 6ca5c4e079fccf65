package io.github.accessentries.example;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.iac.AccessFormat;
import io.github.accessentries.iac.Exported;
import io.github.accessentries.iac.Imported;
import io.github.accessentries.iac.Omission;
import io.github.accessentries.plan.DesiredAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuideTerraformTest {

    @TempDir
    Path directory;

    @Test
    void terraform() throws IOException {
        Path shown = Files.writeString(directory.resolve("state.json"), """
                {"format_version": "1.0", "values": {"root_module": {"resources": [{
                  "address": "aws_eks_access_entry.dev", "mode": "managed", "type": "aws_eks_access_entry", "values": {
                    "cluster_name": "prod", "principal_arn": "arn:aws:iam::111122223333:role/dev", "type": "STANDARD",
                    "kubernetes_groups": ["dev"], "tags": null, "tags_all": {"Env": "prod"}}}]}}}
                """);

        // snippet: terraform
        Imported imported = AccessFormat.terraform().read(Files.readString(shown), Map.of()); // terraform show -json
        for (Omission omission : imported.omissions()) {
            System.out.println(omission); // what only Terraform knows, by its address
        }
        DesiredAccess access = requireNonNull(imported.clusters().get("prod")); // with the tags from default_tags

        Exported exported = AccessFormat.terraform().write("prod", access);
        Files.writeString(directory.resolve("access.tf.json"), exported.text());
        for (Map.Entry<String, String> file : exported.companions().entrySet()) { // for what is there already
            Files.writeString(directory.resolve(file.getKey()), file.getValue());
        }
        // end

        assertThat(access.entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.tags()).isEqualTo(Map.of("Env", "prod")));
        assertThat(imported.omissions()).isEmpty();
        assertThat(directory.resolve("imports.tf.json")).content().contains("prod:arn:aws:iam::111122223333:role/dev");
    }
}

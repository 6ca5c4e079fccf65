package io.github.accessentries.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.iac.AccessFormat;
import io.github.accessentries.iac.Exported;
import io.github.accessentries.iac.Imported;
import io.github.accessentries.iac.Omission;
import io.github.accessentries.plan.DesiredAccess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Example of the guides about templates of CloudFormation, between markers as it stands there. */
class GuideCloudFormationTest {

    @TempDir
    Path directory;

    @Test
    void cloudFormation() throws Exception {
        Path file = Files.writeString(directory.resolve("stack.yaml"), """
                Parameters:
                  Stage: {Type: String}
                Resources:
                  Deployer: {Type: AWS::IAM::Role, Properties: {RoleName: !Sub '${Stage}-deployer'}}
                  DeployerAccess:
                    Type: AWS::EKS::AccessEntry
                    Properties: {ClusterName: prod, PrincipalArn: !GetAtt Deployer.Arn}
                  Elsewhere:
                    Type: AWS::EKS::AccessEntry
                    Properties: {ClusterName: prod, PrincipalArn: !ImportValue other-role}
                """);
        // snippet: cloudformation
        Imported imported = AccessFormat.cloudFormation()
                .read(
                        Files.readString(file),
                        Map.of("Stage", "live", "AWS::Region", "eu-central-1", "AWS::AccountId", "111122223333"));

        for (Omission omission : imported.omissions()) {
            System.out.println(omission); // where, why, and the value that would answer it
        }
        DesiredAccess access = requireNonNull(imported.clusters().get("prod"));

        Exported exported = AccessFormat.cloudFormation().write("prod", access);
        Files.writeString(directory.resolve("access.json"), exported.text());
        for (Map.Entry<String, String> companion : exported.companions().entrySet()) {
            Files.writeString(directory.resolve(companion.getKey()), companion.getValue());
        }
        // end

        assertThat(access.entries()).singleElement().hasToString("arn:aws:iam::111122223333:role/live-deployer");
        assertThat(imported.omissions())
                .singleElement()
                .satisfies(omission ->
                        assertThat(omission.toString()).contains("Resources.Elsewhere", "other-role", "give a value"));
        assertThat(directory.resolve("resources-to-import.json"))
                .content(UTF_8)
                .contains("AWS::EKS::AccessEntry", "role/live-deployer");
    }
}

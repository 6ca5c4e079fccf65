package io.github.accessentries.example;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessQuestion;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.report.ResultFormat;
import io.github.accessentries.report.ResultReport;
import io.github.accessentries.risk.Risks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the README about results as files, between markers as it stands there. */
class ReadmeResultsTest {

    @TempDir
    Path directory;

    private final List<String> shown = new ArrayList<>();

    private void show(String line) {
        shown.add(line);
    }

    @Test
    void results() throws IOException {
        RbacObjects rbac = RbacObjects.parse("""
                - {kind: ClusterRole, metadata: {name: view}, rules: [{verbs: [get], apiGroups: [""], resources: [secrets]}]}
                - kind: ClusterRoleBinding
                  metadata: {name: ops-view}
                  roleRef: {kind: ClusterRole, name: view}
                  subjects: [{kind: Group, name: ops}]
                """);
        AwsAuth awsAuth = AwsAuth.none();
        AccessModel model = ClusterAccess.builder().rbac(rbac).build();

        // snippet: results
        ResultReport risks = ResultReport.of("prod", Risks.of(model, rbac, awsAuth));
        Files.writeString(directory.resolve("risks.md"), risks.render(ResultFormat.MARKDOWN));
        Files.writeString(directory.resolve("risks.csv"), risks.render(ResultFormat.CSV));

        AccessQuestion question = AccessQuestion.of("get", "secrets").inNamespace("payments");
        ResultReport answer = ResultReport.of("prod", question, model.whoCan(question));
        Files.writeString(directory.resolve("secrets.json"), answer.render(ResultFormat.JSON));
        show(answer.render(ResultFormat.TEXT)); // Who can get secrets in payments on prod: 2 have all of it
        // end

        assertThat(directory.resolve("risks.md")).content().startsWith("### Risks of prod: 1 high");
        assertThat(directory.resolve("risks.csv")).content().contains("prod,high,secrets-read,");
        assertThat(directory.resolve("secrets.json")).content().contains("\"kind\":\"who-can\"");
        assertThat(shown)
                .singleElement(as(STRING))
                .startsWith("Who can get secrets in payments on prod: 2 have all of it\n");
    }
}

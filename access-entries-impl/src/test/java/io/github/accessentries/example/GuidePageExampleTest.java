package io.github.accessentries.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.report.AccessReport;
import io.github.accessentries.report.ReportFormat;
import io.github.accessentries.risk.PowerPaths;
import io.github.accessentries.risk.Risk;
import io.github.accessentries.risk.Risks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the guides about the page for browsers, between markers as it stands there. */
class GuidePageExampleTest {

    @TempDir
    private Path directory;

    @Test
    void page() throws IOException {
        RbacObjects rbac = RbacObjects.parse("""
                - kind: ClusterRole
                  metadata: {name: binder}
                  rules:
                  - {verbs: [bind], apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles]}
                  - {verbs: [create], apiGroups: [rbac.authorization.k8s.io], resources: [clusterrolebindings]}
                - kind: ClusterRoleBinding
                  metadata: {name: binder}
                  roleRef: {kind: ClusterRole, name: binder}
                  subjects: [{kind: Group, name: ops}]
                """);
        AccessModel lastWeek = ClusterAccess.builder().build();
        AccessModel model = ClusterAccess.builder().rbac(rbac).build();
        List<Risk> risks = Risks.of(model, rbac, AwsAuth.none());
        Path page = directory.resolve("access.html");

        // snippet: page
        AccessReport report = AccessReport.of(model)
                .with(risks)
                .with(PowerPaths.of(model, rbac)) // who could get full control, and by which steps
                .comparedWith(lastWeek); // who has gained and lost what
        Files.writeString(page, report.render(ReportFormat.HTML));
        // end

        assertThat(Files.readString(page))
                .contains("\"comparison\":", "\"paths\":", "group ops by ClusterRoleBinding binder");
    }
}

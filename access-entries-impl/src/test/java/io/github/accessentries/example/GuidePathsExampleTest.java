package io.github.accessentries.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.risk.PowerPath;
import io.github.accessentries.risk.PowerPaths;
import io.github.accessentries.risk.PowerTarget;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example of the guides about paths to power, between markers as it stands there. */
class GuidePathsExampleTest {

    private final List<String> shown = new ArrayList<>();

    private void show(Object line) {
        shown.add(line.toString());
    }

    @Test
    void paths() {
        RbacObjects rbac = RbacObjects.reader().allBindings().read("""
                - {kind: ClusterRole, metadata: {name: jobs}, rules: [{verbs: [create], apiGroups: [batch], resources: [jobs]}]}
                - {kind: ClusterRole, metadata: {name: admin-of-all}, rules: [{verbs: ['*'], apiGroups: ['*'], resources: ['*']}]}
                - kind: RoleBinding
                  metadata: {name: dev-jobs, namespace: ci}
                  roleRef: {kind: ClusterRole, name: jobs}
                  subjects: [{kind: Group, name: devs}]
                - kind: ClusterRoleBinding
                  metadata: {name: deployer}
                  roleRef: {kind: ClusterRole, name: admin-of-all}
                  subjects: [{kind: ServiceAccount, name: deployer, namespace: ci}]
                """);
        PrincipalArn dev = PrincipalArn.role("111122223333", "dev");
        AccessModel model = ClusterAccess.builder()
                .entries(List.of(AccessEntry.builder()
                        .cluster("prod")
                        .principal(dev)
                        .username("dev")
                        .addGroups("devs")
                        .build()))
                .rbac(rbac)
                .awsAuth(AwsAuth.none())
                .build();

        // snippet: paths
        PowerPaths paths = PowerPaths.of(model, rbac);
        paths.shortest().forEach(this::show);
        // Group "devs" (arn:aws:iam::111122223333:role/dev) can reach full control of the cluster in 1 step
        //   1. Group "devs" can create jobs in ci that run as ServiceAccount "deployer/ci"
        //      (create jobs.batch in namespace ci: group devs by RoleBinding dev-jobs in ci)
        //   which has it by service account deployer/ci by ClusterRoleBinding deployer
        paths.cuts().forEach(this::show);
        // without ClusterRoleBinding "deployer" of ClusterRole "admin-of-all", 2 subjects have no path
        // without RoleBinding "ci/dev-jobs" of ClusterRole "jobs", 2 subjects have no path

        List<PowerPath> own = paths.from(new Subject.Principal(dev)); // each first step, shortest first
        List<PowerPath> secrets = paths.to(PowerTarget.SECRETS); // who can get to read every Secret
        paths.doubts().forEach(this::show); // why there may be more
        // end

        assertThat(shown)
                .containsExactly(
                        "Group \"devs\" (arn:aws:iam::111122223333:role/dev) can reach full control of the cluster in 1 step\n"
                                + "  1. Group \"devs\" can create jobs in ci that run as ServiceAccount \"deployer/ci\""
                                + " (create jobs.batch in namespace ci: group devs by RoleBinding dev-jobs in ci)\n"
                                + "  which has it by service account deployer/ci by ClusterRoleBinding deployer\n",
                        "without ClusterRoleBinding \"deployer\" of ClusterRole \"admin-of-all\", 2 subjects have no path",
                        "without RoleBinding \"ci/dev-jobs\" of ClusterRole \"jobs\", 2 subjects have no path");
        assertThat(own).hasSize(1);
        assertThat(secrets).hasSize(1);
        assertThat(paths.cuts().get(0).subjects()).hasSize(2);
    }
}

package io.github.accessentries.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessQuestion;
import io.github.accessentries.authz.Holders;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example of the guides about whole questions, between markers as it stands there. */
class GuideQuestionExampleTest {

    private final List<String> shown = new ArrayList<>();

    private void show(String line) {
        shown.add(line);
    }

    @Test
    void question() {
        AccessModel model = ClusterAccess.builder().rbac(RbacObjects.parse("""
                        - {kind: ClusterRole, metadata: {name: view}, rules: [{verbs: [get], apiGroups: [""], resources: [secrets]}]}
                        - kind: Role
                          metadata: {name: db, namespace: payments}
                          rules: [{verbs: [get, patch], apiGroups: [""], resources: [secrets], resourceNames: [db]}]
                        - kind: ClusterRoleBinding
                          metadata: {name: ops-view}
                          roleRef: {kind: ClusterRole, name: view}
                          subjects: [{kind: Group, name: ops}]
                        - kind: RoleBinding
                          metadata: {name: db, namespace: payments}
                          roleRef: {kind: Role, name: db}
                          subjects: [{kind: ServiceAccount, name: bot, namespace: shop}]
                        """)).build();

        // snippet: question
        Holders holders = model.whoCan(AccessQuestion.of("get", "secrets").inNamespace("payments"));
        holders.forEach(holder -> show(holder.summary()));
        // Group "ops": all (group ops by ClusterRoleBinding ops-view)
        // ServiceAccount "bot/shop": in payments: get secrets named db
        //     (service account bot/shop by RoleBinding db in payments)
        // end

        assertThat(shown)
                .contains(
                        "Group \"ops\": all (group ops by ClusterRoleBinding ops-view)",
                        "ServiceAccount \"bot/shop\": in payments: get secrets named db"
                                + " (service account bot/shop by RoleBinding db in payments)");
    }
}

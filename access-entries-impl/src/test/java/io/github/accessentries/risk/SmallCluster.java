package io.github.accessentries.risk;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A cluster of a test, with what it gives to whom. */
final class SmallCluster {

    private final StringBuilder objects = new StringBuilder("""
            kind: List
            items:
            - {kind: Namespace, metadata: {name: ci}}
            - {kind: ClusterRole, metadata: {name: cluster-admin}, rules: [{verbs: ['*'], apiGroups: ['*'], resources: ['*']}]}
            """);

    private final List<AccessEntry> entries = new ArrayList<>();
    private AwsAuth awsAuth = AwsAuth.none();
    private boolean whole;
    private int number;

    SmallCluster entry(PrincipalArn principal, String username) {
        entries.add(AccessEntry.builder()
                .cluster("prod")
                .principal(principal)
                .username(username)
                .build());
        return this;
    }

    SmallCluster mapped(PrincipalArn principal, String username) {
        awsAuth = AwsAuth.parse(
                Map.of("mapRoles", "[{rolearn: '" + principal + "', username: '" + username + "', groups: [nobody]}]"));
        return this;
    }

    /** What is not given is not there. */
    SmallCluster whole() {
        whole = true;
        return this;
    }

    SmallCluster object(String yaml) {
        objects.append("- ").append(yaml).append('\n');
        return this;
    }

    /** Rules in a namespace, or with an empty one in the cluster. */
    SmallCluster give(String namespace, String rules, String subject) {
        String name = "given" + number;
        object("{kind: ClusterRole, metadata: {name: " + name + "}, rules: [" + rules + "]}");
        return bind(namespace, name, subject);
    }

    SmallCluster bind(String clusterRole, String subject) {
        return bind("", clusterRole, subject);
    }

    private SmallCluster bind(String namespace, String clusterRole, String subject) {
        String in = namespace.isEmpty() ? "" : ", namespace: " + namespace;
        return object("{kind: " + (namespace.isEmpty() ? "ClusterRoleBinding" : "RoleBinding") + ", metadata: {name: b"
                + number++ + in + "}, roleRef: {kind: ClusterRole, name: '" + clusterRole + "'}, subjects: [" + subject
                + "]}");
    }

    PowerPaths paths() {
        RbacObjects rbac = rbac();
        return PowerPaths.of(model(rbac), rbac);
    }

    List<Risk> risks(RiskKind kind) {
        RbacObjects rbac = rbac();
        return Risks.of(model(rbac), rbac, awsAuth).stream()
                .filter(risk -> risk.kind() == kind)
                .toList();
    }

    private RbacObjects rbac() {
        RbacObjects.Reader reader = RbacObjects.reader();
        return (whole ? reader.whole() : reader.allBindings()).read(objects.toString());
    }

    private AccessModel model(RbacObjects rbac) {
        return ClusterAccess.builder()
                .entries(entries)
                .rbac(rbac)
                .awsAuth(awsAuth)
                .build();
    }
}

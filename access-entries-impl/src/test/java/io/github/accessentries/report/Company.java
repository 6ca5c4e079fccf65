package io.github.accessentries.report;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.risk.Risk;
import io.github.accessentries.risk.Risks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A cluster as a company of some size has one: teams with their namespaces, people of all levels, and a few sins. */
record Company(List<AccessEntry> entries, RbacObjects rbac, AwsAuth awsAuth) {

    private static final String ACCOUNT = "111122223333";
    private static final List<String> AREAS =
            List.of("payments", "search", "catalog", "identity", "shipping", "mobile", "ledger", "data", "web", "iot");
    private static final List<String> STAGES = List.of("dev", "test", "stage", "prod", "tools");
    private static final List<String> OTHERS = List.of(
            "default",
            "kube-system",
            "kube-public",
            "kube-node-lease",
            "argocd",
            "monitoring",
            "ingress",
            "cert-manager",
            "external-dns",
            "velero");
    private static final List<String> JOBS = List.of("developer", "lead", "tester", "analyst", "deployer");

    /** A cluster with so many roles of teams, in 60 namespaces. */
    static Company of(int principals) {
        List<AccessEntry> entries = new ArrayList<>();
        for (int i = 0; i < principals; i++) {
            entries.add(entry(i));
        }
        entries.add(AccessEntry.builder()
                .cluster("prod")
                .principal(PrincipalArn.role(ACCOUNT, "auto-nodes"))
                .type(EntryType.EC2)
                .username("system:node:{{EC2PrivateDNSName}}")
                .addGroups("system:nodes")
                .addPolicies(PolicyAssociation.of(AccessPolicy.AUTO_NODE, AccessScope.clusterWide()))
                .build());
        return new Company(
                entries,
                objects(),
                AwsAuth.builder()
                        .roles(List.of(
                                AwsAuth.ArnMapping.of(
                                        "arn:aws:iam::" + ACCOUNT + ":role/legacy-ci", "ci", List.of("system:masters")),
                                AwsAuth.ArnMapping.of(
                                        entries.get(0).principal().canonical(), "old", List.of("system:masters"))))
                        .build());
    }

    AccessModel model() {
        return ClusterAccess.builder()
                .entries(entries)
                .rbac(rbac)
                .awsAuth(awsAuth)
                .build();
    }

    AccessReport report() {
        AccessModel model = model();
        List<Risk> risks = Risks.of(model, rbac, awsAuth);
        return AccessReport.of(model).with(risks);
    }

    private static AccessEntry entry(int number) {
        String area = AREAS.get(number % AREAS.size());
        String job = JOBS.get(number / AREAS.size() % JOBS.size());
        int team = number / (AREAS.size() * JOBS.size());
        AccessEntry.Builder entry = AccessEntry.builder()
                .cluster("prod")
                .principal(PrincipalArn.role(ACCOUNT, "teams/" + area + "/" + area + "-" + job + "-" + (team + 1)))
                .username("arn:aws:sts::" + ACCOUNT + ":assumed-role/" + area + "-" + job + "-" + (team + 1)
                        + "/{{SessionName}}");
        switch (job) {
            case "developer" ->
                entry.addPolicies(
                        in(AccessPolicy.EDIT, area + "-dev", area + "-test"), in(AccessPolicy.VIEW, area + "-*"));
            case "lead" ->
                entry.addPolicies(in(AccessPolicy.ADMIN, area + "-*")).addGroups("leads", "on-call");
            case "tester" -> entry.addPolicies(everywhere(AccessPolicy.VIEW)).addGroups(area + "-testers");
            case "analyst" -> entry.addGroups("analysts");
            default -> {
                entry.addGroups("deployers");
                if (team == 0) {
                    entry.addPolicies(in(AccessPolicy.of("AmazonSagemakerHyperpodTrainingPolicy"), area + "-prod"));
                }
            }
        }
        if (number % 97 == 0) {
            entry.addPolicies(everywhere(AccessPolicy.CLUSTER_ADMIN));
        }
        if (number % 61 == 7) {
            entry.addPolicies(in(AccessPolicy.SECRET_READER, "retired"));
        }
        return entry.build();
    }

    private static PolicyAssociation in(AccessPolicy policy, String... namespaces) {
        return PolicyAssociation.of(policy, AccessScope.namespaces(List.of(namespaces)));
    }

    private static PolicyAssociation everywhere(AccessPolicy policy) {
        return PolicyAssociation.of(policy, AccessScope.clusterWide());
    }

    private static RbacObjects objects() {
        RbacObjects defaults = defaults();
        List<RbacRole> roles = new ArrayList<>(defaults.roles());
        List<RbacBinding> bindings = new ArrayList<>(defaults.bindings());
        List<String> namespaces = new ArrayList<>(OTHERS);
        roles.add(RbacRole.builder()
                .name("metrics-reader")
                .rules(List.of(
                        rule("get", "metrics.k8s.io", "pods", "nodes"),
                        rule("get", "", "nodes/proxy"),
                        Rule.builder().addVerbs("get").addPaths("/metrics").build()))
                .build());
        bindings.add(group(null, "on-call", "metrics-reader", "on-call"));
        bindings.add(group(null, "analysts", "view", "analysts"));
        bindings.add(RbacBinding.builder()
                .name("argocd")
                .roleKind("ClusterRole")
                .role("cluster-admin")
                .subjects(List.of(RbacSubject.builder()
                        .kind("ServiceAccount")
                        .name("argocd-application-controller")
                        .namespace("argocd")
                        .build()))
                .build());
        for (String area : AREAS) {
            for (String stage : STAGES) {
                String namespace = area + "-" + stage;
                namespaces.add(namespace);
                bindings.add(group(namespace, "deployers", "edit", "deployers"));
            }
            bindings.add(group(area + "-tools", area + "-testers", "admin", area + "-testers"));
        }
        return RbacObjects.builder()
                .roles(roles)
                .bindings(bindings)
                .namespaces(namespaces)
                .build();
    }

    /** What Kubernetes brings along. */
    static RbacObjects defaults() {
        String file = "/io/github/accessentries/rbac/kubernetes-default-cluster-roles.yaml";
        try (InputStream yaml = Objects.requireNonNull(Company.class.getResourceAsStream(file))) {
            return RbacObjects.parse(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Rule rule(String verb, String group, String... resources) {
        return Rule.builder()
                .addVerbs(verb)
                .addApiGroups(group)
                .addResources(resources)
                .build();
    }

    private static RbacBinding group(@Nullable String namespace, String name, String role, String group) {
        return RbacBinding.builder()
                .namespace(namespace)
                .name(name)
                .roleKind("ClusterRole")
                .role(role)
                .subjects(
                        List.of(RbacSubject.builder().kind("Group").name(group).build()))
                .build();
    }
}

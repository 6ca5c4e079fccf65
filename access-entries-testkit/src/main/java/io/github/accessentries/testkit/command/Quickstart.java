package io.github.accessentries.testkit.command;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.Decision;
import io.github.accessentries.authz.GrantedByPolicy;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.internal.command.HelpOption;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.testkit.FakeCluster;
import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.FakePrincipal;
import io.github.accessentries.token.EksToken;
import io.github.accessentries.token.EksTokens;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;

/** Walks from a grant to a decision on a fake EKS and prints what happens. */
@Command(
        name = "quickstart",
        description = "Shows the way from a grant to a decision on a fake EKS. Needs no AWS account and no network.")
final class Quickstart implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("UnusedVariable") // by picocli
    private final HelpOption help = new HelpOption();

    @Override
    public Integer call() {
        try (FakeEks eks = FakeEks.create();
                EksClient client = eks.eksClient();
                EksAccessEntries demo = EksAccessEntries.builder()
                        .cluster("demo")
                        .eksClient(client)
                        .build()) {
            FakeCluster cluster = eks.createCluster("demo");
            FakePrincipal developer = eks.iam().role("team-a-dev");

            step("1. An EKS in memory has a cluster and a role. No AWS account, no network.");
            fact("cluster", cluster.arn());
            fact("role", developer.arn());

            step("2. Grant: edit in team-a*, view everywhere. The SDK's real client makes the calls.");
            AccessEntry entry = demo.grant(developer.arn())
                    .allow(AccessPolicy.EDIT)
                    .inNamespaces("team-a*")
                    .allow(AccessPolicy.VIEW)
                    .clusterWide()
                    .groups("team-a")
                    .apply();
            show(entry);

            step("3. Ana assumes the role and mints a token, as `aws eks get-token` does.");
            EksToken token = EksTokens.builder()
                    .credentialsProvider(developer.session("ana@example.org"))
                    .region(Region.of(eks.region()))
                    .build()
                    .mint(cluster.name());
            fact("token", token.value().length() + " characters, not shown since it is a credential");
            fact("good until", token.expiresAt());

            step("4. The cluster's authenticator checks it with STS and looks for the entry.");
            Authentication authentication = cluster.authenticator().authenticate(token.value());
            KubernetesUser user = authentication.user();
            show(user);

            step("5. What may she do, and by which grant?");
            Authorizer authorizer = ClusterAccess.read(demo).authorizer();
            out().printf("   %-26s %-16s %-7s %s%n", "WHAT", "NAMESPACE", "ANSWER", "BY");
            questions().forEach(question -> show(question, authorizer.decide(user, question)));
            out().println();
            out().println("Next: the same fake for the AWS CLI and other clients,");
            out().println("  mvn -q compile exec:java -Dexec.args=\"serve --port 8080\"");
            out().flush();
        }
        return 0;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private void step(String title) {
        out().println();
        out().println(title);
    }

    private void fact(String name, Object value) {
        out().printf("   %-13s %s%n", name, value);
    }

    private void show(AccessEntry entry) {
        fact("entry", entry.arn().orElse(""));
        fact("type", entry.type());
        fact("user name", entry.username());
        fact("groups", String.join(", ", entry.groups()));
        entry.policies().forEach(policy -> fact("policy", policy));
    }

    private void show(KubernetesUser user) {
        fact("user name", user.username());
        fact("uid", user.uid());
        fact("groups", String.join(", ", user.groups()));
        user.extra().forEach((key, values) -> fact("extra", key + " = " + String.join(", ", values)));
    }

    private void show(AccessRequest question, Decision decision) {
        String resource = question.resource() + (question.apiGroup().isEmpty() ? "" : "." + question.apiGroup());
        String by = decision.reasons().stream()
                .map(GrantedByPolicy.class::cast)
                .map(ground -> ground.policy() + " " + ground.scope())
                .collect(Collectors.joining("; "));
        out().printf(
                        "   %-26s %-16s %-7s %s%n",
                        question.verb() + " " + resource,
                        question.namespace().orElse("(all)"),
                        decision.allowed() ? "yes" : "no",
                        by.isEmpty() ? "no grant" : by);
    }

    /** Made when they are asked: help makes this command as well. */
    private static List<AccessRequest> questions() {
        return List.of(
                AccessRequest.of("create", "deployments.apps").inNamespace("team-a"),
                AccessRequest.of("delete", "pods").inNamespace("team-a-staging"),
                AccessRequest.of("get", "pods").inNamespace("payments"),
                AccessRequest.of("delete", "pods").inNamespace("payments"),
                AccessRequest.of("get", "secrets").inNamespace("payments"),
                AccessRequest.of("list", "pods"),
                AccessRequest.of("list", "nodes"));
    }
}

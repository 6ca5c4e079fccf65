package io.github.accessentries.testkit;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.testkit.internal.seed.Seed;
import io.github.accessentries.testkit.internal.seed.UnusableSeedException;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eks.EksClient;

/** Puts what a seed says into a fake, by the ways that tests have themselves, so that EKS's own rules hold. */
final class Sowing {

    private final FakeEks eks;
    private final EksClient client;

    Sowing(FakeEks eks) {
        this.eks = eks;
        this.client = eks.aws().clients().seeded();
    }

    void sow(Seed seed) {
        seed.principals().forEach(principal -> at(principal.place(), () -> sow(principal)));
        seed.clusters().forEach(this::sow);
    }

    private void sow(Seed.Principal principal) {
        FakePrincipal made = eks.iam().principal(PrincipalArn.of(principal.arn()));
        principal.keys().ifPresent(keys -> made.addKey(keys.id(), keys.secret()));
    }

    private void sow(Seed.Cluster seed) {
        at(seed.place(), () -> {
            FakeCluster cluster = eks.createCluster(seed.name(), mode(seed));
            seed.platform().ifPresent(versions -> cluster.platform(versions.kubernetes(), versions.platform()));
        });
        FakeCluster cluster = eks.cluster(seed.name());
        seed.rbac().ifPresent(rbac -> at(rbac.place(), () -> cluster.rbac(faultless(RbacObjects.parse(rbac.value())))));
        seed.awsAuth().ifPresent(text -> at(text.place(), () -> cluster.awsAuth(AwsAuth.parseConfigMap(text.value()))));
        seed.entries().forEach(entry -> sow(seed.name(), entry));
    }

    private static AuthenticationMode mode(Seed.Cluster seed) {
        String name = seed.mode().orElse("API");
        return Arrays.stream(AuthenticationMode.values())
                .filter(mode ->
                        mode != AuthenticationMode.UNKNOWN && mode.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "mode " + PlainText.quoted(name) + " is none; use CONFIG_MAP, API_AND_CONFIG_MAP or API"));
    }

    private static RbacObjects faultless(RbacObjects objects) {
        if (!objects.faults().isEmpty()) {
            throw new UnusableSeedException(objects.faults(), null);
        }
        return objects;
    }

    private void sow(String cluster, Seed.Entry entry) {
        at(
                entry.place(),
                () -> client.createAccessEntry(request -> request.clusterName(cluster)
                        .principalArn(entry.principal())
                        .type(entry.type().orElse(null))
                        .username(entry.username().orElse(null))
                        .kubernetesGroups(entry.groups().isEmpty() ? null : entry.groups())
                        .tags(entry.tags().isEmpty() ? null : entry.tags())));
        entry.policies().forEach(policy -> at(policy.place(), () -> sow(cluster, entry.principal(), policy)));
    }

    private void sow(String cluster, String principal, Seed.Policy policy) {
        String arn = AccessPolicy.of(policy.policy())
                .arnIn(PrincipalArn.fromEks(principal).partition());
        client.associateAccessPolicy(request -> request.clusterName(cluster)
                .principalArn(principal)
                .policyArn(arn)
                .accessScope(scope -> {
                    if (policy.namespaces().isEmpty()) {
                        scope.type("cluster");
                    } else {
                        scope.type("namespace").namespaces(policy.namespaces());
                    }
                }));
    }

    private static void at(String place, Runnable step) {
        try {
            step.run();
        } catch (IllegalArgumentException | IllegalStateException | SdkException e) {
            List<String> faults = e instanceof UnusableSeedException several ? several.faults() : List.of(reason(e));
            throw new UnusableSeedException(
                    faults.stream().map(fault -> place + " " + fault).toList(), e);
        }
    }

    private static String reason(RuntimeException failure) {
        return failure instanceof AwsServiceException refusal && refusal.awsErrorDetails() != null
                ? refusal.awsErrorDetails().errorMessage()
                : String.valueOf(failure.getMessage());
    }
}

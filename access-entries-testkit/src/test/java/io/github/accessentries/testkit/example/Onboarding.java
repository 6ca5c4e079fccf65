package io.github.accessentries.testkit.example;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.eks.EksAccessEntries;
import software.amazon.awssdk.services.eks.EksClient;

/** Stands for the code of a user of this library. */
final class Onboarding {

    private final EksClient eks;

    Onboarding(EksClient eks) {
        this.eks = eks;
    }

    void onboard(String team, PrincipalArn developers) {
        EksAccessEntries.builder()
                .cluster("prod")
                .eksClient(eks)
                .build()
                .grant(developers)
                .allow(AccessPolicy.EDIT)
                .inNamespaces(team, team + "-*")
                .apply();
    }
}

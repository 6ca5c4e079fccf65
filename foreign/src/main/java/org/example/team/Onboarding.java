package org.example.team;

import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.eks.EksAccessEntries;
import software.amazon.awssdk.services.eks.EksClient;

/** Gives teams access to their namespaces. */
public final class Onboarding {

    private final AccessEntries cluster;

    public Onboarding(String cluster, EksClient eks) {
        this.cluster = EksAccessEntries.builder().cluster(cluster).eksClient(eks).build();
    }

    public void onboard(String team, PrincipalArn developers) {
        cluster.grant(developers)
                .allow(AccessPolicy.EDIT)
                .inNamespaces(team)
                .groups(team)
                .apply();
    }

    public AccessEntries cluster() {
        return cluster;
    }
}

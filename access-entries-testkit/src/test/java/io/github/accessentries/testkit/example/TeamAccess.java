package io.github.accessentries.testkit.example;

// snippet: firstprogram
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.eks.EksAccessEntries;
import software.amazon.awssdk.services.eks.EksClient;

/** Gives a team its namespaces. Arguments: the cluster, the ARN of the team's role, the team's name. */
class TeamAccess {

    static AccessEntry grant(EksClient eks, String cluster, PrincipalArn role, String team) {
        return EksAccessEntries.builder()
                .cluster(cluster)
                .eksClient(eks)
                .build()
                .grant(role)
                .allow(AccessPolicy.EDIT)
                .inNamespaces(team, team + "-*") // a policy needs its scope: the compiler asks for it
                .groups(team)
                .apply();
    }

    public static void main(String[] arguments) {
        try (EksClient eks = EksClient.create()) {
            System.out.println(grant(eks, arguments[0], PrincipalArn.of(arguments[1]), arguments[2]));
        }
    }
}
// end

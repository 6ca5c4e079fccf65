package com.example.plan;

import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.planning.PlanContext;
import java.io.IOException;
import java.nio.file.Path;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.sts.StsClient;

/** {@code plan | apply CLUSTER FILES RESULTS}; fails with a message if the plan is stale, unsafe or incompletely applied. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 4) {
            throw new IllegalArgumentException("Usage: (plan | apply) CLUSTER FILES RESULTS");
        }
        Path results = Path.of(arguments[3]);
        try (EksClient eks = EksClient.create();
                StsClient sts = StsClient.create();
                EksAccessEntries cluster = EksAccessEntries.builder()
                        .cluster(arguments[1])
                        .eksClient(eks)
                        // So that a plan tells when it would take the pipeline's own access.
                        .planContext(PlanContext.builder()
                                .caller(() -> sts.getCallerIdentity().arn())
                                .build())
                        .build()) {
            ReviewedAccess access = new ReviewedAccess(cluster, Path.of(arguments[2]));
            switch (arguments[0]) {
                case "plan" -> System.out.println(access.plan(results));
                case "apply" -> System.out.println(access.apply(results));
                default -> throw new IllegalArgumentException("Unknown: " + arguments[0] + "; use plan or apply");
            }
        }
    }
}

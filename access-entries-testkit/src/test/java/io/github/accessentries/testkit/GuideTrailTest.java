package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.audit.AccessTimeline;
import io.github.accessentries.audit.Pipeline;
import io.github.accessentries.audit.TimelineComparison;
import io.github.accessentries.audit.TrailReader;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.eks.LibraryUse;
import io.github.accessentries.eks.RequiredClusterRole;
import io.github.accessentries.eks.RequiredIamPermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Examples of the guides about what callers need and what they did. */
class GuideTrailTest {

    private final List<String> shown = new ArrayList<>();

    @TempDir
    Path directory;

    private void show(Object value) {
        shown.add(value.toString());
    }

    @Test
    void permissions() {
        // snippet: permissions
        RequiredIamPermissions permissions = RequiredIamPermissions.builder()
                .use(LibraryUse.APPLYING)
                .cluster("arn:aws:eks:eu-west-1:111122223333:cluster/prod") // as many as you have
                .onlyPolicies(AccessPolicy.EDIT, AccessPolicy.VIEW) // what the caller may give
                .onlyNamespaces("team-a", "team-a-*")
                .build();

        show(permissions.toJson()); // the policy document
        permissions.remarks().forEach(this::show); // what IAM's documentation leaves open
        show(RequiredClusterRole.of("access-entries", LibraryUse.READING_RBAC)); // the same for the cluster's own API
        // end

        assertThat(shown.get(0)).contains("eks:namespaces");
    }

    @Test
    void trail() throws IOException {
        try (FakeEks eks = FakeEks.create()) {
            FakeCluster cluster = eks.createCluster("prod");
            FakePrincipal pipeline = eks.iam().role("pipeline");
            FakePrincipal ana = eks.iam().user("ana");
            for (FakePrincipal each : List.of(pipeline, ana)) {
                EksAccessEntries.builder()
                        .cluster("prod")
                        .eksClient(eks.eksClient(each.credentials()))
                        .build()
                        .grant(eks.iam().role("by-" + each.arn().name()).arn())
                        .allow(AccessPolicy.VIEW)
                        .clusterWide()
                        .apply();
                eks.advance(Duration.ofSeconds(1));
            }
            Files.writeString(directory.resolve("1.json"), FakeCloudTrail.file(eks.calls()));

            trail(
                    EksAccessEntries.builder()
                            .cluster("prod")
                            .eksClient(eks.eksClient())
                            .build(),
                    pipeline.arn());

            assertThat(shown.get(0)).contains("made the entry", "associated AmazonEKSViewPolicy cluster-wide");
            assertThat(shown.get(1)).contains("user/ana").doesNotContain("role/pipeline");
            assertThat(shown.get(2)).contains("as recorded");
            assertThat(cluster.name()).isEqualTo("prod");
        }
    }

    private void trail(EksAccessEntries prod, PrincipalArn pipeline) throws IOException {
        // snippet: trail
        AccessTimeline timeline = TrailReader.create()
                .directory(directory) // CloudTrail's files, or CloudTrailLookup for the last ninety days
                .timeline();
        show(timeline); // when, who, did what, to whom, from where, by which tool; failed attempts apart

        show(timeline.outside(Pipeline.of(pipeline))); // what was changed outside the pipeline

        TimelineComparison comparison = timeline.compare(prod);
        show(comparison); // what exists without a record, what is missing, and what is not certain
        comparison.withoutRecord().forEach(this::show);
        // end
    }
}

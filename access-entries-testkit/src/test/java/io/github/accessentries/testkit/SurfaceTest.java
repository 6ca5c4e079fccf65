package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.surface.HostileTexts;
import io.github.accessentries.surface.NullArguments;
import io.github.accessentries.surface.Samples;
import io.github.accessentries.surface.Surface;
import io.github.accessentries.surface.SurfaceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurfaceTest {

    private static final Surface SURFACE = Surface.of(FakeEks.class);

    @Test
    void whatUsersSee_isWhatTheCheckedInFileSays() {
        assertThat(SurfaceFile.ofThisModule().differences(SURFACE)).isEmpty();
    }

    @Test
    void publicRecords_areCasesOfSealedTypes() {
        assertThat(SURFACE.recordsOfNoSealedType()).isEmpty();
    }

    @Test
    void whatIsCalledForItsResult_saysSo() {
        assertThat(SURFACE.unmarkedResults()).isEmpty();
    }

    @Test
    void whatWasConfigured_canBeReadBack() {
        assertThat(SURFACE.unreadableOptions()).isEmpty();
    }

    @Test
    void null_isRefusedByTheNameOfTheParameter() {
        try (FakeEks fake = FakeEks.create()) {
            assertThat(NullArguments.among(SURFACE, samples(fake))).isEmpty();
        }
    }

    @Test
    void aHostileName_isRefusedOrShownEscaped() {
        try (FakeEks fake = FakeEks.create()) {
            assertThat(HostileTexts.among(SURFACE, samples(fake))).isEmpty();
        }
    }

    private static Samples samples(FakeEks fake) {
        FakeCluster cluster = fake.createCluster("prod");
        FakePrincipal dev = fake.iam().role("dev");
        cluster.accessEntries()
                .grant(dev.arn())
                .allow(AccessPolicy.VIEW)
                .clusterWide()
                .apply();
        EntryAssert entry = FakeEksAssertions.assertThat(cluster).entry(dev.arn());
        PrincipalAssert principal = FakeEksAssertions.assertThat(cluster).principal(dev);
        return new Samples()
                .with(PrincipalArn.class, dev.arn())
                .with(FakeEks.class, fake)
                .with(FakeEksBuilder.class, FakeEks.builder())
                .with(FakeIam.class, fake.iam())
                .with(FakeCluster.class, cluster)
                .with(FakePrincipal.class, dev)
                .with(Faults.class, fake.faults())
                .with(Faults.Rule.class, fake.faults().on("*"))
                .with(FakeClusterAssert.class, FakeEksAssertions.assertThat(cluster))
                .with(EntryAssert.class, entry)
                .with(
                        ClusterObjectAssert.class,
                        FakeEksAssertions.assertThat(cluster).object("namespaces", "default"))
                .with(ClusterCallsAssert.class, new ClusterCallsAssert(List.of(), "get pods"))
                .with(EntryAssert.PolicyScope.class, entry.hasPolicy(AccessPolicy.VIEW))
                .with(PrincipalAssert.class, principal)
                .with(PrincipalAssert.Place.class, principal.can("get", "pods"))
                .with(FakeEksAssert.class, FakeEksAssertions.assertThat(fake))
                .with(ReceivedAssert.class, FakeEksAssertions.assertThat(fake).received("CreateAccessEntry"));
    }
}

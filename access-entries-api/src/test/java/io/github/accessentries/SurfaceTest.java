package io.github.accessentries;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.authz.Rule;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.ReviewedPlan;
import io.github.accessentries.surface.HostileTexts;
import io.github.accessentries.surface.NullArguments;
import io.github.accessentries.surface.Samples;
import io.github.accessentries.surface.Surface;
import io.github.accessentries.surface.SurfaceFile;
import org.junit.jupiter.api.Test;

class SurfaceTest {

    private static final Surface SURFACE = Surface.of(AccessEntry.class);

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
        assertThat(NullArguments.among(SURFACE, samples())).isEmpty();
    }

    @Test
    void aHostileName_isRefusedOrShownEscaped() {
        assertThat(HostileTexts.among(SURFACE, samples())).isEmpty();
    }

    private static Samples samples() {
        return new Samples()
                .with(PrincipalArn.class, PrincipalArn.role("111122223333", "dev"))
                .with(EntryType.class, EntryType.STANDARD)
                .with(PermissionSet.class, PermissionSet.of("Admin", "111122223333"))
                .with(
                        ReviewedPlan.class,
                        ReviewedPlan.builder()
                                .cluster("prod")
                                .digest("0".repeat(64))
                                .build())
                .with(
                        Rule.class,
                        Rule.builder().addVerb("get").addPath("/healthz").build())
                .with(
                        DesiredEntry.ScopeChoice.class,
                        DesiredEntry.builder(PrincipalArn.role("111122223333", "dev"))
                                .allow(AccessPolicy.VIEW));
    }
}

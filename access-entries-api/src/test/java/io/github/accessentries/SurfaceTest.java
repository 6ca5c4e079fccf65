package io.github.accessentries;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.authz.Rule;
import io.github.accessentries.surface.NullArguments;
import io.github.accessentries.surface.Samples;
import io.github.accessentries.surface.Surface;
import io.github.accessentries.surface.SurfaceFile;
import org.junit.jupiter.api.Test;

class SurfaceTest {

    private static final Surface SURFACE = Surface.of(AccessEntry.class);
    /** Without what is being rebuilt, see docs/decisions/0002-records-or-immutables.md. */
    private static final Surface SETTLED = SURFACE.without("plan");

    @Test
    void whatUsersSee_isWhatTheCheckedInFileSays() {
        assertThat(SurfaceFile.ofThisModule().differences(SURFACE)).isEmpty();
    }

    @Test
    void publicRecords_areCasesOfSealedTypes() {
        assertThat(SETTLED.recordsOfNoSealedType()).isEmpty();
    }

    @Test
    void whatIsCalledForItsResult_saysSo() {
        assertThat(SETTLED.unmarkedResults()).isEmpty();
    }

    @Test
    void whatWasConfigured_canBeReadBack() {
        assertThat(SETTLED.unreadableOptions()).isEmpty();
    }

    @Test
    void null_isRefusedByTheNameOfTheParameter() {
        Samples samples = new Samples()
                .with(PrincipalArn.class, PrincipalArn.role("111122223333", "dev"))
                .with(EntryType.class, EntryType.STANDARD)
                .with(
                        Rule.class,
                        Rule.builder().addVerb("get").addPath("/healthz").build());

        assertThat(NullArguments.among(SETTLED, samples)).isEmpty();
    }
}

package io.github.accessentries;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.surface.Surface;
import io.github.accessentries.surface.SurfaceFile;
import org.junit.jupiter.api.Test;

class SurfaceTest {

    private static final Surface SURFACE = Surface.of(EksAccessEntries.class);

    @Test
    void whatUsersSee_isWhatTheCheckedInFileSays() {
        assertThat(SurfaceFile.ofThisModule().differences(SURFACE)).isEmpty();
    }

    /** See docs/decisions/0002-records-or-immutables.md, also for the packages that are left out. */
    @Test
    void publicRecords_areCasesOfSealedTypes() {
        assertThat(SURFACE.recordsOfNoSealedType())
                .filteredOn(type -> !type.getPackageName().matches(".*\\.(awsauth|fleet)"))
                .isEmpty();
    }
}

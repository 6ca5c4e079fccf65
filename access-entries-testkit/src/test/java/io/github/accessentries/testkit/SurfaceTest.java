package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.surface.Surface;
import io.github.accessentries.surface.SurfaceFile;
import org.junit.jupiter.api.Test;

class SurfaceTest {

    @Test
    void whatUsersSee_isWhatTheCheckedInFileSays() {
        assertThat(SurfaceFile.ofThisModule().differences(Surface.of(FakeEks.class)))
                .isEmpty();
    }
}

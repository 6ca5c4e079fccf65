package io.github.accessentries.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesVersionTest {

    @ParameterizedTest(name = "\"{0}\"")
    @CsvSource({
        "1.34, 1.34",
        "v1.34, 1.34",
        "v1.34.2-eks-113cf36, 1.34",
        "1.31+, 1.31",
        "'', ''",
        "1, ''",
        "1.34 , 1.34",
        "1.x, ''",
        "latest, ''",
        "1.34x, ''",
        "99999.1, ''",
    })
    void text_isReadUpToTheMinorVersion(String text, String version) {
        assertThat(KubernetesVersion.find(text).map(KubernetesVersion::toString).orElse(""))
                .isEqualTo(version);
    }

    @Test
    void versions_areOrderedByNumber() {
        assertThat(KubernetesVersion.of("1.9")).isLessThan(KubernetesVersion.of(1, 31));
        assertThat(KubernetesVersion.of("1.31").isAtLeast(KubernetesVersion.of(1, 31)))
                .isTrue();
        assertThat(KubernetesVersion.of("1.31").isAtLeast(KubernetesVersion.of(2, 0)))
                .isFalse();
    }

    @Test
    void whatIsNoVersion_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KubernetesVersion.of("one"))
                .withMessage("\"one\" is not a version of Kubernetes; write it as in 1.34");
        assertThatIllegalArgumentException().isThrownBy(() -> KubernetesVersion.of(1, -1));
    }
}

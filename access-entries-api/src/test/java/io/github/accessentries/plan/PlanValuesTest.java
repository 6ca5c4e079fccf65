package io.github.accessentries.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PrincipalArn;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlanValuesTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final AccessEntry ENTRY = AccessEntry.builder()
            .cluster("prod")
            .principal(DEV)
            .username("dev")
            .groups(List.of("a", "b"))
            .build();

    static Stream<Arguments> phases() {
        return Stream.of(
                Arguments.of(new Change.Update(ENTRY, "dev", Set.of("a", "b", "c"), ""), Change.Phase.GRANT),
                Arguments.of(new Change.Update(ENTRY, "dev", Set.of("a", "c"), ""), Change.Phase.REMOVE),
                Arguments.of(new Change.Update(ENTRY, "other", Set.of("a", "b"), ""), Change.Phase.REMOVE),
                Arguments.of(rescope(AccessScope.namespaces("a"), AccessScope.clusterWide()), Change.Phase.GRANT),
                Arguments.of(
                        rescope(AccessScope.namespaces("a"), AccessScope.namespaces("a", "b")), Change.Phase.GRANT),
                Arguments.of(rescope(AccessScope.namespaces("a"), AccessScope.namespaces("b")), Change.Phase.REMOVE),
                Arguments.of(rescope(AccessScope.clusterWide(), AccessScope.namespaces("*")), Change.Phase.REMOVE));
    }

    private static Change rescope(AccessScope before, AccessScope after) {
        return new Change.Rescope(DEV, AccessPolicy.EDIT, before, after, "");
    }

    @ParameterizedTest
    @MethodSource("phases")
    void phase_aChange_isAGrantOnlyIfNothingIsTaken(Change change, Change.Phase phase) {
        assertThat(change.phase()).isEqualTo(phase);
    }

    @Test
    void toString_aChange_saysWhatAndWhy() {
        assertThat(new Change.Update(ENTRY, "new", Set.of("a"), "differs"))
                .hasToString("update arn:aws:iam::111122223333:role/dev: user name dev -> new, groups [a, b] -> [a]"
                        + " (differs)");
    }

    @Test
    void nameOfAFinding_isWhatIsPrinted_whateverItsSubject() {
        for (String subject : List.of("1\u001b2", "1\\u001b2", "a\nb", "mapRoles[0]: is no mapping")) {
            Finding finding = Finding.builder()
                    .kind(Finding.Kind.AWS_AUTH_STILL_USED)
                    .subject(subject)
                    .text("it stays")
                    .build();

            assertThat(finding).hasToString(finding.name() + ": it stays");
            assertThat(SignOff.of(finding.name()).covers(finding)).isTrue();
        }
        assertThat(named("1\u001b2")).isNotEqualTo(named("1\\u001b2"));
    }

    private static String named(String subject) {
        return Finding.builder()
                .kind(Finding.Kind.AWS_AUTH_STILL_USED)
                .subject(subject)
                .text("it stays")
                .build()
                .name();
    }

    @Test
    void signOff_itsNameOrItsKind_coversTheFinding() {
        Finding finding = Finding.of(Finding.Kind.TYPE_CHANGE, DEV, "a gap");

        assertThat(SignOff.of("type-change:" + DEV).covers(finding)).isTrue();
        assertThat(SignOff.of("type-change").covers(finding)).isTrue();
        assertThat(SignOff.of("type-change:" + DEV + "x", "dead-entry", "TYPE_CHANGE")
                        .covers(finding))
                .isFalse();
    }

    @Test
    void unsafePlan_message_tellsEachFindingByName() {
        UnsafePlanException unsafe =
                new UnsafePlanException("prod", List.of(Finding.of(Finding.Kind.NO_ADMINISTRATOR, "nobody is left")));

        assertThat(unsafe).hasMessageContainingAll("cluster prod", "no-administrator: nobody is left");
        assertThat(unsafe.context().cluster()).contains("prod");
    }

    @Test
    void parallelism_outOfRange_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApplyOptions.builder().parallelism(0).build())
                .withMessageContaining("1 to 100");
    }
}

package io.github.accessentries.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.authn.KubernetesUser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way from a request to what its principal has. */
class HoldersByArnTest {

    /** The texts of one hash are more than are looked for one after the other. */
    @ParameterizedTest(name = "{0} texts")
    @ValueSource(ints = {0, 1, 3, 33, 256, 1_000})
    void everyHolder_isFoundByExactlyItsText_alsoAmongTextsOfOneHash(int count) {
        Map<String, PolicyHolder> all = new HashMap<>();
        for (int i = 0; i < count; i++) {
            all.put(i % 2 == 0 ? "role-" + i : colliding(i / 2), holder("of " + i));
        }
        HoldersByArn table = new HoldersByArn(Map.copyOf(all));

        all.forEach((arn, holder) -> assertThat(table.find(arn)).isSameAs(holder));
        assertThat(colliding(0)).hasSameHashCodeAs(colliding(499));
        assertThat(IntStream.range(500, 512))
                .allSatisfy(i -> assertThat(table.find(colliding(i))).isNull());
        assertThat(table.find("")).isNull();
        assertThat(table.find("role-1")).isNull();
    }

    private static String colliding(int number) {
        return IntStream.range(0, 9)
                .mapToObj(bit -> ((number >> bit) & 1) == 0 ? "Aa" : "BB")
                .collect(Collectors.joining());
    }

    private static PolicyHolder holder(String doubt) {
        return new PolicyHolder(List.of(), List.of(), List.of(), List.of(doubt), false);
    }

    @Test
    void theKeysOfAUser_areThoseOfTheExtraFields_andNoPartOfItsValue() {
        KubernetesUser user = KubernetesUser.builder()
                .username("ana")
                .putExtra(KubernetesUser.CANONICAL_ARN, List.of("arn:aws:iam::111122223333:role/ana"))
                .putExtra(KubernetesUser.PRINCIPAL_ID, List.of("AROAEXAMPLE", "AROAOTHER"))
                .build();

        assertThat(user.canonicalArn()).isEqualTo("arn:aws:iam::111122223333:role/ana");
        assertThat(user.extra(KubernetesUser.CANONICAL_ARN)).contains(user.canonicalArn());
        assertThat(user.principalId()).isEmpty();
        assertThat(user)
                .isEqualTo(KubernetesUser.builder().from(user).build())
                .hasToString("\"ana\" in groups [], extra {canonicalArn=[arn:aws:iam::111122223333:role/ana],"
                        + " principalId=[AROAEXAMPLE, AROAOTHER]}");
        KubernetesUser other = KubernetesUser.builder()
                .from(user)
                .putExtra(KubernetesUser.PRINCIPAL_ID, List.of("AROAEXAMPLE"))
                .build();
        assertThat(other.principalId()).isEqualTo("AROAEXAMPLE");
        assertThat(KubernetesUser.builder().username("ana").build().canonicalArn())
                .isEmpty();
    }
}

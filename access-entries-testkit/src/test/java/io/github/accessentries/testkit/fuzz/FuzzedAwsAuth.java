package io.github.accessentries.testkit.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.awsauth.EffectiveMappings;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The ConfigMap aws-auth, and the lists within it: nobody is mapped whose ARN does not stand in the text, to no other group. */
final class FuzzedAwsAuth implements Consumer<byte[]> {

    @Override
    public void accept(byte[] input) {
        String text = new String(input, UTF_8);
        check(text, AwsAuth.parse(Map.of("mapRoles", text, "mapUsers", text, "mapAccounts", text)));
        AwsAuth whole;
        try {
            whole = AwsAuth.parseConfigMap(text);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageMatching("(?s).+");
            return;
        }
        check(text, whole);
    }

    private static void check(String text, AwsAuth awsAuth) {
        List<AwsAuth.ArnMapping> mappings = Stream.concat(awsAuth.roles().stream(), awsAuth.users().stream())
                .toList();
        for (AwsAuth.ArnMapping mapping : mappings) {
            requireNamed(text, mapping.arn());
            mapping.groups().forEach(group -> requireNamed(text, group));
        }
        EffectiveMappings effective = EffectiveMappings.of(awsAuth);
        assertThat(effective.mappings().size() + effective.shadowed().size()).isLessThanOrEqualTo(mappings.size());
        awsAuth.faults().forEach(fault -> assertThat(fault).doesNotContain("\u001b", "\n"));
        assertThat(awsAuth.toString()).doesNotContain("\u001b");
    }

    private static void requireNamed(String text, String name) {
        boolean oneWord = name.matches("[!-~]+") && !name.matches(".*[\"'].*");
        assertThat(!oneWord || FuzzedRbac.names(text, name))
                .as("%s stands in the text", name)
                .isTrue();
    }
}

package io.github.accessentries.iac;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import io.github.accessentries.Seeds;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import io.github.accessentries.plan.Ownership;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CloudFormationTemplatesTest {

    private static final AccessFormat FORMAT = AccessFormat.cloudFormation();
    private static final Gson GSON = new Gson();
    private static final TypeToken<Map<String, Map<String, Object>>> RESOURCES = new TypeToken<>() {};
    private static final String ENTRY = "{Type: 'AWS::EKS::AccessEntry', Properties: {ClusterName: %s,"
            + " PrincipalArn: 'arn:aws:iam::111122223333:role/%s'}}";

    private static List<DesiredEntry> entriesOf(Imported imported) {
        return requireNonNull(imported.clusters().get("prod")).entries();
    }

    static LongStream seeds() {
        return Seeds.of(150);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void functions_standForWhatTheyWereMadeFrom(long seed) {
        Random random = new Random(seed);
        DesiredAccess access = new RandomAccess(random).access(Ownership.ONLY_LISTED);
        String written = FORMAT.write("prod", access).text();
        Map<String, Map<String, Object>> resources =
                GSON.fromJson(GSON.toJson(GSON.fromJson(written, Map.class).get("Resources")), RESOURCES);
        DisguisedTemplate disguise = new DisguisedTemplate(random);
        String disguised = GSON.toJson(disguise.of(resources));

        Imported plain = FORMAT.read(written, Map.of());
        Imported answered = FORMAT.read(disguised, disguise.values());

        assertThat(answered.clusters()).as(disguised).isEqualTo(plain.clusters());
        assertThat(answered.omissions()).as(disguised).isEmpty();
    }

    /** Templates that were made to take for ever, and what is said of them. */
    static Stream<Arguments> hostile() {
        String names = "[" + IntStream.range(0, 100).mapToObj(i -> "n" + i).collect(Collectors.joining(",\n ")) + "]";
        return Stream.of(
                Arguments.of(
                        "texts that double",
                        roles(60, i -> "!Sub '${R" + (i + 1) + "}${R" + (i + 1) + "}'", "abc"),
                        "makes a text of more than"),
                Arguments.of(
                        "references that double, of nothing",
                        roles(10_000, i -> "!Sub '${R" + (i + 1) + "}${R" + (i + 1) + "}'", "''"),
                        "leads through more than"),
                Arguments.of(
                        "joined joins",
                        roles(30, i -> "!Join [!Ref R" + (i + 1) + ", " + names + "]", "abc"),
                        "makes a text of more than"),
                Arguments.of(
                        "references without end", roles(10_000, i -> "!Ref R" + (i + 1), "x"), "leads through more"),
                Arguments.of(
                        "references in a circle", roles(50, i -> "!Ref R" + (i + 1), "!Ref R0"), "refer to each other"),
                Arguments.of(
                        "conditions without end",
                        "{Conditions: {"
                                + IntStream.range(0, 10_000)
                                        .mapToObj(i -> "C" + i + ": !And [!Condition C" + (i + 1) + ", !Condition C"
                                                + (i + 1) + "]")
                                        .collect(Collectors.joining(",\n "))
                                + ", C10000: !Equals [a, a]}, Resources: {B: {Condition: C0, "
                                + ENTRY.formatted("prod", "b").substring(1) + ", A: "
                                + ENTRY.formatted("prod", "a") + "}}",
                        "leads through more than"),
                Arguments.of(
                        "long texts everywhere",
                        "{Parameters: {P: {Type: String, Default: " + "x".repeat(250_000) + "}}, Resources: {A: "
                                + ENTRY.formatted("prod", "a") + ", C: "
                                + ENTRY.formatted("!Sub '${P}${P}${P}${P}${P}${P}'", "c") + ", "
                                + IntStream.range(0, 300)
                                        .mapToObj(i -> "B" + i + ": "
                                                + ENTRY.formatted(
                                                        "!Select [1, [!Sub '${P}${P}', !Sub '${P}${P}']]", "b" + i))
                                        .collect(Collectors.joining(",\n "))
                                + "}}",
                        "characters; split the template"));
    }

    private static String roles(int number, IntFunction<String> name, String last) {
        return "{Resources: {"
                + IntStream.range(0, number)
                        .mapToObj(i ->
                                "R" + i + ": {Type: 'AWS::IAM::Role', Properties: {RoleName: " + name.apply(i) + "}}")
                        .collect(Collectors.joining(",\n "))
                + ", R" + number + ": {Type: 'AWS::IAM::Role', Properties: {RoleName: " + last + "}}, B: "
                + ENTRY.formatted("!Ref R0", "b") + ", A: " + ENTRY.formatted("prod", "a") + "}}";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    @Timeout(60)
    void hostileTemplate_isNamed_andOtherEntriesAreRead(String name, String template, String reason) {
        Imported imported = FORMAT.read(template, Map.of());

        assertThat(imported.omissions())
                .as(name)
                .anySatisfy(omission -> assertThat(omission.reason()).contains(reason));
        assertThat(entriesOf(imported)).hasSize(1);
    }

    @Test
    @Timeout(60)
    void loopsInLoops_areRefused() {
        String names = "[" + IntStream.range(0, 100).mapToObj(i -> "n" + i).collect(Collectors.joining(",\n ")) + "]";
        String loops = "'Made${I0}${I1}${I2}${I3}': " + ENTRY.formatted("prod", "x");
        for (int i = 0; i < 4; i++) {
            loops = "'Fn::ForEach::L" + i + "': [I" + i + ", " + names + ", {" + loops + "}]";
        }
        String template = "{Transform: AWS::LanguageExtensions, Resources: {" + loops + "}}";

        assertThatExceptionOfType(InvalidDesiredAccessException.class)
                .isThrownBy(() -> FORMAT.read(template, Map.of()))
                .withMessageContaining("whose loops make more than 20000 members")
                .satisfies(e -> assertThat(e.faults()).hasSize(1));
    }

    @Test
    @Timeout(60)
    void tenThousandResources_areReadInNoTime() {
        StringBuilder template = new StringBuilder("Parameters: {Plane: {Type: String, Default: prod}}\nResources:\n");
        for (int i = 0; i < 10_000; i++) {
            template.append("  R")
                    .append(i)
                    .append(": {Type: 'AWS::IAM::Role', Properties: {RoleName: !Sub 'r-")
                    .append(i)
                    .append("'}}\n  E")
                    .append(i)
                    .append(": {Type: 'AWS::EKS::AccessEntry', Properties:")
                    .append(" {ClusterName: !Ref Plane, PrincipalArn: !GetAtt R")
                    .append(i)
                    .append(".Arn}}\n");
        }

        Imported imported =
                FORMAT.read(template.toString(), Map.of("AWS::Partition", "aws", "AWS::AccountId", "111122223333"));

        assertThat(entriesOf(imported)).hasSize(10_000);
        assertThat(imported.omissions()).isEmpty();
    }

    @Test
    @Timeout(60)
    void patternThatTakesForEver_decidesNothing() {
        String template = "{Parameters: {P: {Type: String, AllowedPattern: 'a*a*a*a*a*a*a*a*a*b'}}, Resources: {A: "
                + ENTRY.formatted("prod, Username: !Ref P", "a") + "}}";

        assertThat(FORMAT.read(template, Map.of("P", "a".repeat(900))).clusters())
                .hasSize(1);
        assertThatExceptionOfType(InvalidDesiredAccessException.class)
                .isThrownBy(() -> FORMAT.read(template, Map.of("P", "c")))
                .withMessageContaining("AllowedPattern");
    }

    @Test
    void valueThatIsNotEchoed_isNotTold() {
        String template = "{Parameters: {P: {Type: String, NoEcho: true, AllowedValues: [a]}}, Resources: {A: "
                + ENTRY.formatted("!Ref P", "a") + "}}";

        assertThatExceptionOfType(InvalidDesiredAccessException.class)
                .isThrownBy(() -> FORMAT.read(template, Map.of("P", "hidden-value")))
                .withMessageContaining("AllowedValues")
                .withMessageNotContaining("hidden-value");
    }

    @Test
    void loopThatMakesOneNameTwice_isRefused() {
        String template = "{Transform: AWS::LanguageExtensions, Resources: {'Fn::ForEach::L': [I, [a, b], {Same: "
                + ENTRY.formatted("prod", "a") + "}]}}";

        assertThatExceptionOfType(InvalidDesiredAccessException.class)
                .isThrownBy(() -> FORMAT.read(template, Map.of()))
                .withMessageContaining("is made twice, as Same")
                .withMessageContaining("line 1");
    }

    /** What came out of the CDK, by the script in {@code src/test/cdk}. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("templatesOfTheCdk")
    void templateOfTheCdk_isReadAsItIsMeant(String name, List<String> entries, List<String> omitted) throws Exception {
        String template;
        try (InputStream stream =
                CloudFormationTemplatesTest.class.getResourceAsStream("cdk/" + name + ".template.json")) {
            template = new String(stream.readAllBytes(), UTF_8);
        }
        Map<String, String> values = new LinkedHashMap<>();
        values.put("AWS::Region", "eu-central-1");
        values.put("AWS::AccountId", "111122223333");
        values.put("Cluster9EE0221C", "orchard");

        Imported imported = FORMAT.read(template, values);

        assertThat(imported.clusters().entrySet().stream()
                        .flatMap(cluster ->
                                cluster.getValue().entries().stream().map(entry -> cluster.getKey() + ": " + entry)))
                .containsExactlyElementsOf(entries);
        assertThat(imported.omissions().stream()
                        .map(Omission::place)
                        .map(place -> place.replaceFirst("line \\d+, ", "")))
                .containsExactlyElementsOf(omitted);
    }

    static Stream<Arguments> templatesOfTheCdk() {
        String iam = "arn:aws:iam::111122223333:";
        return Stream.of(
                Arguments.of(
                        "ClusterOfCustomResource",
                        List.of(
                                "orchard: " + iam
                                        + "role/auditor, policies [AmazonEKSAdminViewPolicy cluster-wide], tags"
                                        + " {owner=orchard-team}",
                                "orchard: " + iam
                                        + "role/pipelines/deployer, policies [AmazonEKSEditPolicy in namespaces"
                                        + " apples, pears-*], tags {owner=orchard-team}"),
                        List.of(
                                "Resources.Cluster9EE0221C.Properties.Config.accessConfig",
                                "Resources.Cluster9EE0221C.Properties.Config.accessConfig"
                                        + ".bootstrapClusterCreatorAdminPermissions",
                                "Resources.ClustermastersRoleAccess698EBA51",
                                "Resources.ClusterAwsAuthmanifestFE51F8AE",
                                "Resources.awscdkawseksClusterResourceProviderNestedStack"
                                        + "awscdkawseksClusterResourceProviderNestedStackResource9827C454",
                                "Resources.awscdkawseksKubectlProviderNestedStack"
                                        + "awscdkawseksKubectlProviderNestedStackResourceA7AEBA6B")),
                Arguments.of(
                        "ClusterOfCloudFormation",
                        List.of(
                                "meadow: " + iam + "role/chief, policies [AmazonEKSClusterAdminPolicy cluster-wide]",
                                "meadow: " + iam + "role/nodes (EC2_LINUX)",
                                "meadow: " + iam + "user/machines/robot, policies [AmazonEKSEditPolicy in namespace"
                                        + " build]",
                                "meadow: arn:aws:iam::444455556666:role/other/guest, policies"
                                        + " [AmazonEKSClusterAdminPolicy cluster-wide]"),
                        List.of("Resources.ClusterEB0386A7.Properties.AccessConfig")),
                Arguments.of(
                        "NamelessCluster",
                        List.of(),
                        List.of(
                                "Resources.ClusterEB0386A7.Properties.AccessConfig",
                                "Resources.ClusterEB0386A7.Properties.AccessConfig",
                                "Resources.ClusterEB0386A7.Properties.ComputeConfig",
                                "Resources.ClusterChiefAccess5560257A")),
                Arguments.of(
                        "PlainResources",
                        List.of(
                                "delta: " + iam + "role/support-prod as support-prod:{{SessionName}}, groups"
                                        + " [readers], policies [AmazonEKSViewPolicy in namespaces one, two]",
                                "delta: arn:aws:iam::444455556666:role/blue, groups [blue, green, red], tags"
                                        + " {account=111122223333}"),
                        List.of("Resources.Secret")),
                Arguments.of(
                        "NamesFromElsewhere",
                        List.of("summit: " + iam + "role/known, policies [AmazonEKSViewPolicy cluster-wide]"),
                        List.of(
                                "Resources.CrossStack",
                                "Resources.ByParameterStore",
                                "Resources.ByVersionedParameter",
                                "Resources.ByCustomResource")));
    }
}

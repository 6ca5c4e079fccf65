package io.github.accessentries.iac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.accessentries.Seeds;
import io.github.accessentries.plan.DeadEntryHandling;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import io.github.accessentries.plan.Ownership;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever can be desired comes back from each form as it was, but for what the form says that it omits. */
class RoundTripTest {

    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(DesiredAccessFile.schema());

    private static final List<AccessFormat> TAGGED_BY_THEIR_TOOL =
            List.of(AccessFormat.ack(), AccessFormat.crossplane());

    static LongStream seeds() {
        return Seeds.of(200);
    }

    static Stream<Arguments> formatsAndSeeds() {
        return Stream.of(
                        AccessFormat.cloudFormation(),
                        AccessFormat.terraform(),
                        AccessFormat.eksctl(),
                        AccessFormat.ack(),
                        AccessFormat.crossplane(),
                        AccessFormat.pulumi())
                .flatMap(format -> Seeds.of(100).mapToObj(seed -> Arguments.of(format, seed)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @SuppressWarnings("EnumOrdinal") // Any of them.
    void ownFile_writtenAndRead_isTheSame_andFitsTheSchema(long seed) {
        Ownership ownership = List.of(Ownership.ALL, Ownership.ONLY_LISTED, Ownership.tagged("managed by", "${me}"))
                .get((int) (seed % 3));
        DesiredAccess access =
                new RandomAccess(new Random(seed)).access(ownership, DeadEntryHandling.values()[(int) (seed / 3 % 3)]);

        String file = DesiredAccessFile.write(access);

        assertThat(DesiredAccessFile.reader().read(file)).isEqualTo(access);
        assertThat(SCHEMA.validate(file, InputFormat.YAML)).as(file).isEmpty();
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("formatsAndSeeds")
    void toolsDocument_writtenAndRead_isTheSame(AccessFormat format, long seed) {
        DesiredAccess access = new RandomAccess(new Random(seed)).access(Ownership.ONLY_LISTED);
        boolean tags = !format.equals(AccessFormat.eksctl());

        Exported exported = format.write("prod", access);
        Imported imported = format.read(exported.text(), Map.of());

        List<DesiredEntry> expected = access.entries().stream()
                .map(entry -> withGroupsForPolicies(entry, tags))
                .toList();
        assertThat(imported.clusters().values().stream().flatMap(all -> all.entries().stream()))
                .as(exported.text())
                .containsExactlyElementsOf(expected);
        assertThat(imported.clusters().keySet()).isSubsetOf("prod");
        assertThat(imported.omissions().stream().map(Omission::reason))
                .allMatch(reason -> reason.contains("tags what it makes"))
                .hasSizeLessThanOrEqualTo(TAGGED_BY_THEIR_TOOL.contains(format) ? 1 : 0);
        long tagged = access.entries().stream()
                .filter(entry -> !entry.tags().isEmpty())
                .count();
        long custom = access.entries().stream()
                .filter(entry -> !entry.customPolicies().isEmpty())
                .count();
        assertThat(exported.omissions().stream().map(Omission::place).filter(place -> !place.contains("region")))
                .hasSize((int) (custom + (tags ? 0 : tagged) + access.objects().size()));
    }

    /** The words of random access have dollars that a shell would fill in. */
    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("formatsOfShellsAndSeeds")
    void manifest_readsTheSame_whetherOrNotAShellFillsItIn(AccessFormat format, long seed) {
        DesiredAccess access = new RandomAccess(new Random(seed)).access(Ownership.ONLY_LISTED);
        String text = format.write("prod", access).text();

        Map<String, String> values = Map.of("y", "filled", "z", "in", "AWS_REGION", "eu-central-1");

        assertThat(format.read(text, values).clusters())
                .as(text)
                .isEqualTo(format.read(text, Map.of()).clusters());
        assertThat(text.replace("${AWS_REGION}", "")).doesNotContain("$");
    }

    static Stream<Arguments> formatsOfShellsAndSeeds() {
        return Stream.of(AccessFormat.eksctl(), AccessFormat.ack(), AccessFormat.crossplane())
                .flatMap(format -> Seeds.of(20).mapToObj(seed -> Arguments.of(format, seed)));
    }

    /** Other tools have no custom policies, but the groups that stand for them. */
    private static DesiredEntry withGroupsForPolicies(DesiredEntry entry, boolean tags) {
        DesiredEntry.Builder same = DesiredEntry.builder(entry.principal()).type(entry.type());
        if (!entry.type().isForNodes()) {
            same.groups(entry.allGroups());
        }
        if (tags) {
            entry.tags().forEach(same::tag);
        }
        entry.username().ifPresent(same::username);
        entry.policies().forEach((policy, scope) -> same.allow(policy).in(scope));
        return same.build();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{version: 2, entries: []}",
                "{entries: []}",
                "{version: 1}",
                "{version: 1, entries: [], entires: []}",
                "{version: 1, entries: [{groups: [a]}]}",
                "{version: 1, entries: [{principal: a, goups: [a]}]}",
                "{version: 1, entries: [{principal: a, policies: [{policy: a}]}]}",
                "{version: 1, entries: [{principal: a, policies: [{policy: a, scope: cluster, namespaces: [b]}]}]}",
                "{version: 1, entries: [{principal: a, policies: [{policy: a, namespaces: []}]}]}",
                "{version: 1, entries: [], policies: {Operator: {rules: [{verbs: [get], nonResourceURLs: [/a]}]}}}",
                "{version: 1, entries: [], policies: {operator: {rules: []}}}",
                "{version: 1, entries: [], policies: {operator: {rules: [{verbs: [get]}]}}}",
                "{version: 1, entries: [], policies: {operator: {rules: [{verb: [get], nonResourceURLs: [/a]}]}}}",
                "{version: 1, entries: [], ownership: mine}",
                "{version: 1, entries: [], ownership: {tag: a}}",
                "{version: 1, entries: [], deadEntries: bury}",
                "{version: 1, entries: [{principal: {permissionSet: Admin}}]}",
                "{version: 1, entries: [{principal: {account: '111122223333'}}]}",
                "{version: 1, entries: [{principal: {permissionSet: Admin, account: '111122223333', region: a}}]}",
            })
    void schema_refusesWhatTheReaderRefuses(String file) {
        assertThatExceptionOfType(InvalidDesiredAccessException.class)
                .isThrownBy(() -> DesiredAccessFile.reader().read(file));
        assertThat(SCHEMA.validate(file, InputFormat.YAML)).isNotEmpty();
    }

    @Test
    void schema_takesPermissionSets() {
        assertThat(SCHEMA.validate(
                        "{version: 1, entries: [{principal: {permissionSet: Admin, account: '${account}'}}]}",
                        InputFormat.YAML))
                .isEmpty();
    }

    @Test
    void toolsDocument_saysThatItLeavesDeadEntries() {
        DesiredAccess access =
                DesiredAccess.builder().deadEntries(DeadEntryHandling.REMOVE).build();

        assertThat(AccessFormat.terraform().write("prod", access).omissions())
                .singleElement()
                .asString()
                .contains("dead entries: remove");
    }

    @Test
    void schema_namesTheFieldsOfTheReader() {
        String everything = DesiredAccessFile.schema();

        assertThat(everything)
                .contains("\"principal\"", "\"type\"", "\"username\"", "\"groups\"", "\"policies\"", "\"tags\"")
                .contains(
                        "\"rules\"",
                        "\"verbs\"",
                        "\"apiGroups\"",
                        "\"resources\"",
                        "\"resourceNames\"",
                        "\"nonResourceURLs\"");
    }
}

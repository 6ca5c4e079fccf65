package io.github.accessentries.iac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.accessentries.plan.InvalidDesiredAccessException;
import io.github.accessentries.plan.InvalidDesiredAccessException.Fault;
import io.github.accessentries.rbac.RbacObjects;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that somebody made to take all memory, or for ever. The times are many times what they need. */
@Timeout(20)
class HostileFilesTest {

    private static final String START = "version: 1\nentries: []\n";

    private static List<Fault> faults(String text) {
        return assertThatExceptionOfType(InvalidDesiredAccessException.class)
                .isThrownBy(() -> DesiredAccessFile.reader().read(text))
                .actual()
                .faults();
    }

    private static String joined(int count, Function<Integer, String> part) {
        return String.join("", IntStream.range(0, count).mapToObj(part::apply).toList());
    }

    /** Terraform prints a whole state on one line. */
    @Test
    void longLine_isNotLookedThrough_forEachPieceOfIt() {
        String state =
                "{\"format_version\": \"1.0\", \"values\": {\"outputs\": {\"a\": \"" + "x".repeat(24 << 20) + "\"}}}";

        assertThat(AccessFormat.terraform().read(state, Map.of()).clusters()).isEmpty();
    }

    static Stream<Arguments> textsOfTinyValues() {
        return Stream.of(
                Arguments.of("JSON", "[\n", "1,".repeat(1_000) + "\n", "1]"),
                Arguments.of("empty objects", "[\n", "{},".repeat(1_000) + "\n", "{}]"),
                Arguments.of("YAML", "", "- 1\n".repeat(1_000), ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("textsOfTinyValues")
    void textOfNothingButTinyValues_isRefused_beforeTheyAreHeld(String name, String start, String part, String end) {
        assertThat(faults(start + part.repeat(420) + end))
                .singleElement()
                .extracting(Fault::reason)
                .asString()
                .contains("has more than 419430 values", "into several files");
        String text = start + part.repeat(600) + end;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RbacObjects.parse(text))
                .withMessageContaining("has more values than are read of one of its length");
    }

    @Test
    void moreFaultsThanAnybodyMends_areNotAllTold() {
        List<Fault> faults = faults("version: 1\nentries: [" + "1,".repeat(100_000) + "1]");

        assertThat(faults).hasSize(1_001);
        assertThat(faults.get(1_000).reason()).contains("mend them and read it again");
    }

    @Test
    void longText_usedAgainAndAgain_isToldInBrief() {
        List<Fault> faults = faults("version: 1\nentries:\n- principal: &a \"" + "x".repeat(1 << 17) + "\"\n"
                + "- principal: *a\n".repeat(1_000));

        assertThat(faults).hasSize(1_001).allMatch(fault -> fault.reason().length() < 5_000);
        assertThat(faults.get(0).reason()).contains("more characters)");
    }

    @Test
    void longName_isToldInBrief_inEveryPlaceBelowIt() {
        String name = "x".repeat(1 << 17);
        List<Fault> faults = faults(START + "policies:\n  ? " + name + "\n  : rules: [" + "1,".repeat(998) + "1]\n");

        assertThat(faults)
                .hasSizeGreaterThan(900)
                .allMatch(fault -> fault.field().length() < 1_000);
    }

    @Test
    void variables_thatMultiply_areRefused() {
        String file = "version: 1\nvariables: {a: " + "x".repeat(200_000) + "}\nentries:\n- groups: [" + "'${a}${a}'"
                + ", '${a}${a}'".repeat(100) + "]\n";

        assertThat(faults(file))
                .singleElement()
                .hasToString(
                        "line 4, entries[0].groups[10]: the variables of the file make more than 4194304 characters;"
                                + " shorten their values, or use them less often");
        assertThat(faults(file.replace("'${a}${a}'" + ", '${a}${a}'".repeat(100), "'" + "${a}".repeat(50_000) + "'")))
                .singleElement()
                .asString()
                .contains("the variables of the file make more than");
    }

    @Test
    void missingVariables_areNotToldEachWithAllOthers() {
        List<Fault> faults = faults("version: 1\nvariables:\n"
                + joined(200, i -> "  known" + i + ": 1\n")
                + "entries:\n- groups: [" + joined(1_500, i -> "'${missing" + i + "}',") + "]\n");

        assertThat(faults).hasSize(1_001);
        assertThat(faults.get(0).reason()).contains("known49 and 150 more]");
    }

    @Test
    void longLine_thatIsNoJson_isRefused_withItsLine() {
        assertThat(faults("version: 1\n# " + "x".repeat(1 << 18)))
                .singleElement()
                .asString()
                .startsWith("line 2: the file is no JSON, and as YAML this line is longer than 262144 characters");
    }

    @Test
    void moreDocuments_thanAnybodyAppends_areNotAllRead() {
        assertThat(RbacObjects.parse("---\nkind: A\n".repeat(100_010)).faults())
                .singleElement()
                .asString()
                .startsWith(
                        "line 200001: what follows is not read, since there are more than 100000 documents before it");
    }

    @Test
    void secretsBesideTheAnswers_areTold_nowhere() {
        String secret = "c2VjcmV0LXRva2Vu";
        AccessDump dump = AccessDump.parse("""
                {"cluster": {"name": "prod", "arn": "arn:aws:eks:eu-west-1:111122223333:cluster/prod"}}
                {"kind": "Secret", "apiVersion": "v1", "metadata": {"name": "a"}, "data": {"token": "SECRET"}}
                {"kind": "Config", "users": [{"name": "a", "user": {"token": "SECRET"}}]}
                {"kind": "ConfigMap", "apiVersion": "v1", "metadata": {"name": "SECRET"}, "data": ["SECRET"]}
                {"kind": "List", "apiVersion": "v1", "items": ["SECRET", {"kind": "Secret", "data": "SECRET"}]}
                {"version": 4, "resources": [{"instances": [{"attributes": {"password": "SECRET"}}]}]}
                {"status": {"token": "k8s-aws-v1.SECRET"}}
                {"accessEntry": "SECRET", "accessPolicies": [{"SECRET": 1}], "associatedAccessPolicies": "SECRET"}
                """.replace("SECRET", secret));

        assertThat(List.of(
                        dump.toString(),
                        dump.faults().toString(),
                        dump.desired().toString(),
                        dump.cluster().toString(),
                        dump.cluster().kubernetes().toString(),
                        dump.cluster().accessEntries().toString(),
                        dump.cluster().rbac().toString(),
                        dump.cluster().risks().toString(),
                        dump.cluster().model().toString()))
                .noneMatch(text -> text.contains(secret));
    }
}

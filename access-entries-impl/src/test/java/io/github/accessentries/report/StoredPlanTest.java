package io.github.accessentries.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.GrantedByPolicy;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.Permissions;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.SubjectComparison;
import io.github.accessentries.authz.Where;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.ReviewedPlan;
import io.github.accessentries.plan.StalePlanException;
import io.github.accessentries.policy.PolicyCatalogue;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A plan of any size that is written can be read, in little memory. */
class StoredPlanTest {

    private static final long MEBIBYTE = 1 << 20;

    private static final List<Rule> EDIT = PolicyCatalogue.published()
            .find(AccessPolicy.EDIT)
            .map(policy -> policy.rules().subList(0, 4)) // enough for the text, which has each list once
            .orElseThrow();

    private final Map<String, List<Permission>> edits = new ConcurrentHashMap<>();

    /** The permissions of a place are there once, as a plan that is made with exact effects would hardly fit into any memory else. */
    private List<Permission> edit(PrincipalArn principal, AccessScope scope, String namespace) {
        return edits.computeIfAbsent(
                namespace,
                place -> EDIT.stream()
                        .map(rule -> Permission.builder()
                                .where(Where.namespace(place))
                                .rule(rule)
                                .addReasons(
                                        new GrantedByPolicy(principal, AccessPolicy.EDIT, scope, rule, "AROA", place))
                                .build())
                        .toList());
    }

    private AccessPlan plan(int principals, int namespaces, boolean ownNamespaces) {
        List<Change> changes = new ArrayList<>();
        ModelComparison.Builder effects = ModelComparison.builder();
        for (int i = 0; i < principals; i++) {
            PrincipalArn principal = PrincipalArn.role("111122223333", "team-" + i);
            String owner = ownNamespaces ? "team-" + i % 60 : "team";
            List<String> places = IntStream.range(0, namespaces)
                    .mapToObj(j -> owner + "-namespace-" + j)
                    .toList();
            AccessScope scope = AccessScope.namespaces(places);
            changes.add(new Change.Create(
                    DesiredEntry.builder(principal)
                            .allow(AccessPolicy.EDIT)
                            .inNamespaces(places.get(0))
                            .build(),
                    "missing"));
            changes.add(new Change.Associate(principal, AccessPolicy.EDIT, scope, "missing"));
            effects.addChanges(SubjectComparison.builder()
                    .subject(new Subject.Principal(principal))
                    .gained(Permissions.of(
                            places.stream()
                                    .flatMap(place -> edit(principal, scope, place).stream())
                                    .toList(),
                            List.of()))
                    .lost(Permissions.none())
                    .kept(Permissions.none())
                    .build());
        }
        AccessPlan.Builder plan = AccessPlan.builder();
        return plan.from(EveryChange.plan(changes)).effects(effects.build()).build();
    }

    @ParameterizedTest
    @CsvSource({"3000,1,false,4", "600,50,true,6"})
    void planOfManyEntries_isWrittenAndReadInLittleMemory(
            int principals, int namespaces, boolean ownNamespaces, int mebibytes) {
        AccessPlan plan = plan(principals, namespaces, ownNamespaces);
        String json = ResultReport.of(plan).render(ResultFormat.JSON);
        long before = allocated();
        ReviewedPlan read = ResultReport.readPlan(json);
        long reading = allocated() - before;

        assertThat(json).contains("\"digest\":\"" + read.digest() + "\"");
        assertThat(read.changes()).hasSize(2 * principals);
        assertThat((long) json.length()).isLessThan(mebibytes * MEBIBYTE);
        assertThat(reading).as("bytes to read it").isLessThan(32 * MEBIBYTE);
    }

    /** More than is ever alive at once, so that a smaller heap is enough. */
    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Test
    void membersThatNobodyReads_areNoLimit_andHaveToBeJsonAllTheSame() {
        JsonObject plan = JsonParser.parseString(
                        ResultReport.of(EveryChange.plan()).render(ResultFormat.JSON))
                .getAsJsonObject();
        plan.remove("content");
        String unsealed = plan.toString();
        String json = WrittenContent.sealed(unsealed);
        String many =
                WrittenContent.sealed("{\"laterOn\":[" + "1,".repeat(200_000) + "{\"a\":[]}]," + unsealed.substring(1));

        assertThat(ResultReport.readPlan(many)).isEqualTo(ReviewedPlan.of(EveryChange.plan()));
        assertThat(ResultReport.readPlan("\uFEFF" + json)).isEqualTo(ReviewedPlan.of(EveryChange.plan()));
        for (String broken :
                List.of("[1,,2]", "[1}", "{\"a\"}", "[".repeat(60) + "]".repeat(60), "nul", "[1]]", "\uFEFF1")) {
            assertThatIllegalArgumentException()
                    .as(broken)
                    .isThrownBy(() -> ResultReport.readPlan("{\"laterOn\":" + broken + "," + json.substring(1)))
                    .withMessageStartingWith("This is no plan: The text is not JSON");
        }
    }

    /** What a reviewer saw is what runs: no member is for show only. */
    @Test
    void memberThatWasEdited_isNamed_whateverItIs() {
        String json = ResultReport.of(EveryChange.plan()).render(ResultFormat.JSON);
        for (String name : JsonParser.parseString(json).getAsJsonObject().keySet()) {
            if (Set.of("version", "kind", "digest", "content").contains(name)) {
                continue; // These have tests of their own.
            }
            JsonObject edited = JsonParser.parseString(json).getAsJsonObject();
            edited.add(name, edited(edited.get(name)));

            assertThatIllegalArgumentException()
                    .as(name)
                    .isThrownBy(() -> ResultReport.readPlan(edited.toString()))
                    .withMessageStartingWith(
                            "The plan was edited after it was written: not as it was is " + name + ", so what it shows")
                    .withMessageContaining("plan again");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResultReport.readPlan("{\"summary \":\"harmless\"," + json.substring(1)))
                .withMessageContaining("not as it was is \"summary \"");
        assertThat(ResultReport.readPlan(
                        new GsonBuilder().setPrettyPrinting().create().toJson(JsonParser.parseString(json))))
                .isEqualTo(ReviewedPlan.of(EveryChange.plan()));
    }

    /** As {@code jq -S} writes it, which is the same to whoever reads it. */
    private static JsonElement sorted(JsonElement value) {
        if (value instanceof JsonArray array) {
            JsonArray items = new JsonArray();
            array.forEach(item -> items.add(sorted(item)));
            return items;
        }
        JsonObject members = new JsonObject();
        if (value instanceof JsonObject object) {
            new TreeMap<>(object.asMap()).forEach((name, member) -> members.add(name, sorted(member)));
        }
        return value instanceof JsonObject ? members : value;
    }

    @Test
    void membersInAnotherOrder_areNoEdit_onAnyLevel() {
        String json = ResultReport.of(EveryChange.plan()).render(ResultFormat.JSON);
        String sorted = sorted(JsonParser.parseString(json)).toString();

        assertThat(sorted).startsWith("{\"cluster\":").isNotEqualTo(json);
        assertThat(ResultReport.readPlan(sorted)).isEqualTo(ReviewedPlan.of(EveryChange.plan()));
        assertThat(ResultReport.readPlan(new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(JsonParser.parseString(sorted))))
                .isEqualTo(ReviewedPlan.of(EveryChange.plan()));
    }

    /** What says the same in another order is an object; what says something else is not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":[1,2]} | {\"a\":[2,1]}",
                "{\"a\":{\"b\":1,\"c\":2}} | {\"a\":{\"b\":2,\"c\":1}}",
                "{\"a\":{\"b\":1},\"c\":{}} | {\"a\":{},\"c\":{\"b\":1}}",
                "{\"a\":[{\"b\":1},{\"c\":2}]} | {\"a\":[{\"b\":1,\"c\":2}]}",
                "{\"a\":[{\"b\":1},{\"c\":2}]} | {\"a\":[{\"c\":2},{\"b\":1}]}",
                "{\"a\":{\"b\":{\"c\":1}}} | {\"a\":{\"b\":1,\"c\":1}}",
                "{\"a\":{\"b\":1}} | {\"a\":{\"b\":1,\"b\":1}}",
                "{\"a\":{\"b\":1}} | {\"a\":{\"b\":\"1\"}}",
                "{\"a\":[[],[]]} | {\"a\":[[[]]]}",
                "{\"a\":{\"b\":[]}} | {\"a\":{\"b\":{}}}"
            })
    void otherContent_isAnotherChecksum(String one, String other) {
        assertThat(WrittenContent.checksums(one, name -> {})).isNotEqualTo(WrittenContent.checksums(other, name -> {}));
    }

    /** Many readers show the first of two, or both, and the checksum would be that of the last. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"summary\":\"nothing to do\",\"effects\":{},",
                "\"\\u0073ummary\":\"nothing to do\",",
                "\"cluster\":\"other\",",
                "\"content\":{},"
            })
    void memberThatIsThereTwice_isNamed_whereverItsOtherValueIs(String before) {
        String json = ResultReport.of(EveryChange.plan()).render(ResultFormat.JSON);
        String name = before.substring(1, before.indexOf('"', 1)).replace("\\u0073", "s");

        for (String twice : List.of("{" + before + json.substring(1), "\uFEFF{" + before + json.substring(1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ResultReport.readPlan(twice))
                    .withMessageStartingWith(
                            "The plan was edited after it was written: more than once there is " + name)
                    .withMessageContaining("plan again");
        }
    }

    /** With one text that is another, where it has any. */
    private static JsonElement edited(JsonElement value) {
        String text = value.toString();
        int end = text.lastIndexOf("\":\"") + 3;
        return text.contains("\":\"")
                ? JsonParser.parseString(text.substring(0, end) + "harmless, " + text.substring(end))
                : new Gson().toJsonTree(value.isJsonArray() ? List.of() : "harmless");
    }

    @Test
    void planWhoseTextsAreThoseOfAnother_changesNothing_thoughItsDigestIsRight() {
        AccessPlan plan = EveryChange.plan();
        List<String> texts = ReviewedPlan.of(plan).changes();
        ReviewedPlan.Builder renamed = ReviewedPlan.builder();
        List<String> shown = new ArrayList<>(texts);
        shown.set(0, "create arn:aws:iam::111122223333:role/harmless");
        ReviewedPlan other = renamed.from(ReviewedPlan.of(plan)).changes(shown).build();
        ReviewedPlan.Builder reversed = ReviewedPlan.builder();
        List<String> backwards = new ArrayList<>(texts);
        Collections.reverse(backwards);
        ReviewedPlan reordered =
                reversed.from(ReviewedPlan.of(plan)).changes(backwards).build();

        assertThatExceptionOfType(StalePlanException.class)
                .isThrownBy(() -> other.requireSame(plan))
                .withMessageContaining(
                        "has the digest of this one, but shows something else; not in it any more: \"create"
                                + " arn:aws:iam::111122223333:role/harmless\"; new in it: ")
                .withMessageContaining("review a new plan");
        assertThatExceptionOfType(StalePlanException.class)
                .isThrownBy(() -> reordered.requireSame(plan))
                .withMessageContaining("its changes are not in their order");
    }

    @Test
    void findingThatSaysSomethingElse_isNamed() {
        AccessPlan plan = EveryChange.plan();
        ReviewedPlan reviewed = ResultReport.readPlan(ResultReport.of(plan).render(ResultFormat.JSON));
        AccessPlan now = AccessPlan.builder()
                .from(plan)
                .findings(List.of(
                        Finding.of(Finding.Kind.NO_ADMINISTRATOR, "Two are left, and both go"),
                        plan.findings().get(1)))
                .build();

        assertThatExceptionOfType(StalePlanException.class)
                .isThrownBy(() -> reviewed.requireSame(now))
                .withMessageContaining("reviewed; findings that say something else now: \"no-administrator\". Review");
    }
}

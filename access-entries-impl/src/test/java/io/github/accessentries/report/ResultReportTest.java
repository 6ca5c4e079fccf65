package io.github.accessentries.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.authz.AccessQuestion;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.fleet.Drift;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.ObjectChange;
import io.github.accessentries.plan.ReviewedPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResultReportTest {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private static final ResultReport PLAN = ResultReport.of(EveryChange.plan()).at(NOON);

    private static final ResultReport APPLIED = ResultReport.of(ApplyReport.builder()
                    .cluster("prod")
                    .addOutcomes(outcome(0, ApplyReport.Status.DONE, ""))
                    .addOutcomes(outcome(1, ApplyReport.Status.WAS_THERE, ""))
                    .addOutcomes(outcome(7, ApplyReport.Status.FAILED, EveryChange.NASTY))
                    .addOutcomes(outcome(9, ApplyReport.Status.NOT_TRIED, EveryChange.NASTY))
                    .stoppedBy(new IllegalStateException(EveryChange.NASTY))
                    .build())
            .at(NOON);

    private static final ResultReport DRIFT = ResultReport.of(Drift.builder()
            .cluster("prod")
            .checkedAt(NOON)
            .plan(EveryChange.plan())
            .addUnlisted(EveryChange.DEV)
            .build());

    static Stream<Arguments> results() {
        return Stream.of(
                Arguments.of("plan", PLAN),
                Arguments.of("apply", APPLIED),
                Arguments.of("drift", DRIFT),
                Arguments.of(
                        "comparison",
                        ResultReport.of("prod", EveryChange.plan().effects()).at(NOON)),
                Arguments.of(
                        "risks",
                        ResultReport.of("prod", new NastyNames(3).risks()).at(NOON)),
                Arguments.of(
                        "who-can",
                        ResultReport.of("prod", AccessQuestion.of("get", "pods"), new NastyNames(3).holders())
                                .at(NOON)));
    }

    private static ApplyReport.Outcome outcome(int change, ApplyReport.Status status, String detail) {
        return ApplyReport.Outcome.of(EveryChange.changes().get(change), status, detail);
    }

    @ParameterizedTest
    @MethodSource("results")
    void json_isOneLineBySchema_andNoMemberCouldBeMissing(String kind, ResultReport result) {
        JsonObject json = ResultChecks.json(result);

        assertThat(json.get("kind").getAsString()).isEqualTo(kind);
        assertThat(json.get("cluster").getAsString()).isEqualTo("prod");
        assertThat(json.get("time").getAsString()).isEqualTo("2026-11-26T12:00:00Z");
        for (String member : json.keySet()) {
            if (member.equals("stoppedBy")) {
                continue;
            }
            JsonObject without = json.deepCopy();
            without.remove(member);
            assertThat(ResultChecks.isValid(without)).as(member).isFalse();
        }
        json.addProperty("more", 1);
        assertThat(ResultChecks.isValid(json)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("results")
    void markdownTextAndCsv_haveNoMarkupOutOfNames(String kind, ResultReport result) {
        ResultChecks.all(result);
        assertThat(ResultChecks.lines(result.render(ResultFormat.MARKDOWN), "|"))
                .as(kind)
                .isNotEmpty();
    }

    @Test
    void plan_tellsEachChange_withWhatWasBeforeAndIsAfter() {
        JsonArray changes = JsonParser.parseString(PLAN.render(ResultFormat.JSON))
                .getAsJsonObject()
                .getAsJsonArray("steps")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("changes");

        assertThat(changes).hasSize(EveryChange.changes().size());
        assertThat(state(changes, 0, "before")).isNull();
        assertThat(state(changes, 0, "after"))
                .isEqualTo(
                        "{\"type\":\"STANDARD\",\"username\":\"arn:aws:sts::111122223333:assumed-role/dev/{{SessionName}}\","
                                + "\"groups\":[\"a\"],\"tags\":{}}");
        assertThat(state(changes, 2, "before")).isEqualTo("{\"tags\":{\"a\":\"b\"}}");
        assertThat(state(changes, 2, "after")).isEqualTo("{\"tags\":{\"a\":\"c\",\"d\":\"e\"}}");
        assertThat(state(changes, 3, "before")).isEqualTo("{\"tags\":{\"a\":\"b\"}}");
        assertThat(state(changes, 3, "after")).isEqualTo("{\"tags\":{}}");
        assertThat(state(changes, 5, "before"))
                .isEqualTo(
                        "{\"policy\":\"AmazonEKSEditPolicy\",\"scope\":{\"type\":\"namespace\",\"namespaces\":[\"a\"]}}");
        assertThat(state(changes, 5, "after"))
                .isEqualTo("{\"policy\":\"AmazonEKSEditPolicy\",\"scope\":{\"type\":\"cluster\"}}");
        assertThat(state(changes, 6, "after")).isNull();
        assertThat(state(changes, 7, "before")).contains("\"policies\":[{\"policy\":\"AmazonEKSEditPolicy\"");
        assertThat(state(changes, 10, "after")).contains("\"labels\":{\"l\":", "\"verbs\":[\"list\"]");
        assertThat(state(changes, 12, "before")).contains("\"role\":\"view\"");
        assertThat(state(changes, 12, "after")).contains("\"role\":\"edit\"");
    }

    private static @Nullable String state(JsonArray changes, int index, String member) {
        JsonElement state = changes.get(index).getAsJsonObject().get(member);
        return state == null ? null : state.toString();
    }

    @Test
    void markdown_beginsWithWhatHasToBeDecided_andFoldsTheRest() {
        String text = PLAN.render(ResultFormat.MARKDOWN);

        assertThat(text.lines().limit(7).toList())
                .startsWith(
                        "### Access plan for prod: 13 grants",
                        "",
                        "**2 findings have to be signed off before this is applied:**",
                        "",
                        "- ` no-administrator `: Nobody is left");
        assertThat(text)
                .contains("| " + EveryChange.DEV
                        + " | edit -\\> nothing in team-\\* | nothing | 17 permissions | nothing |\n")
                .contains("Not checked: aws-auth.\n", "<details><summary>13 changes, in order</summary>\n")
                .contains("<details open><summary>Effect on 1 subject</summary>\n")
                .endsWith("Planned at 2026-11-26T12:00:00Z, owning only the listed principals, digest "
                        + EveryChange.plan().digest() + "\n");
    }

    @Test
    void applied_beginsWithWhatFailed() {
        assertThat(APPLIED.render(ResultFormat.MARKDOWN).lines().limit(9).toList())
                .startsWith(
                        "### Applied to prod: 1 done, 1 in place already, 1 failed, 1 not tried",
                        "",
                        "**Not everything was done. Plan and apply again to complete it.**")
                .contains("| Failed | Of | To what | Because |");
        assertThat(ResultReport.of(ApplyReport.builder().cluster("prod").build())
                        .at(NOON)
                        .render(ResultFormat.MARKDOWN))
                .isEqualTo("### Applied to prod: nothing to do\n\nApplied at 2026-11-26T12:00:00Z\n");
        assertThat(APPLIED.render(ResultFormat.JSON))
                .contains("\"complete\":false,", "{\"status\":\"not-tried\",\"detail\":\"");
    }

    @Test
    void drift_hasTheTimeAtWhichItWasChecked() {
        assertThat(DRIFT.render(ResultFormat.MARKDOWN))
                .startsWith("### Access to prod has drifted; needed: 13 grants\n")
                .contains("1 principal that the desired access does not list</summary>\n\n- " + EveryChange.DEV + "\n")
                .endsWith("Checked at 2026-11-26T12:00:00Z\n");
    }

    @Test
    void comparison_tellsFirstThatItMayBeMore() {
        ModelComparison.Builder comparison = ModelComparison.builder();
        String text = ResultReport.of(
                        "prod", comparison.addDoubts("[x] is unknown").build())
                .at(NOON)
                .render(ResultFormat.MARKDOWN);

        assertThat(text).startsWith("""
                ### Access to prod: nobody gains or loses anything

                **There may be other changes than these:**

                - \\[x\\] is unknown
                """);
    }

    @Test
    void planThatWasRendered_isReadBack() {
        assertThat(ResultReport.readPlan(PLAN.render(ResultFormat.JSON)))
                .isEqualTo(ReviewedPlan.of(EveryChange.plan()));
    }

    static Stream<Arguments> noPlans() {
        return Stream.of(
                broken(
                        "The plan has version 2, and only version 1 is read here; plan and apply with the same version",
                        json -> json.addProperty("version", 2)),
                broken("The plan has version \"1\", and", json -> json.addProperty("version", "1")),
                broken("The plan lacks version", json -> json.remove("version")),
                broken("This is a result of the kind \"apply\", not a plan", json -> json.addProperty("kind", "apply")),
                broken("The plan lacks digest", json -> json.remove("digest")),
                broken(
                        "This is no plan: The digest of a reviewed plan has 64 hexadecimal digits, and \"ab\" does not",
                        json -> json.addProperty("digest", "ab")),
                broken("In the plan, steps is not a list", json -> json.addProperty("steps", 1)),
                broken(
                        "In the plan, steps[0] is not a JSON object",
                        json -> json.getAsJsonArray("steps").set(0, new JsonPrimitive(1))),
                broken(
                        "The plan lacks steps[0].changes[1].text",
                        json -> json.getAsJsonArray("steps")
                                .get(0)
                                .getAsJsonObject()
                                .getAsJsonArray("changes")
                                .get(1)
                                .getAsJsonObject()
                                .remove("text")),
                broken(
                        "In the plan, findings[0].name is not a text",
                        json -> json.getAsJsonArray("findings")
                                .get(0)
                                .getAsJsonObject()
                                .addProperty("name", true)),
                Arguments.of("[]", "In the plan, the text is not a JSON object"),
                Arguments.of(
                        "{\"version\":1,\"version\":1}",
                        "The plan was edited after it was written: more than once there is version, so"),
                Arguments.of("secret", "This is no plan: The text is not JSON"));
    }

    private static Arguments broken(String message, Consumer<JsonObject> change) {
        JsonObject json = JsonParser.parseString(PLAN.render(ResultFormat.JSON)).getAsJsonObject();
        change.accept(json);
        return Arguments.of(json.toString(), message);
    }

    @ParameterizedTest
    @MethodSource("noPlans")
    void whatIsNoPlan_isRefusedWithItsPlace(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResultReport.readPlan(text))
                .withMessageStartingWith(message)
                .withMessageNotContaining("secret");
    }

    @Test
    void digest_isAnother_whereALabelIsThatNoTextShows() {
        AccessPlan plain = EveryChange.plan(List.of(changed(Map.of())));
        AccessPlan labelled =
                EveryChange.plan(List.of(changed(Map.of("rbac.authorization.k8s.io/aggregate-to-admin", "true"))));

        assertThat(labelled.changes()).hasToString(plain.changes().toString());
        assertThat(labelled.digest()).isNotEqualTo(plain.digest());
    }

    @Test
    void digest_isAnother_whereMarksOnlyLookAlike() {
        assertThat(EveryChange.plan(List.of(changed(Map.of("a", "b, c=d")))).digest())
                .isNotEqualTo(EveryChange.plan(List.of(changed(Map.of("a", "b", "c", "d"))))
                        .digest());
    }

    @Test
    void digest_isAnother_whereTheSameChangesHaveOtherEffects() {
        AccessPlan plan = EveryChange.plan(List.of(changed(Map.of())));
        AccessPlan.Builder doubted = AccessPlan.builder();
        doubted.from(plan)
                .effects(ModelComparison.builder()
                        .addDoubts("a role was not read")
                        .build());
        AccessPlan.Builder none = AccessPlan.builder();
        none.from(plan).effects(ModelComparison.builder().build());

        assertThat(Set.of(plan.digest(), doubted.build().digest(), none.build().digest()))
                .hasSize(3);
    }

    private static Change changed(Map<String, String> labels) {
        return new ObjectChange.Update(EveryChange.role(Map.of(), "get"), EveryChange.role(labels, "list"), "differs");
    }
}

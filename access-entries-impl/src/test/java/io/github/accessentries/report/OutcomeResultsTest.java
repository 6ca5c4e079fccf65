package io.github.accessentries.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.manage.ExpiryReport;
import io.github.accessentries.manage.TemporaryAccess;
import io.github.accessentries.manage.TemporaryAccessList;
import io.github.accessentries.migration.MappingOutcome;
import io.github.accessentries.migration.MigrationPlan;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.ModeChange;
import io.github.accessentries.plan.Unchecked;
import io.github.accessentries.recovery.AccessAttempt;
import io.github.accessentries.recovery.Diagnosis;
import io.github.accessentries.recovery.LockoutCause;
import io.github.accessentries.recovery.Obstacle;
import io.github.accessentries.recovery.Remedy;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Diagnoses, migrations, modes and what has ended, in each form, with texts that would like to be more than text. */
class OutcomeResultsTest {

    private static final String HOSTILE = "=cmd|<script>@octocat `x` [y](http://www.evil) \u202e,\"|";
    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final Unchecked OPEN = Unchecked.of(Unchecked.Part.IAM, HOSTILE);
    private static final Finding FINDING = Finding.of(Finding.Kind.ONE_WAY_MODE, HOSTILE);

    private static JsonObject checked(ResultReport report) {
        ResultChecks.markdown(report);
        ResultChecks.text(report);
        assertThat(ResultChecks.csv(report)).hasSizeGreaterThan(1);
        return ResultChecks.json(report);
    }

    @Test
    void diagnosis_hasItsObstaclesWithSteps_andWhatWasNotLookedAt() {
        JsonObject json = checked(ResultReport.of(Diagnosis.builder()
                .cluster("prod")
                .attempt(AccessAttempt.by(DEV))
                .mode(AuthenticationMode.API)
                .addObstacle(Obstacle.builder()
                        .cause(LockoutCause.NO_ENTRY)
                        .isCertain(false)
                        .text(HOSTILE)
                        .step("grant something")
                        .remedy(new Remedy.MintToken("prod"))
                        .build())
                .addChecked("the access entries")
                .addUnchecked(OPEN)
                .build()));

        JsonObject obstacle = json.getAsJsonArray("obstacles").get(0).getAsJsonObject();
        assertThat(obstacle.get("cause").getAsString()).isEqualTo("no-entry");
        assertThat(obstacle.get("certain").getAsBoolean()).isFalse();
        assertThat(obstacle.get("step").getAsString()).isEqualTo("grant something");
        assertThat(json.getAsJsonArray("unchecked")).hasSize(1);
    }

    @Test
    void migration_saysWhetherItIsProven_andWhatHasToBeSignedOff() {
        MappingOutcome gap = MappingOutcome.builder()
                .mapping(HOSTILE)
                .kind(MappingOutcome.Kind.GAP)
                .text("no entry can name it")
                .build();
        JsonObject json = checked(ResultReport.of(
                "prod",
                MigrationPlan.builder()
                        .desired(DesiredAccess.builder().build())
                        .addOutcome(gap)
                        .proof(ModelComparison.builder().build())
                        .addUnchecked(OPEN)
                        .build()));

        assertThat(json.get("proven").getAsBoolean()).isFalse();
        assertThat(json.getAsJsonArray("outcomes").get(0).toString()).contains("\"gap\"");
        assertThat(json.getAsJsonArray("signOffs")).hasSize(1);
    }

    @Test
    void modeChange_hasBothModes() {
        JsonObject json = checked(ResultReport.of(
                "prod",
                ModeChange.builder()
                        .before(AuthenticationMode.CONFIG_MAP)
                        .after(AuthenticationMode.API_AND_CONFIG_MAP)
                        .signedOff(List.of(FINDING))
                        .build()));

        assertThat(json.get("changed").getAsBoolean()).isTrue();
        assertThat(json.get("after").getAsString()).isEqualTo("API_AND_CONFIG_MAP");
    }

    @Test
    void expiry_tellsWhatEnded_whatIsStillThere_andWhatCannotBeRead() {
        TemporaryAccess access = TemporaryAccess.builder()
                .id("a1")
                .principal(DEV)
                .since(NOW)
                .until(NOW)
                .expired(true)
                .policies(List.of(PolicyAssociation.of(AccessPolicy.ADMIN, AccessScope.clusterWide())))
                .groups(new TreeSet<>())
                .reason(HOSTILE)
                .build();
        JsonObject json = checked(ResultReport.of(ExpiryReport.builder()
                .cluster("prod")
                .ended(List.of(access))
                .remaining(List.of(ExpiryReport.Remaining.builder()
                        .principal(DEV)
                        .access(List.of(access))
                        .findings(List.of(FINDING))
                        .text(HOSTILE)
                        .build()))
                .faults(List.of(TemporaryAccessList.BrokenTags.builder()
                        .principal(DEV)
                        .tags(new TreeSet<>())
                        .text(HOSTILE)
                        .build()))
                .build()));

        assertThat(json.get("complete").getAsBoolean()).isFalse();
        assertThat(json.getAsJsonArray("ended")).hasSize(1);
        assertThat(json.getAsJsonArray("remaining")).hasSize(1);
        assertThat(json.getAsJsonArray("unreadable")).hasSize(1);
    }
}

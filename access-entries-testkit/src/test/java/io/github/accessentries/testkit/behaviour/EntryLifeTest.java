package io.github.accessentries.testkit.behaviour;

import static io.github.accessentries.testkit.LifeOfClusters.ACCOUNT;
import static io.github.accessentries.testkit.LifeOfClusters.START;
import static io.github.accessentries.testkit.LifeOfClusters.invalidParameter;
import static io.github.accessentries.testkit.LifeOfClusters.notFound;
import static io.github.accessentries.testkit.LifeOfClusters.refusal;
import static io.github.accessentries.testkit.behaviour.Examples.NO_ENTRY;
import static io.github.accessentries.testkit.behaviour.Examples.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.testkit.LifeOfClusters;
import io.github.accessentries.testkit.UnverifiedAnswer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AccessEntry;
import software.amazon.awssdk.services.eks.model.CreateAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.UpdateAccessEntryRequest;

/** What creating, updating and deleting an entry does, and what a repeated request does. */
class EntryLifeTest {

    private static final String ROLE = ACCOUNT + "role/dev";
    private static final String GENERATED = "arn:aws:sts::111122223333:assumed-role/dev/{{SessionName}}";

    @RegisterExtension
    private final LifeOfClusters life = LifeOfClusters.with("prod");

    private final EksClient eks = life.eks;

    private AccessEntry create(Consumer<CreateAccessEntryRequest.Builder> change) {
        return eks.createAccessEntry(r -> change.accept(r.clusterName("prod").principalArn(ROLE)))
                .accessEntry();
    }

    private AccessEntry createNamed() {
        return create(r -> r.username("dev").kubernetesGroups("a", "b"));
    }

    private AccessEntry update(Consumer<UpdateAccessEntryRequest.Builder> change) {
        return eks.updateAccessEntry(r -> change.accept(r.clusterName("prod").principalArn(ROLE)))
                .accessEntry();
    }

    private void delete() {
        eks.deleteAccessEntry(r -> r.clusterName("prod").principalArn(ROLE));
    }

    private void associate() {
        eks.associateAccessPolicy(
                r -> r.clusterName("prod").principalArn(ROLE).policyArn(VIEW).accessScope(s -> s.type("cluster")));
    }

    @Test
    void type_thatIsNotGiven_isStandard() {
        assertThat(create(r -> {}).type()).isEqualTo("STANDARD");
    }

    @Test
    void creation_isReadAtOnce_andModifiedWhenItWasMade() {
        AccessEntry created = create(r -> r.tags(Map.of("a", "b")));

        assertThat(created.createdAt()).isEqualTo(START);
        assertThat(created.modifiedAt()).isEqualTo(START);
        assertThat(life.entry("prod", ROLE)).isEqualTo(created);
    }

    @Test
    @UnverifiedAnswer("entries-of-an-inactive-cluster")
    void creation_inAClusterThatIsNotActiveYet_isTaken() {
        life.createWith("new", "API");

        assertThat(create(r -> r.clusterName("new")).clusterName()).isEqualTo("new");
    }

    @Test
    void update_changesGroupsAndUsername_andMovesModifiedAtOnly() {
        AccessEntry before = create(r -> r.tags(Map.of("a", "b")));
        life.passSeconds(60);

        AccessEntry after = update(r -> r.username("dev").kubernetesGroups("a"));

        assertThat(after)
                .isEqualTo(before.toBuilder()
                        .username("dev")
                        .kubernetesGroups("a")
                        .modifiedAt(START.plusSeconds(60))
                        .build());
        assertThat(life.entry("prod", ROLE)).isEqualTo(after);
    }

    @Test
    @UnverifiedAnswer("update-that-leaves-out")
    void update_withAMemberLeftOut_putsItBackToItsDefault() {
        createNamed();

        AccessEntry groupsOnly = update(r -> r.kubernetesGroups("c"));
        assertThat(groupsOnly.username()).isEqualTo(GENERATED);
        assertThat(groupsOnly.kubernetesGroups()).containsExactly("c");

        AccessEntry nameOnly = update(r -> r.username("ops"));
        assertThat(nameOnly.username()).isEqualTo("ops");
        assertThat(nameOnly.kubernetesGroups()).isEmpty();
    }

    @Test
    void update_withEmptyGroups_clearsThem() {
        createNamed();

        assertThat(update(r -> r.username("dev").kubernetesGroups(List.of())).kubernetesGroups())
                .isEmpty();
    }

    @Test
    void update_withAnEmptyUsername_bringsTheGeneratedOneBack() {
        createNamed();

        assertThat(update(r -> r.username("").kubernetesGroups("a")).username()).isEqualTo(GENERATED);
    }

    @Test
    void update_withNothing_ofAMissingEntry_isNotFound() {
        assertThat(refusal(() -> update(r -> {}))).isEqualTo(notFound(NO_ENTRY));
    }

    @Test
    @UnverifiedAnswer("modified-at")
    void modifiedAt_ofAnEntry_staysWhenTagsOrPoliciesChange() {
        String arn = create(r -> {}).accessEntryArn();
        life.passSeconds(60);

        eks.tagResource(r -> r.resourceArn(arn).tags(Map.of("a", "b")));
        associate();

        assertThat(life.entry("prod", ROLE).modifiedAt()).isEqualTo(START);
        assertThat(life.policies("prod", ROLE).get(0).modifiedAt()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void delete_takesThePoliciesAlong_andALaterEntryHasNone() {
        create(r -> r.tags(Map.of("a", "b")));
        associate();

        delete();
        assertThat(life.principals("prod")).isEmpty();
        AccessEntry anew = create(r -> {});

        assertThat(life.policies("prod", ROLE)).isEmpty();
        assertThat(anew.tags()).isEmpty();
    }

    @Test
    void delete_ofAMissingEntry_isNotFound() {
        assertThat(refusal(this::delete)).isEqualTo(notFound(NO_ENTRY));
    }

    @Test
    void clusterDeleted_takesItsEntriesAlong() {
        create(r -> {});

        eks.deleteCluster(r -> r.name("prod"));
        life.fake.createCluster("prod");

        assertThat(life.principals("prod")).isEmpty();
    }

    @Test
    @UnverifiedAnswer("client-request-token")
    void token_sentAgainWithTheSameRequest_getsTheFirstAnswer() {
        AccessEntry first = create(r -> r.clientRequestToken("t"));
        life.passSeconds(1);
        assertThat(create(r -> r.clientRequestToken("t"))).isEqualTo(first);

        AccessEntry updated = update(r -> r.username("u").clientRequestToken("t2"));
        life.passSeconds(1);
        assertThat(update(r -> r.username("u").clientRequestToken("t2"))).isEqualTo(updated);
        assertThat(life.entry("prod", ROLE).modifiedAt()).isEqualTo(START.plusSeconds(1));
    }

    @Test
    @UnverifiedAnswer("client-request-token")
    void token_sentAgainWithAnotherRequest_isRefused() {
        create(r -> r.clientRequestToken("t"));

        var refused = invalidParameter("The clientRequestToken was already used with other parameters");
        assertThat(refusal(() -> create(r -> r.clientRequestToken("t").username("u"))))
                .isEqualTo(refused);
        assertThat(refusal(() -> update(r -> r.clientRequestToken("t")))).isEqualTo(refused);
    }

    @Test
    void token_thatIsFresh_meetsTheConflict() {
        create(r -> r.clientRequestToken("t"));

        assertThat(refusal(() -> create(r -> r.clientRequestToken("other"))).code())
                .isEqualTo("ResourceInUseException");
        assertThat(refusal(() -> create(r -> {})).code())
                .as("the SDK makes a token of its own")
                .isEqualTo("ResourceInUseException");
    }
}

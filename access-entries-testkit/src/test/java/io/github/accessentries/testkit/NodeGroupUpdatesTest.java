package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.LifeOfClusters.inUse;
import static io.github.accessentries.testkit.LifeOfClusters.invalidParameter;
import static io.github.accessentries.testkit.LifeOfClusters.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;
import software.amazon.awssdk.services.eks.model.Taint;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateStatus;

/** Node groups as they change. */
class NodeGroupUpdatesTest {

    @RegisterExtension
    private final LifeOfClusters life = LifeOfClusters.with("prod");

    private Nodegroup group() {
        return life.eks
                .describeNodegroup(r -> r.clusterName("prod").nodegroupName("g"))
                .nodegroup();
    }

    private static Taint taint(String key, String value) {
        return Taint.builder().key(key).value(value).effect("NO_SCHEDULE").build();
    }

    @Test
    @UnverifiedAnswer("values-that-eks-adds")
    void group_withALaunchTemplate_showsBothItsNames_andNoDisk() {
        life.createNodeGroup("prod", "g", r -> r.launchTemplate(t -> t.name("own")));

        assertThat(group().launchTemplate().name()).isEqualTo("own");
        assertThat(group().launchTemplate().id()).startsWith("lt-");
        assertThat(group().launchTemplate().version()).isEqualTo("1");
        assertThat(group().diskSize()).isNull();
        assertThat(group().health().issues()).isEmpty();
    }

    @Test
    void config_changesByUpdate_memberByMember() {
        life.createNodeGroup(
                "prod", "g", r -> r.labels(Map.of("a", "1", "b", "2")).taints(taint("x", "1"), taint("y", "1")));
        life.passSeconds(1);

        Update begun = life.eks
                .updateNodegroupConfig(r -> r.clusterName("prod")
                        .nodegroupName("g")
                        .labels(l ->
                                l.addOrUpdateLabels(Map.of("b", "3", "c", "4")).removeLabels("a"))
                        .taints(t -> t.addOrUpdateTaints(taint("x", "2")).removeTaints(taint("y", "1")))
                        .scalingConfig(s -> s.maxSize(9))
                        .updateConfig(u -> u.maxUnavailablePercentage(50)))
                .update();

        assertThat(begun.typeAsString()).isEqualTo("ConfigUpdate");
        assertThat(begun.params())
                .extracting(p -> p.typeAsString())
                .containsExactly(
                        "LabelsToAdd",
                        "LabelsToRemove",
                        "TaintsToAdd",
                        "TaintsToRemove",
                        "MaxSize",
                        "MaxUnavailablePercentage");
        assertThat(begun.params().get(4).value()).isEqualTo("9");
        assertThat(group().status()).isEqualTo(NodegroupStatus.UPDATING);
        life.passSeconds(1);
        assertThat(life.eks
                        .describeUpdate(r -> r.name("prod").nodegroupName("g").updateId(begun.id()))
                        .update()
                        .status())
                .isEqualTo(UpdateStatus.SUCCESSFUL);
        Nodegroup after = group();
        assertThat(after.status()).isEqualTo(NodegroupStatus.ACTIVE);
        assertThat(after.labels()).isEqualTo(Map.of("b", "3", "c", "4"));
        assertThat(after.taints()).containsExactly(taint("x", "2"));
        assertThat(after.scalingConfig().maxSize()).isEqualTo(9);
        assertThat(after.scalingConfig().minSize()).isEqualTo(1);
        assertThat(after.updateConfig().maxUnavailable()).isNull();
        assertThat(after.updateConfig().maxUnavailablePercentage()).isEqualTo(50);
        assertThat(after.modifiedAt()).isAfter(after.createdAt());
    }

    @Test
    @UnverifiedAnswer({"node-group-version", "node-group-in-change", "node-group-update-of-nothing"})
    void version_goesForward_upToThatOfTheCluster() {
        life.createNodeGroup("prod", "g", r -> r.version("1.32"));
        assertThat(refusal(() -> life.eks.updateNodegroupVersion(
                        r -> r.clusterName("prod").nodegroupName("g"))))
                .isEqualTo(inUse("Nodegroup g has a change in progress"));
        life.passSeconds(1);
        for (String version : List.of("1.31", "1.35")) {
            assertThat(refusal(() -> life.eks.updateNodegroupVersion(
                            r -> r.clusterName("prod").nodegroupName("g").version(version))))
                    .isEqualTo(invalidParameter(
                            "Requested Nodegroup Kubernetes version " + version + " is not supported"));
        }
        assertThat(refusal(() -> life.eks.updateNodegroupConfig(
                        r -> r.clusterName("prod").nodegroupName("g"))))
                .isEqualTo(invalidParameter("The nodegroup update has nothing to change"));
        assertThat(refusal(() -> life.createNodeGroup("prod", "new", r -> r.version("1.35")))
                        .code())
                .isEqualTo("InvalidParameterException");

        life.eks.updateNodegroupVersion(
                r -> r.clusterName("prod").nodegroupName("g").version("1.34"));
        life.passSeconds(1);

        assertThat(group().version()).isEqualTo("1.34");
        assertThat(group().releaseVersion()).startsWith("1.34.");
    }

    @Test
    void updates_ofAGroupThatIsGone_areNotThoseOfItsSuccessor() {
        life.createNodeGroup("prod", "g", r -> {});
        life.passSeconds(1);
        life.eks.updateNodegroupVersion(
                r -> r.clusterName("prod").nodegroupName("g").version("1.34"));
        life.eks.deleteNodegroup(r -> r.clusterName("prod").nodegroupName("g"));
        life.createNodeGroup("prod", "g", r -> {});
        life.passSeconds(1);

        assertThat(life.eks.listUpdates(r -> r.name("prod").nodegroupName("g")).updateIds())
                .isEmpty();
        assertThat(life.eks.listUpdates(r -> r.name("prod")).updateIds()).isEmpty();
        assertThat(group().status()).isEqualTo(NodegroupStatus.ACTIVE);
    }
}

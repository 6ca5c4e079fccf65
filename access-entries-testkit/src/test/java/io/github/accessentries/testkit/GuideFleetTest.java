package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.fleet.ClusterSummary;
import io.github.accessentries.fleet.Fleet;
import io.github.accessentries.fleet.FleetMember;
import io.github.accessentries.fleet.FleetSummary;
import io.github.accessentries.fleet.Shard;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import software.amazon.awssdk.services.eks.EksClient;

/** The guides' recipe for many machines: its manifests make the environments that its code reads. */
@ExtendWith(FakeEksExtension.class)
class GuideFleetTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");

    private final List<String> names =
            IntStream.range(0, 60).mapToObj(i -> "cluster-" + i).toList();
    private final DesiredAccess desired = DesiredAccess.builder()
            .entry(DesiredEntry.builder(DEV).allow(AccessPolicy.VIEW).clusterWide())
            .build();
    private final List<Object> shown = new ArrayList<>();

    @TempDir
    Path results;

    @BeforeEach
    void clusters(FakeEks fake) {
        fake.iam().role("dev");
        names.forEach(fake::createCluster);
        fake.cluster(names.get(7))
                .accessEntries()
                .grant(DEV)
                .allow(AccessPolicy.VIEW)
                .clusterWide()
                .apply();
        fake.clearCalls();
    }

    private void show(Object value) {
        shown.add(value);
    }

    private void shard(Map<String, String> environment, Function<String, EksClient> clients) throws IOException {
        // snippet: shards
        Shard shard = Shard.fromEnvironment(environment); // System.getenv()
        Fleet fleet = Fleet.builder()
                .clusters(names, name -> {
                    EksClient eks = clients.apply(name); // with the account and region of the cluster
                    EksAccessEntries entries = EksAccessEntries.builder()
                            .cluster(name)
                            .eksClient(eks)
                            .build();
                    return FleetMember.of(entries, desired).closing(eks);
                })
                .build()
                .shard(shard);

        FleetSummary summary = fleet.planEach(one -> one.result().ifPresent(this::show)); // shown, and forgotten
        Files.writeString(results.resolve(shard.index() + ".json"), summary.toJson());
        summary.shardOrThrow(); // fails if one of its clusters did
        // end
    }

    private FleetSummary merge() throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(results)) {
            files = listed.toList();
        }
        // snippet: merge
        List<FleetSummary> shards = new ArrayList<>();
        for (Path file : files) {
            shards.add(FleetSummary.fromJson(Files.readString(file)));
        }
        FleetSummary all = FleetSummary.merge(shards); // refuses what does not belong together
        show(all); // a line for each cluster with changes, with the names of its findings, or with trouble
        all.orThrow(); // unless all shards are there and no cluster failed
        // end
        return all;
    }

    @Test
    @SuppressWarnings("NullAway") // What is not in the manifest fails the test.
    void indexedJob_ofTheGuide_plansEachClusterOnce(FakeEks fake) throws IOException {
        Map<String, Object> job =
                new Yaml(new SafeConstructor(new org.yaml.snakeyaml.LoaderOptions())).load(manifest("kubernetes"));
        Map<?, ?> spec = (Map<?, ?>) job.get("spec");
        Map<?, ?> pod = (Map<?, ?>) ((Map<?, ?>) spec.get("template")).get("spec");
        Map<?, ?> container = (Map<?, ?>) ((List<?>) pod.get("containers")).get(0);
        Map<String, String> environment = new HashMap<>();
        for (Object variable : (List<?>) container.get("env")) {
            Map<?, ?> named = (Map<?, ?>) variable;
            environment.put((String) named.get("name"), (String) named.get("value"));
        }
        int completions = (Integer) spec.get("completions");
        assertThat(spec.get("completionMode")).isEqualTo("Indexed");
        assertThat(environment).containsEntry("JOB_COMPLETIONS", String.valueOf(completions));

        runAll(fake, completions, index -> {
            Map<String, String> own = new HashMap<>(environment);
            own.put("JOB_COMPLETION_INDEX", String.valueOf(index)); // as Kubernetes does
            return own;
        });
    }

    @Test
    void arrayJob_ofTheGuide_plansEachClusterOnce(FakeEks fake) throws IOException {
        JsonObject definition = JsonParser.parseString(manifest("batch")).getAsJsonObject();
        Matcher submitted = Pattern.compile(
                        "aws batch submit-job .*--job-definition (\\S+) --array-properties size=(\\d+)")
                .matcher(Documentation.block("recipe: batch"));
        assertThat(submitted.find()).isTrue();
        assertThat(definition.get("jobDefinitionName").getAsString()).isEqualTo(submitted.group(1));
        Map<String, String> environment = new HashMap<>();
        definition
                .getAsJsonObject("containerProperties")
                .getAsJsonArray("environment")
                .forEach(variable -> environment.put(
                        variable.getAsJsonObject().get("name").getAsString(),
                        variable.getAsJsonObject().get("value").getAsString()));

        runAll(fake, Integer.parseInt(submitted.group(2)), index -> {
            Map<String, String> own = new HashMap<>(environment);
            own.put("AWS_BATCH_JOB_ARRAY_INDEX", String.valueOf(index)); // both as AWS Batch does
            own.put("AWS_BATCH_JOB_ARRAY_SIZE", submitted.group(2));
            return own;
        });
    }

    /** Plans in shards, puts them together, and applies what was reviewed, in shards again. */
    private void runAll(FakeEks fake, int count, Function<Integer, Map<String, String>> environments)
            throws IOException {
        for (int i = 0; i < count; i++) {
            shard(environments.apply(i), name -> fake.eksClient());
        }
        assertThat(shown).hasSize(names.size());
        assertThat(fake.calls().stream().filter(call -> call.eventName().equals("ListAccessEntries")))
                .as("each cluster once")
                .hasSize(names.size());

        FleetSummary all = merge();

        Fleet fleet = fleet(fake);
        assertThat(all.clusters()).isEqualTo(fleet.plan().summary().clusters());
        assertThat(all)
                .asString()
                .startsWith("Shards 0 to " + (count - 1) + " of 0 to " + (count - 1))
                .contains("60 clusters: 1 unchanged, 59 with changes, 0 failed");
        List<FleetSummary> applied = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Fleet shard = fleet.shard(Shard.fromEnvironment(environments.apply(i)));
            applied.add(
                    shard.applyEach(all, ApplyOptions.defaults(), report -> {}).shardOrThrow());
        }
        assertThat(FleetSummary.merge(applied).orThrow().clusters())
                .allMatch(each -> each.cluster().equals(names.get(7)) == (each.changes() == 0));
        assertThat(fleet.plan().summary().count(ClusterSummary.State.UNCHANGED)).isEqualTo(names.size());
    }

    private Fleet fleet(FakeEks fake) {
        return Fleet.builder()
                .clusters(
                        names,
                        name -> FleetMember.of(
                                EksAccessEntries.builder()
                                        .cluster(name)
                                        .eksClient(fake.eksClient())
                                        .build(),
                                desired))
                .build();
    }

    private static String manifest(String name) {
        return Documentation.block("manifest: " + name);
    }
}

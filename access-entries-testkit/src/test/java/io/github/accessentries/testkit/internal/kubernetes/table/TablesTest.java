package io.github.accessentries.testkit.internal.kubernetes.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault;
import io.github.accessentries.testkit.internal.kubernetes.kind.BuiltInTypes;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TablesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final String TEMPLATE =
            "template:{spec:{containers:[{name:c,image:i},{name:d,image:j}]}},selector:{matchLabels:{a:b}}";

    /** Each line is a kind, an object, and its row as kubectl prints it with {@code -o wide}. */
    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "pods -> {spec:{containers:[{name:c},{name:d}],nodeName:n},status:{phase:Running,podIPs:[{ip:'10.0.0.1'}],"
                        + "containerStatuses:[{name:c,ready:true,restartCount:2,state:{running:{}},"
                        + "lastState:{terminated:{finishedAt:'2026-01-01T11:55:00Z'}}},"
                        + "{name:d,state:{waiting:{reason:CrashLoopBackOff}}}]}}"
                        + " -> x|1/2|CrashLoopBackOff|2 (5m ago)|3h|10.0.0.1|n|<none>|<none>",
                "pods -> {spec:{containers:[{name:c}]},status:{phase:Pending}} -> x|0/1|Pending|0|3h|<none>|<none>|<none>|<none>",
                "pods -> {spec:{containers:[{name:c}],initContainers:[{name:i},{name:j}]},status:{phase:Pending,"
                        + "initContainerStatuses:[{name:i,state:{terminated:{exitCode:0}}},{name:j,state:{running:{}}}]}}"
                        + " -> x|0/1|Init:1/2|0|3h|<none>|<none>|<none>|<none>",
                "pods -> {spec:{containers:[{name:c}],readinessGates:[{conditionType:G}]},status:{phase:Running,"
                        + "conditions:[{type:G,status:'True'}],"
                        + "containerStatuses:[{state:{terminated:{exitCode:3}}}]}}"
                        + " -> x|0/1|ExitCode:3|0|3h|<none>|<none>|<none>|1/1",
                "deployments.apps -> {spec:{replicas:3," + TEMPLATE + "},status:{readyReplicas:2,updatedReplicas:3,"
                        + "availableReplicas:2}} -> x|2/3|3|2|3h|c,d|i,j|a=b",
                "replicasets.apps -> {spec:{" + TEMPLATE + "}} -> x|1|0|0|3h|c,d|i,j|a=b",
                "statefulsets.apps -> {spec:{" + TEMPLATE + "}} -> x|0/1|3h|c,d|i,j",
                "daemonsets.apps -> {spec:{" + TEMPLATE + "}} -> x|0|0|0|0|0|<none>|3h|c,d|i,j|a=b",
                "jobs.batch -> {spec:{completions:2," + TEMPLATE
                        + "},status:{succeeded:1,startTime:'2026-01-01T11:00:00Z'}}"
                        + " -> x|Running|1/2|60m|3h|c,d|i,j|a=b",
                "cronjobs.batch -> {spec:{schedule:'* * * * *',suspend:false}} -> x|* * * * *|<none>|False|0|<none>|3h|||<none>",
                "services -> {spec:{type:NodePort,clusterIP:'10.1.1.1',ports:[{port:80,nodePort:30080},"
                        + "{port:53,protocol:UDP}],selector:{a:b,c:d}}}"
                        + " -> x|NodePort|10.1.1.1|<none>|80:30080/TCP,53/UDP|3h|a=b,c=d",
                "services -> {spec:{type:LoadBalancer}} -> x|LoadBalancer|<none>|<pending>|<none>|3h|<none>",
                "ingresses.networking.k8s.io -> {spec:{rules:[{host:a.b},{}],tls:[{}]}} -> x|<none>|a.b||80, 443|3h",
                "networkpolicies.networking.k8s.io -> {spec:{podSelector:{matchExpressions:[{key:k,operator:In,"
                        + "values:[v,w]}]}}} -> x|k in (v,w)|3h",
                "endpoints -> {subsets:[{addresses:[{ip:'1.1.1.1'},{ip:'1.1.1.2'}],ports:[{port:80},{port:443}]}]}"
                        + " -> x|1.1.1.1:80,1.1.1.1:443,1.1.1.2:80 + 1 more...|3h",
                "configmaps -> {data:{a:'1'},binaryData:{b:''}} -> x|2|3h",
                "secrets -> {type:Opaque,data:{a:'MQ=='}} -> x|Opaque|1|3h",
                "namespaces -> {status:{phase:Active}} -> x|Active|3h",
                "nodes -> {status:{conditions:[{type:Ready,status:'True'}],nodeInfo:{kubeletVersion:v1.32.0}}}"
                        + " -> x|Ready|<none>|3h|v1.32.0|<none>|<none>|<unknown>|<unknown>|<unknown>",
                "events -> {lastTimestamp:'2026-01-01T11:59:30Z',type:Normal,reason:R,message:'hi ',"
                        + "involvedObject:{kind:Pod,name:p}} -> 30s|Normal|R|pod/p|||hi|<unknown>|1|x",
                "serviceaccounts -> {} -> x|0|3h",
                "roles.rbac.authorization.k8s.io -> {} -> x|2026-01-01T09:00:00Z",
                "rolebindings.rbac.authorization.k8s.io -> {roleRef:{kind:Role,name:r},subjects:[{kind:User,name:u},"
                        + "{kind:Group,name:g},{kind:ServiceAccount,name:s,namespace:n}]} -> x|Role/r|3h|u|g|n/s",
                "persistentvolumeclaims -> {spec:{volumeName:v,storageClassName:gp3},status:{phase:Bound,"
                        + "capacity:{storage:1Gi},accessModes:[ReadWriteOnce]}} -> x|Bound|v|1Gi|RWO|gp3|<unset>|3h|<unset>",
                "horizontalpodautoscalers.autoscaling -> {spec:{scaleTargetRef:{kind:Deployment,name:d},maxReplicas:3,"
                        + "metrics:[{type:Resource,resource:{name:cpu,target:{averageUtilization:80}}}]}}"
                        + " -> x|Deployment/d|cpu: <unknown>/80%|<unset>|3|0|3h",
                "storageclasses.storage.k8s.io -> {provisioner:p} -> x|p|Delete|Immediate|false|3h",
                "customresourcedefinitions.apiextensions.k8s.io -> {} -> x|2026-01-01T09:00:00Z",
            })
    void row_isAsKubectlShowsIt(String resource, String object, String row) {
        assertThat(cells(type(resource), object)).isEqualTo(row);
    }

    private static List<ResourceType> stored() {
        return BuiltInTypes.get().all().stream().filter(ResourceType::isStored).toList();
    }

    @ParameterizedTest
    @MethodSource("stored")
    void row_ofAnEmptyObject_hasACellForEachColumn(ResourceType type) {
        JsonObject table = Tables.table(
                Columns.of(type),
                List.of(KubeObject.of(new JsonObject())),
                new JsonObject(),
                Tables.Include.METADATA,
                NOW,
                true);

        assertThat(table.getAsJsonArray("rows").get(0).getAsJsonObject().getAsJsonArray("cells"))
                .hasSameSizeAs(table.getAsJsonArray("columnDefinitions"));
    }

    @Test
    void kindThatIsNotKnown_hasNameAndAge() {
        assertThat(Columns.of(BuiltInTypes.get().find("", "v1", "bindings").orElseThrow()))
                .hasToString("[Name, Age]");
    }

    @ParameterizedTest
    @EnumSource(Tables.Include.class)
    void table_hasTheObjectsThatAreAskedFor(Tables.Include include) {
        KubeObject object = KubeObject.of(tree("{kind:Secret,metadata:{name:x},data:{a:MQ}}"));
        JsonObject table = Tables.table(
                Columns.of(type("secrets")), List.of(object), tree("{resourceVersion:'7'}"), include, NOW, false);

        assertThat(table.get("kind").getAsString()).isEqualTo("Table");
        assertThat(table.get("columnDefinitions").isJsonNull()).isTrue();
        assertThat(table.getAsJsonArray("rows").get(0).getAsJsonObject().get("object"))
                .isEqualTo(JsonParser.parseString(
                        switch (include) {
                            case NONE -> "null";
                            case METADATA ->
                                "{kind:PartialObjectMetadata,apiVersion:'meta.k8s.io/v1',metadata:{name:x}}";
                            case OBJECT -> "{kind:Secret,metadata:{name:x},data:{a:MQ}}";
                        }));
    }

    @Test
    void includeObject_unknown_is422() {
        assertThat(Tables.Include.of(Optional.empty())).isEqualTo(Tables.Include.METADATA);
        assertThat(Tables.Include.of(Optional.of("Object"))).isEqualTo(Tables.Include.OBJECT);
        assertThatExceptionOfType(ApiFault.class)
                .isThrownBy(() -> Tables.Include.of(Optional.of("All")))
                .withMessage("TableOptions.meta.k8s.io \"\" is invalid: includeObject: Invalid value: \"All\": "
                        + "must be 'Metadata', 'Object', 'None', or empty");
    }

    @Test
    void metadataList_hasTheMetadataOfEach() {
        assertThat(Tables.metadataList(
                        List.of(KubeObject.of(tree("{kind:Secret,metadata:{name:x},data:{a:MQ}}"))),
                        tree("{resourceVersion:'7'}")))
                .isEqualTo(
                        tree(
                                "{kind:PartialObjectMetadataList,apiVersion:'meta.k8s.io/v1',metadata:{resourceVersion:'7'},"
                                        + "items:[{kind:PartialObjectMetadata,apiVersion:'meta.k8s.io/v1',metadata:{name:x}}]}"));
    }

    @ParameterizedTest
    @CsvSource({
        "0,0s",
        "-1,0s",
        "-3,<invalid>",
        "119,119s",
        "120,2m",
        "125,2m5s",
        "599,9m59s",
        "660,11m",
        "10799,179m",
        "10800,3h",
        "11000,3h3m",
        "28800,8h",
        "172799,47h",
        "172800,2d",
        "176400,2d1h",
        "691200,8d",
        "63072000,2y",
        "63158400,2y1d",
        "252288000,8y",
        "400000000,12y"
    })
    void age_hasTwoUnitsAtMost(long seconds, String text) {
        assertThat(Age.of(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "{type:string,jsonPath:'.spec.a'} -> {spec:{a:x}} -> \"x\"",
                "{type:string,jsonPath:'.spec.a'} -> {spec:{a:{b:1}}} -> \"{\\\"b\\\":1}\"",
                "{type:integer,jsonPath:'.spec.list[1]'} -> {spec:{list:[1,2]}} -> 2",
                "{type:integer,jsonPath:'.spec.list[-1]'} -> {spec:{list:[1,2]}} -> 2",
                "{type:integer,jsonPath:'.spec.a'} -> {spec:{a:x}} -> null",
                "{type:boolean,jsonPath:'.on'} -> {on:true} -> true",
                "{type:string,jsonPath:'.a'} -> {} -> null",
                "{type:string,jsonPath:\".metadata.annotations['a.b/c']\"} -> {metadata:{annotations:{'a.b/c':v}}} -> \"v\"",
                "{type:string,jsonPath:'.metadata.labels.a\\\\.b'} -> {metadata:{labels:{'a.b':v}}} -> \"v\"",
                "{type:string,jsonPath:'.status.conditions[?(@.type==\\\"Ready\\\")].status'} -> {status:{conditions:"
                        + "[{type:X,status:a},{type:Ready,status:b}]}} -> \"b\"",
                "{type:string,jsonPath:'.list[*].name'} -> {list:[{name:a},{name:b}]} -> \"a\"",
                "{type:date,jsonPath:'.metadata.creationTimestamp'} -> {metadata:{creationTimestamp:'2026-01-01T11:00:00Z'}}"
                        + " -> \"60m\"",
                "{type:date,jsonPath:'.at'} -> {at:soon} -> \"<invalid>\"",
            })
    void columnOfACustomResource_followsItsPath(String definition, String object, String cell) {
        Column column = Column.of(tree(definition.replace("{type", "{name:N,type")));

        assertThat(column.cell(new Row(tree(object), NOW))).isEqualTo(JsonParser.parseString(cell));
    }

    @ParameterizedTest
    @CsvSource({"''", "spec.a", ".a[", ".a[?(@.b>1)]", ".a..b", ".a[?(@.b=='c')"})
    void columnOfACustomResource_withAPathThatCannotBeFollowed_isRefused(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> SimplePath.parse(path));
    }

    private static ResourceType type(String groupResource) {
        return BuiltInTypes.get().all().stream()
                .filter(type -> type.groupResource().toString().equals(groupResource))
                .findFirst()
                .orElseThrow();
    }

    private static String cells(ResourceType type, String object) {
        JsonObject json = tree(object);
        json.add("metadata", tree("{name:x,creationTimestamp:'2026-01-01T09:00:00Z'}"));
        JsonObject table = Tables.table(
                Columns.of(type), List.of(KubeObject.of(json)), new JsonObject(), Tables.Include.NONE, NOW, true);
        return StreamSupport.stream(
                        table.getAsJsonArray("rows")
                                .get(0)
                                .getAsJsonObject()
                                .getAsJsonArray("cells")
                                .spliterator(),
                        false)
                .map(JsonElement::getAsString)
                .collect(Collectors.joining("|"));
    }

    private static JsonObject tree(String lenient) {
        return JsonParser.parseString(lenient).getAsJsonObject();
    }
}

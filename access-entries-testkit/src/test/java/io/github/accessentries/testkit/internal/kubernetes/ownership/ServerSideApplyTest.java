package io.github.accessentries.testkit.internal.kubernetes.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault;
import io.github.accessentries.testkit.internal.kubernetes.kind.BuiltInTypes;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.schema.BuiltInSchemas;
import io.github.accessentries.testkit.internal.kubernetes.schema.HandMadeSchema;
import io.github.accessentries.testkit.internal.kubernetes.schema.Schema;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerSideApplyTest {

    private static final ResourceType CONFIG_MAPS =
            BuiltInTypes.get().find("", "v1", "configmaps").orElseThrow();
    private static final ResourceType PODS =
            BuiltInTypes.get().find("", "v1", "pods").orElseThrow();
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private Optional<KubeObject> live = Optional.empty();
    private Instant now = NOON;
    private ResourceType type = CONFIG_MAPS;
    private Optional<Schema> schema = Optional.of(HandMadeSchema.CONFIG_MAP);
    private String subresource = "";

    @Test
    void create_isOwnedWithItsWholeTree_andWhatNobodyCanOwnIsLeftOut() {
        put("kubectl-create", map("{a:'1'}"));

        assertThat(owners())
                .isEqualTo(tree("[{manager:'kubectl-create',operation:Update,apiVersion:v1,time:'2026-01-01T12:00:00Z',"
                        + "fieldsType:FieldsV1,fieldsV1:{'f:data':{'.':{},'f:a':{}}}}]"));
    }

    @Test
    void apply_ownsWhatItNames() {
        apply("team", map("{a:'1'}"));

        assertThat(data()).isEqualTo(tree("{a:'1'}"));
        assertThat(owners())
                .isEqualTo(tree("[{manager:team,operation:Apply,apiVersion:v1,time:'2026-01-01T12:00:00Z',"
                        + "fieldsType:FieldsV1,fieldsV1:{'f:data':{'f:a':{}}}}]"));
    }

    @Test
    void apply_again_isTheVeryObject_evenLater() {
        apply("team", map("{a:'1'}"));
        KubeObject before = live.orElseThrow();
        now = now.plusSeconds(60);
        apply("team", map("{a:'1'}"));

        assertThat(live.orElseThrow()).isSameAs(before);
    }

    @Test
    void apply_ofWhatSomebodyElseWrote_conflictsInKubernetesWords() {
        put("kubectl-client-side-apply", map("{a:'1',b:'2'}"));

        assertThatExceptionOfType(ApiFault.class)
                .isThrownBy(() -> apply("team", map("{a:x}")))
                .withMessage(
                        "Apply failed with 1 conflict: conflict with \"kubectl-client-side-apply\" using v1: .data.a")
                .satisfies(fault -> assertThat(fault.code()).isEqualTo(409))
                .satisfies(fault -> assertThat(fault.status().getAsJsonObject("details"))
                        .isEqualTo(tree("{causes:[{reason:FieldManagerConflict,field:'.data.a',"
                                + "message:'conflict with \"kubectl-client-side-apply\" using v1'}]}")));
        assertThatExceptionOfType(ApiFault.class)
                .isThrownBy(() -> apply("team", map("{a:x,b:y}")))
                .withMessage("Apply failed with 2 conflicts: "
                        + "conflicts with \"kubectl-client-side-apply\" using v1:\n- .data.a\n- .data.b");
    }

    @Test
    void apply_forced_takesTheField_andTheOtherLosesIt() {
        apply("one", map("{a:'1',b:'2'}"));
        live = Optional.of(ServerSideApply.apply(by("two"), live, map("{a:x}"), true));

        assertThat(data()).isEqualTo(tree("{a:x,b:'2'}"));
        assertThat(fieldsOf("one")).isEqualTo(tree("{'f:data':{'f:b':{}}}"));
        assertThat(fieldsOf("two")).isEqualTo(tree("{'f:data':{'f:a':{}}}"));
    }

    @Test
    void apply_ofEqualValues_isShared_andTheFieldStaysUntilTheLastGivesItUp() {
        apply("one", map("{a:'1'}"));
        apply("two", map("{a:'1'}"));
        apply("one", map("{}"));
        assertThat(data()).isEqualTo(tree("{a:'1'}"));

        apply("two", map("{b:'1'}"));
        assertThat(data()).isEqualTo(tree("{b:'1'}"));
    }

    @Test
    void apply_withoutAField_leavesWhatAnUpdateOwns() {
        apply("team", map("{a:'1'}"));
        put("kubectl-edit", map("{a:'1',b:'2'}"));
        apply("team", map("{}"));

        assertThat(data()).isEqualTo(tree("{b:'2'}"));
        assertThat(fieldsOf("kubectl-edit")).isEqualTo(tree("{'f:data':{'f:b':{}}}"));
    }

    @Test
    void update_takesWhatItChanges_andLosesWhatItRemoves() {
        apply("team", map("{a:'1',b:'2',c:'3'}"));
        put("kubectl-edit", map("{a:x,c:'3'}"));

        assertThat(fieldsOf("team")).isEqualTo(tree("{'f:data':{'f:c':{}}}"));
        assertThat(fieldsOf("kubectl-edit")).isEqualTo(tree("{'f:data':{'f:a':{}}}"));
    }

    @Test
    void update_withoutOwners_keepsThem_withAnEmptyListForgetsThem() {
        put("first", map("{a:'1'}"));
        put("second", map("{a:'1'}"));
        assertThat(fieldsOf("first")).isEqualTo(tree("{'f:data':{'.':{},'f:a':{}}}"));

        for (String reset : new String[] {"[]", "[{}]"}) {
            JsonObject object = map("{a:'1'}");
            object.getAsJsonObject("metadata").add("managedFields", JsonParser.parseString(reset));
            put("third", object);
            assertThat(live.orElseThrow().metadata().has("managedFields")).isFalse();
        }
        apply("team", map("{a:'1'}"));
        assertThat(fieldsOf("before-first-apply")).isEqualTo(tree("{'f:data':{'.':{},'f:a':{}}}"));
    }

    @Test
    void update_withOwnersThatCannotBeRead_keepsThoseThatWere() {
        put("first", map("{a:'1'}"));
        JsonObject object = map("{a:'1'}");
        object.getAsJsonObject("metadata").add("managedFields", JsonParser.parseString("[{manager:x}]"));
        put("second", object);

        assertThat(fieldsOf("first")).isEqualTo(tree("{'f:data':{'.':{},'f:a':{}}}"));
    }

    @Test
    void updates_byManyManagers_areKeptForTen() {
        put("m-00", map("{k0:'1'}"));
        JsonObject data = tree("{k0:'1'}").getAsJsonObject();
        for (int i = 1; i < 15; i++) {
            now = now.plusSeconds(1);
            data.addProperty("k" + i, "1");
            put("m-%02d".formatted(i), map(data.toString()));
        }

        assertThat(owners().getAsJsonArray()).hasSize(10);
        assertThat(fieldsOf("ancient-changes").toString())
                .contains("f:k0", "f:k5")
                .doesNotContain("f:k6");
    }

    @Test
    void apply_byKubectl_takesOverWhatItAppliedByItself_andKeepsTheAnnotation() {
        JsonObject before = map("{a:'1',b:'2'}");
        before.getAsJsonObject("metadata").add("annotations", tree("{}").getAsJsonObject());
        before.getAsJsonObject("metadata")
                .getAsJsonObject("annotations")
                .addProperty(LAST_APPLIED, map("{a:'1',b:'2'}").toString());
        put("kubectl-client-side-apply", before);
        assertThatExceptionOfType(ApiFault.class).isThrownBy(() -> apply("team", map("{a:x,b:'2'}")));

        apply("kubectl", map("{a:x,b:'2'}"));

        assertThat(data()).isEqualTo(tree("{a:x,b:'2'}"));
        assertThat(live.orElseThrow()
                        .metadata()
                        .getAsJsonObject("annotations")
                        .get(LAST_APPLIED)
                        .getAsString())
                .contains("\"a\":\"x\"");
    }

    @Test
    void apply_ofAPod_ownsElementsByTheirKeys() {
        pods();
        apply("team", pod("{containers:[{name:c,image:i,args:[x],ports:[{containerPort:80}]}],nodeSelector:{a:b}}"));

        assertThat(fieldsOf("team"))
                .isEqualTo(tree(
                        "{'f:spec':{'f:containers':{'k:{\"name\":\"c\"}':{'.':{},'f:args':{},'f:image':{},'f:name':{},"
                                + "'f:ports':{'k:{\"containerPort\":80,\"protocol\":\"TCP\"}':{'.':{},'f:containerPort':{}}}}},"
                                + "'f:nodeSelector':{}}}"));
    }

    @Test
    void apply_ofTwoToOneList_mergesByKeys_andAGivenUpElementGoesWhole() {
        pods();
        apply("one", pod("{containers:[{name:a,image:i},{name:b,image:i}]}"));
        apply("two", pod("{containers:[{name:c,image:i},{name:b,env:[{name:E,value:v}]}]}"));
        assertThat(spec())
                .isEqualTo(tree("{containers:[{name:a,image:i},{name:c,image:i},"
                        + "{name:b,image:i,env:[{name:E,value:v}]}]}"));

        apply("one", pod("{containers:[{name:b,image:j}]}"));
        assertThat(spec()).isEqualTo(tree("{containers:[{name:c,image:i},{name:b,image:j,env:[{name:E,value:v}]}]}"));

        assertThatExceptionOfType(ApiFault.class)
                .isThrownBy(() -> apply("three", pod("{containers:[{name:b,image:k}]}")))
                .withMessage("Apply failed with 1 conflict: conflict with \"one\": .spec.containers[name=\"b\"].image");
    }

    @Test
    void apply_givesUpAnObject_andItsDefaultsGoWithIt() {
        pods();
        apply("team", pod("{strategy:{type:R},nodeName:n}"));
        JsonObject defaulted = live.orElseThrow().json().deepCopy();
        defaulted.getAsJsonObject("spec").getAsJsonObject("strategy").add("rollingUpdate", tree("{maxSurge:1}"));
        live = Optional.of(KubeObject.of(defaulted));
        apply("team", pod("{nodeName:n}"));

        assertThat(spec()).isEqualTo(tree("{nodeName:n}"));
    }

    /** By the real schema: atomic maps and selectors, keys with a default, metadata of every kind. */
    @Test
    void apply_ofADeployment_ownsWhatItOwnsOnACluster() {
        type = BuiltInTypes.get().find("apps", "v1", "deployments").orElseThrow();
        schema = BuiltInSchemas.get().of(type);
        JsonObject deployment = tree("{apiVersion:'apps/v1',kind:Deployment,metadata:{name:d,labels:{a:b},"
                        + "ownerReferences:[{uid:u,name:o,kind:K,apiVersion:v1}],creationTimestamp:null},"
                        + "spec:{selector:{matchLabels:{a:b}},template:{spec:{nodeSelector:{n:m},volumes:[{name:v,emptyDir:{}}],"
                        + "containers:[{name:c,ports:[{containerPort:80}],volumeMounts:[{name:v,mountPath:'/m'}],"
                        + "env:[{name:F,valueFrom:{secretKeyRef:{name:s,key:k}}}]}]}}},status:{}}")
                .getAsJsonObject();
        apply("team", deployment);

        assertThat(fieldsOf("team"))
                .isEqualTo(
                        tree(
                                "{'f:metadata':{'f:labels':{'f:a':{}},'f:ownerReferences':{'k:{\"uid\":\"u\"}':"
                                        + "{'.':{},'f:apiVersion':{},'f:kind':{},'f:name':{},'f:uid':{}}}},"
                                        + "'f:spec':{'f:selector':{},'f:template':{'f:spec':{'f:nodeSelector':{},"
                                        + "'f:volumes':{'k:{\"name\":\"v\"}':{'.':{},'f:emptyDir':{},'f:name':{}}},"
                                        + "'f:containers':{'k:{\"name\":\"c\"}':{'.':{},'f:name':{},"
                                        + "'f:ports':{'k:{\"containerPort\":80,\"protocol\":\"TCP\"}':{'.':{},'f:containerPort':{}}},"
                                        + "'f:volumeMounts':{'k:{\"mountPath\":\"/m\"}':{'.':{},'f:mountPath':{},'f:name':{}}},"
                                        + "'f:env':{'k:{\"name\":\"F\"}':{'.':{},'f:name':{},'f:valueFrom':{'f:secretKeyRef':{}}}}}}}}}}"));
    }

    @Test
    void finalizers_areASet() {
        pods();
        apply("one", finalizers("[a,b]"));
        apply("two", finalizers("[c]"));
        apply("one", finalizers("[b]"));

        assertThat(live.orElseThrow().metadata().get("finalizers")).isEqualTo(tree("[b,c]"));
        assertThat(fieldsOf("two")).isEqualTo(tree("{'f:metadata':{'f:finalizers':{'v:\"c\"':{}}}}"));
    }

    @Test
    void status_isWrittenByItsOwnPathOnly() {
        pods();
        JsonObject both = pod("{nodeName:n}");
        both.add("status", tree("{phase:Running}"));
        apply("team", both);
        assertThat(live.orElseThrow().json().has("status")).isFalse();

        subresource = "status";
        apply("kubelet", both);
        assertThat(live.orElseThrow().json().get("status")).isEqualTo(tree("{phase:Running}"));
        assertThat(fieldsOf("kubelet")).isEqualTo(tree("{'f:status':{'f:phase':{}}}"));
        assertThat(owners().toString()).contains("\"subresource\":\"status\"");
    }

    @Test
    void kindWithoutSchema_takesObjectsApart_andListsNot() {
        schema = Optional.empty();
        apply("team", map("{list:[a,b],map:{x:'1'}}"));
        assertThat(fieldsOf("team")).isEqualTo(tree("{'f:data':{'.':{},'f:list':{},'f:map':{'.':{},'f:x':{}}}}"));

        assertThatExceptionOfType(ApiFault.class)
                .isThrownBy(() -> apply("other", map("{list:[a]}")))
                .withMessageContaining(".data.list");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "{containers:[{image:i}]} -> .spec.containers: element 0: associative list with keys has an element that"
                        + " omits key field \"name\" (and doesn't have default value)",
                "{containers:[{name:a},{name:a}]} -> .spec.containers: duplicate entries for key [name=\"a\"]",
                "{nodeNam:x} -> .spec.nodeNam: field not declared in schema",
                "{containers:{}} -> .spec.containers: expected list, got map",
                "[] -> .spec: expected map, got list",
            })
    void configuration_thatCannotBeTakenApart_isRefusedInKubernetesWords(String spec, String problem) {
        pods();

        assertThatExceptionOfType(ApiFault.class)
                .isThrownBy(() -> apply("team", pod(spec)))
                .withMessage("failed to create typed patch object (ns/p; v1, Kind=Pod): " + problem);
    }

    @Test
    void configuration_ofAnotherVersion_orWithOwners_is400() {
        JsonObject other = map("{}");
        other.addProperty("apiVersion", "v2");
        assertThatExceptionOfType(ApiFault.class)
                .isThrownBy(() -> apply("team", other))
                .withMessage("Incorrect version specified in apply patch. Specified patch version: v2, expected: v1");
        JsonObject owned = map("{}");
        owned.getAsJsonObject("metadata").add("managedFields", tree("[]"));
        assertThatExceptionOfType(ApiFault.class)
                .isThrownBy(() -> apply("team", owned))
                .withMessage("metadata.managedFields must be nil");
    }

    @Test
    void names_areTakenFromTheParameter_orTheUserAgent() {
        assertThat(FieldManager.nameOfWriter(Optional.of("me"), "kubectl/v1", "UpdateOptions"))
                .isEqualTo("me");
        assertThat(FieldManager.nameOfWriter(Optional.empty(), "kube\tctl/v1.32 (linux)", "UpdateOptions"))
                .isEqualTo("kubectl");
        assertThat(FieldManager.nameOfWriter(Optional.empty(), "", "UpdateOptions"))
                .isEqualTo("unknown");
        assertThatExceptionOfType(ApiFault.class)
                .isThrownBy(() -> FieldManager.nameOfApplier(Optional.empty()))
                .withMessage("PatchOptions.meta.k8s.io \"\" is invalid: "
                        + "fieldManager: Required value: is required for apply patch")
                .satisfies(fault -> assertThat(fault.code()).isEqualTo(422));
        assertThatExceptionOfType(ApiFault.class)
                .isThrownBy(() -> FieldManager.nameOfApplier(Optional.of("m".repeat(129))))
                .withMessageContaining("Too long: may not be more than 128 bytes");
        assertThatExceptionOfType(ApiFault.class)
                .isThrownBy(() -> FieldManager.nameOfApplier(Optional.of("a\u0007")))
                .withMessageContaining("should only contain printable characters");
    }

    private void pods() {
        type = PODS;
        schema = Optional.of(HandMadeSchema.POD);
    }

    private FieldManager by(String name) {
        return new FieldManager(name, type, subresource, schema, now);
    }

    private void apply(String name, JsonObject configuration) {
        live = Optional.of(ServerSideApply.apply(by(name), live, configuration, false));
    }

    private void put(String name, JsonObject object) {
        live = Optional.of(FieldManagement.track(by(name), live, KubeObject.of(object)));
    }

    private JsonElement data() {
        return live.orElseThrow().json().get("data");
    }

    private JsonElement spec() {
        return live.orElseThrow().json().get("spec");
    }

    private JsonElement owners() {
        return live.orElseThrow().metadata().get("managedFields");
    }

    private JsonElement fieldsOf(String manager) {
        return owners().getAsJsonArray().asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(entry -> entry.get("manager").getAsString().equals(manager))
                .findFirst()
                .orElseThrow(() -> new AssertionError(manager + " owns nothing: " + owners()))
                .get("fieldsV1");
    }

    private static JsonObject map(String data) {
        JsonObject object = tree("{apiVersion:v1,kind:ConfigMap,metadata:{name:m,namespace:ns}}")
                .getAsJsonObject();
        object.add("data", tree(data));
        return object;
    }

    private static JsonObject pod(String spec) {
        JsonObject object =
                tree("{apiVersion:v1,kind:Pod,metadata:{name:p,namespace:ns}}").getAsJsonObject();
        object.add("spec", tree(spec));
        return object;
    }

    private static JsonObject finalizers(String list) {
        JsonObject object =
                tree("{apiVersion:v1,kind:Pod,metadata:{name:p,namespace:ns}}").getAsJsonObject();
        object.getAsJsonObject("metadata").add("finalizers", tree(list));
        return object;
    }

    private static JsonElement tree(String lenient) {
        return JsonParser.parseString(lenient);
    }
}

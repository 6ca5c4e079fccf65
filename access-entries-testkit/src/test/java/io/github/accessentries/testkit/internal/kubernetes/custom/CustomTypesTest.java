package io.github.accessentries.testkit.internal.kubernetes.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.testkit.UnverifiedAnswer;
import io.github.accessentries.testkit.internal.kubernetes.admission.Change;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault;
import io.github.accessentries.testkit.internal.kubernetes.kind.BuiltInTypes;
import io.github.accessentries.testkit.internal.kubernetes.kind.GroupResource;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;
import io.github.accessentries.testkit.internal.kubernetes.schema.CrdSchema;
import io.github.accessentries.testkit.internal.kubernetes.schema.Schema;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomTypesTest {

    private static final ResourceType DEFINITIONS = BuiltInTypes.get()
            .find("apiextensions.k8s.io", "v1", "customresourcedefinitions")
            .orElseThrow();
    private static final GroupResource WIDGETS = new GroupResource("example.com", "widgets");
    private static final KubernetesUser ANYBODY =
            KubernetesUser.builder().username("anybody").build();

    private final ObjectStore store = new ObjectStore();
    private final CustomTypes types = new CustomTypes(BuiltInTypes.get(), store);
    private final DefinitionRules rules =
            new DefinitionRules(store, Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC));

    @Test
    void definition_isEstablishedAtOnce_withItsNamesFilledIn() {
        define(definition("{}"));

        JsonObject stored = store.get(DEFINITIONS.groupResource(), new ObjectKey("", "widgets.example.com"))
                .orElseThrow()
                .json();
        assertThat(stored.getAsJsonObject("status"))
                .isEqualTo(tree("{conditions:["
                        + "{type:NamesAccepted,status:'True',lastTransitionTime:'2026-01-01T12:00:00Z',reason:NoConflicts,"
                        + "message:'no conflicts found'},"
                        + "{type:Established,status:'True',lastTransitionTime:'2026-01-01T12:00:00Z',"
                        + "reason:InitialNamesAccepted,message:'the initial names have been accepted'}],"
                        + "acceptedNames:{plural:widgets,kind:Widget,shortNames:[wd],categories:[all],singular:widget,"
                        + "listKind:WidgetList},storedVersions:[v1]}"));
        assertThat(stored.getAsJsonObject("spec").get("conversion")).isEqualTo(tree("{strategy:None}"));
    }

    @Test
    void kinds_areThereWithTheirDefinition_andGoWithIt_andTheirObjectsToo() {
        define(definition("{}"));
        assertThat(types.find("example.com", "v1", "widgets")).hasValueSatisfying(type -> {
            assertThat(type.namespaced()).isTrue();
            assertThat(type.shortNames()).containsExactly("wd");
            assertThat(type.subresources()).containsExactly("status");
            assertThat(types.isCustom(type)).isTrue();
        });
        assertThat(types.ofKind("example.com/v1beta1", "Widget")).isPresent();
        assertThat(types.ofKind("example.com/v1alpha1", "Widget"))
                .as("not served")
                .isEmpty();
        assertThat(types.all().stream().filter(types::isCustom).map(ResourceType::version))
                .containsExactly("v1", "v1beta1");

        store.write(
                WIDGETS,
                new ObjectKey("ns", "w"),
                before -> Optional.of(KubeObject.of(
                        tree("{apiVersion:'example.com/v1',kind:Widget,metadata:{name:w,namespace:ns}}"))));
        store.write(DEFINITIONS.groupResource(), new ObjectKey("", "widgets.example.com"), before -> Optional.empty());

        assertThat(types.find("example.com", "v1", "widgets")).isEmpty();
        assertThat(store.list(WIDGETS, "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "{spec:{group:other.com}} -> metadata.name: Invalid value: \"widgets.example.com\": must be"
                        + " spec.names.plural+\".\"+spec.group",
                "{spec:{scope:Galaxy}} -> spec.scope: Unsupported value: \"Galaxy\": supported values: \"Cluster\", \"Namespaced\"",
                "{spec:{versions:[]}} -> spec.versions: Invalid value: []: must have exactly one version marked as storage version",
                "{spec:{versions:[{name:v1,served:true,storage:true}]}} -> spec.versions[0].schema.openAPIV3Schema: Required"
                        + " value: schemas are required",
                "{spec:{versions:[{name:V1,storage:true,schema:{openAPIV3Schema:{type:object}}}]}} -> spec.versions[0].name:"
                        + " Invalid value: \"V1\": a DNS-1035 label must consist of",
                "{spec:{versions:[{name:v1,storage:true,schema:{openAPIV3Schema:{type:object,properties:{a:{}}}}}]}}"
                        + " -> spec.versions[0].schema.openAPIV3Schema.properties[a].type: Required value: must not be empty for"
                        + " specified object fields",
                "{spec:{versions:[{name:v1,storage:true,schema:{openAPIV3Schema:{}}}]}}"
                        + " -> spec.versions[0].schema.openAPIV3Schema.type: Required value: must not be empty at the root",
                "{spec:{versions:[{name:v1,storage:true,schema:{openAPIV3Schema:{type:object,properties:{a:{type:array}}}}}]}}"
                        + " -> properties[a].items: Required value: must be specified",
                "{spec:{versions:[{name:v1,storage:true,schema:{openAPIV3Schema:{type:object,properties:{a:{type:string,"
                        + "pattern:'('}}}}}]}} -> properties[a].pattern: Invalid value: \"(\": must be a valid regular expression",
                "{spec:{versions:[{name:v1,storage:true,schema:{openAPIV3Schema:{type:object}},additionalPrinterColumns:"
                        + "[{name:A,type:string,jsonPath:'{.a'}]}]}} -> additionalPrinterColumns[0].jsonPath: Invalid value:"
                        + " \"{.a\": is an invalid expression",
                "{spec:{names:{kind:WidgetList,listKind:WidgetList}}} -> spec.names.listKind: Invalid value: \"WidgetList\":"
                        + " kind and listKind may not be the same",
                "{spec:{names:{kind:null}}} -> spec.names.kind: Required value",
            })
    void definition_thatIsNotInOrder_is422InKubernetesWords(String change, String problem) {
        assertThatExceptionOfType(ApiFault.class)
                .isThrownBy(() -> define(definition(change)))
                .withMessageStartingWith(
                        "CustomResourceDefinition.apiextensions.k8s.io \"widgets.example.com\" is invalid: ")
                .withMessageContaining(problem)
                .satisfies(fault -> assertThat(fault.code()).isEqualTo(422));
    }

    @Test
    void group_ofKubernetesItself_needsApproval() {
        KubeObject definition = definition("{metadata:{name:widgets.x.k8s.io},spec:{group:x.k8s.io}}");

        assertThatExceptionOfType(ApiFault.class)
                .isThrownBy(() -> define(definition))
                .withMessageContaining(
                        "metadata.annotations[api-approved.kubernetes.io]: Required value: protected groups"
                                + " must have approval annotation \"api-approved.kubernetes.io\"");
    }

    @Test
    void definition_keepsWhatIsImmutable_andTheVersionsThatAreStored() {
        define(definition("{}"));

        assertThatExceptionOfType(ApiFault.class)
                .isThrownBy(() -> define(definition("{spec:{scope:Cluster}}")))
                .withMessageContaining("spec.scope: Invalid value: \"Cluster\": field is immutable");
        assertThatExceptionOfType(ApiFault.class)
                .isThrownBy(
                        () -> define(definition("{status:{storedVersions:[v1]},spec:{versions:[{name:v2,storage:true,"
                                + "schema:{openAPIV3Schema:{type:object}}}]}}")))
                .withMessageContaining("status.storedVersions[0]: Invalid value: \"v1\": must appear in spec.versions");
    }

    @Test
    void definition_whoseKindIsTaken_isNotEstablished() {
        define(definition("{}"));
        define(definition(
                "{metadata:{name:gadgets.example.com},spec:{names:{plural:gadgets,singular:gadget,shortNames:[]}}}"));

        assertThat(types.find("example.com", "v1", "gadgets")).isEmpty();
        assertThat(store.get(DEFINITIONS.groupResource(), new ObjectKey("", "gadgets.example.com"))
                        .orElseThrow()
                        .json()
                        .toString())
                .contains("KindConflict", "is already in use");
    }

    @Test
    @UnverifiedAnswer("custom-resources-without-controllers")
    void conversionByWebhook_isKept_andNotCalled() {
        define(definition("{spec:{conversion:{strategy:Webhook}}}"));

        assertThat(types.find("example.com", "v1", "widgets")).isPresent();
    }

    @Test
    void object_isPrunedAndFilledIn() {
        define(definition("{}"));

        assertThat(admitted("{spec:{size:1,unknown:2,free:{a:1},labels:{x:y},ports:[{port:1,more:2}]},other:3}"))
                .isEqualTo(tree("{apiVersion:'example.com/v1',kind:Widget,metadata:{name:w,namespace:ns},"
                        + "spec:{size:1,free:{a:1},labels:{x:y},ports:[{port:1}],color:red}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "{spec:{}} -> spec.size: Required value",
                "{spec:{size:three}} -> spec.size: Invalid value: \"string\": spec.size in body must be of type integer: \"string\"",
                "{spec:{size:1.5}} -> spec.size: Invalid value: \"number\": spec.size in body must be of type integer: \"number\"",
                "{spec:{size:0}} -> spec.size: Invalid value: 0: spec.size in body should be greater than or equal to 1",
                "{spec:{size:10}} -> spec.size: Invalid value: 10: spec.size in body should be less than 10",
                "{spec:{size:1,color:pink}} -> spec.color: Unsupported value: \"pink\": supported values: \"red\", \"blue\"",
                "{spec:{size:1,name:x}} -> spec.name: Invalid value: \"x\": spec.name in body should be at least 2 chars long",
                "{spec:{size:1,name:abcdef}} -> spec.name: Too long: may not be more than 4 bytes",
                "{spec:{size:1,name:X1}} -> spec.name: Invalid value: \"X1\": spec.name in body should match '^[a-z]+$'",
                "{spec:{size:1,ports:[{},{},{}]}} -> spec.ports: Too many: 3: must have at most 2 items",
                "{spec:{size:1,ports:[{port:{}}]}} -> spec.ports[0].port: Invalid value: \"object\": spec.ports[0].port in body"
                        + " must be of type integer,string: \"object\"",
                "{spec:{size:1,labels:{a:1}}} -> spec.labels.a: Invalid value: \"integer\": spec.labels.a in body must be of"
                        + " type string: \"integer\"",
            })
    void object_thatDoesNotFit_is422InKubernetesWords(String object, String problem) {
        define(definition("{}"));

        assertThatExceptionOfType(ApiFault.class)
                .isThrownBy(() -> admitted(object))
                .withMessage("Widget.example.com \"w\" is invalid: " + problem);
    }

    @Test
    void columns_areThoseOfTheDefinition() {
        define(definition("{}"));

        assertThat(types.columns(widgets("v1"))).hasToString("[Name, Size]");
        assertThat(types.columns(widgets("v1beta1"))).hasToString("[Name, Age]");
        assertThat(types.columns(DEFINITIONS)).hasToString("[Name, Created At]");
    }

    @Test
    void schema_saysHowAnApplyTakesObjectsApart() {
        define(definition("{}"));

        Schema spec = CrdSchema.of(types.openApi(widgets("v1")).orElseThrow())
                .at("spec")
                .orElseThrow();
        assertThat(spec.at("ports").orElseThrow().merge()).isEqualTo(Schema.Merge.KEYED);
        assertThat(spec.at("ports").orElseThrow().mapKeys()).containsExactly("port");
        assertThat(spec.at("labels").orElseThrow().type()).isEqualTo(Schema.Type.MAP);
        assertThat(types.openApi(DEFINITIONS)).isEmpty();
    }

    private ResourceType widgets(String version) {
        return types.find("example.com", version, "widgets").orElseThrow();
    }

    private JsonObject admitted(String object) {
        JsonObject json = tree("{apiVersion:'example.com/v1',kind:Widget,metadata:{name:w,namespace:ns}}");
        tree(object).entrySet().forEach(member -> json.add(member.getKey(), member.getValue()));
        return new CustomObjectRules(types)
                .admit(new Change(
                        Change.Operation.CREATE, widgets("v1"), "", Optional.empty(), KubeObject.of(json), ANYBODY))
                .json();
    }

    private void define(KubeObject definition) {
        store.write(
                DEFINITIONS.groupResource(),
                new ObjectKey("", definition.name()),
                before -> Optional.of(rules.admit(new Change(
                        before.isPresent() ? Change.Operation.UPDATE : Change.Operation.CREATE,
                        DEFINITIONS,
                        "",
                        before,
                        definition,
                        ANYBODY))));
    }

    /** A definition that is in order, and a merge patch to it. */
    private static KubeObject definition(String change) {
        JsonObject definition = tree("""
                {apiVersion:'apiextensions.k8s.io/v1',kind:CustomResourceDefinition,metadata:{name:widgets.example.com},
                spec:{group:example.com,scope:Namespaced,
                names:{plural:widgets,kind:Widget,shortNames:[wd],categories:[all]},
                versions:[
                {name:v1alpha1,served:false,storage:false,schema:{openAPIV3Schema:{type:object}}},
                {name:v1beta1,served:true,storage:false,
                schema:{openAPIV3Schema:{type:object,x-kubernetes-preserve-unknown-fields:true}}},
                {name:v1,served:true,storage:true,subresources:{status:{}},
                additionalPrinterColumns:[{name:Size,type:integer,jsonPath:'.spec.size'}],
                schema:{openAPIV3Schema:{type:object,properties:{spec:{type:object,required:[size],properties:{
                size:{type:integer,minimum:1,maximum:10,exclusiveMaximum:true},
                color:{type:string,enum:[red,blue],default:red},
                name:{type:string,minLength:2,maxLength:4,pattern:'^[a-z]+$'},
                free:{type:object,x-kubernetes-preserve-unknown-fields:true},
                labels:{type:object,additionalProperties:{type:string}},
                ports:{type:array,maxItems:2,x-kubernetes-list-type:map,x-kubernetes-list-map-keys:[port],
                items:{type:object,properties:{port:{x-kubernetes-int-or-string:true}}}}}}}}}}
                ]}}""");
        merge(definition, tree(change));
        return KubeObject.of(definition);
    }

    private static void merge(JsonObject target, JsonObject change) {
        change.entrySet().forEach(member -> {
            if (member.getValue() instanceof JsonObject inner
                    && target.get(member.getKey()) instanceof JsonObject old) {
                merge(old, inner);
            } else {
                target.add(member.getKey(), member.getValue());
            }
        });
    }

    private static JsonObject tree(String lenient) {
        return JsonParser.parseString(lenient).getAsJsonObject();
    }
}

package io.github.accessentries.testkit.internal.kubernetes;

import static io.github.accessentries.testkit.internal.kubernetes.ClusterUnderTest.names;
import static io.github.accessentries.testkit.internal.kubernetes.ClusterUnderTest.refusal;
import static io.github.accessentries.testkit.internal.kubernetes.ClusterUnderTest.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.Test;

class CustomObjectsTest {

    private static final String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private static final String WIDGETS = "/apis/example.com/v1/namespaces/default/widgets";
    private final ClusterUnderTest cluster = new ClusterUnderTest();

    @Test
    void objectsOfADefinition_areStoredPrunedAndSelected_andGoWithIt() {
        JsonObject made = cluster.post(DEFINITIONS, """
                {'metadata':{'name':'widgets.example.com'},'spec':{'group':'example.com','scope':'Namespaced',
                'names':{'plural':'widgets','kind':'Widget'},'versions':[
                {'name':'v1','served':true,'storage':true,'subresources':{'status':{}},
                 'selectableFields':[{'jsonPath':'.spec.color'}],
                 'schema':{'openAPIV3Schema':{'type':'object','properties':{
                  'spec':{'type':'object','properties':{'color':{'type':'string'}}},
                  'status':{'type':'object','x-kubernetes-preserve-unknown-fields':true}}}}},
                {'name':'v1beta1','served':true,'storage':false,
                 'schema':{'openAPIV3Schema':{'type':'object','x-kubernetes-preserve-unknown-fields':true}}}]}}""");
        assertThat(text(made, "kind")).as("%s", made).isEqualTo("CustomResourceDefinition");
        JsonObject widget =
                cluster.post(WIDGETS, "{'metadata':{'name':'w'},'spec':{'color':'red','size':1},'status':{'x':1}}");
        assertThat(text(widget, "spec")).isEqualTo("{\"color\":\"red\"}");
        assertThat(text(widget, "status")).isEmpty();
        assertThat(text(widget, "metadata/generation")).isEqualTo("1");
        assertThat(names(cluster.get(WIDGETS + "?fieldSelector=spec.color%3Dblue")))
                .isEmpty();
        assertThat(names(cluster.get(WIDGETS + "?fieldSelector=spec.color%3Dred")))
                .containsExactly("w");
        assertThat(text(cluster.get(WIDGETS.replace("/v1/", "/v1beta1/") + "/w"), "apiVersion"))
                .isEqualTo("example.com/v1beta1");
        assertThat(refusal(cluster.send("PUT", WIDGETS + "/w", "{'metadata':{'name':'w'}}")))
                .isEqualTo(
                        "422 Invalid: Widget.example.com \"w\" is invalid: metadata.resourceVersion: Invalid value: 0x0:"
                                + " must be specified for an update");
        cluster.delete(DEFINITIONS + "/widgets.example.com");
        assertThat(refusal(cluster.get(WIDGETS))).startsWith("404");
    }
}

package io.github.accessentries.testkit.internal.kubernetes.schema.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.testkit.internal.kubernetes.admission.Admission;
import io.github.accessentries.testkit.internal.kubernetes.kind.BuiltInTypes;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.FieldType.Form;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeFacts;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeTable;
import io.github.accessentries.testkit.internal.kubernetes.schema.validation.ObjectDecoder;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DefaultsTest {

    private final Admission defaults = new Defaults();

    @Test
    void aDeploymentIsFilledInAsOnACluster() {
        JsonObject deployment = filled("""
                {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}, "spec": {
                   "strategy": {"rollingUpdate": {"maxSurge": 1}},
                   "template": {"spec": {"containers": [
                     {"name": "a", "image": "nginx", "ports": [{"containerPort": 80}],
                      "livenessProbe": {"httpGet": {"port": 80}}},
                     {"name": "b", "image": "registry:5000/nginx:1.25"}],
                     "volumes": [{"name": "c", "configMap": {"name": "conf"}}, {"name": "e"}]}}}}
                """);
        assertThat(deployment.getAsJsonObject("spec")).isEqualTo(json("""
                {"replicas": 1, "revisionHistoryLimit": 10, "progressDeadlineSeconds": 600,
                 "strategy": {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 1, "maxUnavailable": "25%"}},
                 "template": {"metadata": {}, "spec": {
                   "containers": [
                     {"name": "a", "image": "nginx", "resources": {}, "imagePullPolicy": "Always",
                      "ports": [{"containerPort": 80, "protocol": "TCP"}],
                      "livenessProbe": {"httpGet": {"port": 80, "path": "/", "scheme": "HTTP"}, "timeoutSeconds": 1,
                         "periodSeconds": 10, "successThreshold": 1, "failureThreshold": 3},
                      "terminationMessagePath": "/dev/termination-log", "terminationMessagePolicy": "File"},
                     {"name": "b", "image": "registry:5000/nginx:1.25", "resources": {},
                      "imagePullPolicy": "IfNotPresent",
                      "terminationMessagePath": "/dev/termination-log", "terminationMessagePolicy": "File"}],
                   "volumes": [{"name": "c", "configMap": {"name": "conf", "defaultMode": 420}},
                               {"name": "e", "emptyDir": {}}],
                   "restartPolicy": "Always", "dnsPolicy": "ClusterFirst", "schedulerName": "default-scheduler",
                   "terminationGracePeriodSeconds": 30, "securityContext": {}}}}
                """));
    }

    @Test
    void onlyAPodOfItsOwnGetsWhatPodsOfTemplatesGetLater() {
        JsonObject pod = filled("""
                {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}, "spec": {"containers": [
                   {"name": "a", "image": "x", "resources": {"limits": {"cpu": "1", "memory": "1Gi"},
                                                             "requests": {"cpu": "100m"}}}]}}
                """);
        JsonObject spec = pod.getAsJsonObject("spec");
        assertThat(spec.get("serviceAccountName").getAsString()).isEqualTo("default");
        assertThat(spec.get("enableServiceLinks").getAsBoolean()).isTrue();
        assertThat(spec.getAsJsonArray("containers").get(0).getAsJsonObject().getAsJsonObject("resources"))
                .isEqualTo(json("""
                        {"limits": {"cpu": "1", "memory": "1Gi"}, "requests": {"cpu": "100m", "memory": "1Gi"}}
                        """));
        assertThat(pod.getAsJsonObject("status").get("phase").getAsString()).isEqualTo("Pending");
    }

    @Test
    void subjectsPoliciesServicesAndNamespacesDependOnWhatTheySay() {
        assertThat(filled("""
                        {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding",
                         "roleRef": {"kind": "Role", "name": "r"},
                         "subjects": [{"kind": "User", "name": "u"}, {"kind": "ServiceAccount", "name": "s"}]}
                        """)).isEqualTo(json("""
                        {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding", "metadata": {},
                         "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "r"},
                         "subjects": [{"apiGroup": "rbac.authorization.k8s.io", "kind": "User", "name": "u"},
                                      {"kind": "ServiceAccount", "name": "s"}]}
                        """));
        assertThat(filled("""
                        {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "spec": {"egress": [{}]}}
                        """).getAsJsonObject("spec"))
                .isEqualTo(json("{'podSelector': {}, 'egress': [{}], 'policyTypes': ['Ingress', 'Egress']}"));
        assertThat(filled("""
                        {"apiVersion": "v1", "kind": "Service", "spec": {"ports": [{"port": 80}], "type": "NodePort"}}
                        """).getAsJsonObject("spec")).isEqualTo(json("""
                        {"type": "NodePort", "sessionAffinity": "None", "internalTrafficPolicy": "Cluster",
                         "externalTrafficPolicy": "Cluster",
                         "ports": [{"port": 80, "protocol": "TCP", "targetPort": 80}]}
                        """));
        assertThat(filled("{'apiVersion': 'v1', 'kind': 'Namespace', 'metadata': {'name': 'n'}}"))
                .isEqualTo(json("""
                        {"apiVersion": "v1", "kind": "Namespace",
                         "metadata": {"name": "n", "labels": {"kubernetes.io/metadata.name": "n"}},
                         "spec": {}, "status": {"phase": "Active"}}
                        """));
    }

    @Test
    void whatIsFilledInStays() {
        JsonObject once = filled("{'apiVersion': 'batch/v1', 'kind': 'Job', 'metadata': {'name': 'j'}}");
        assertThat(once.getAsJsonObject("spec").get("completions").getAsInt()).isEqualTo(1);
        KubeObject object = KubeObject.of(once);
        ResourceType jobs = BuiltInTypes.get().ofKind("batch/v1", "Job").orElseThrow();
        assertThat(defaults.admit(Changes.creation(jobs, object))).isSameAs(object);
    }

    @Test
    void everyRuleIsAboutAFieldThatThereIs() {
        TypeTable table = TypeTable.get();
        assertThat(DefaultRules.all()).isNotEmpty().allSatisfy(rule -> {
            TypeFacts type = table.type(rule.type());
            for (String name : rule.path()) {
                var field = type.inJson(table).get(name);
                if (field == null) {
                    throw new AssertionError(rule + " is about a field that " + type.name() + " lacks");
                }
                type = field.type().form() == Form.OBJECT
                        ? table.type(field.type().reference())
                        : type;
            }
            if (!rule.conditionField().isEmpty()) {
                assertThat(table.type(rule.type()).inJson(table)).containsKey(rule.conditionField());
            }
        });
    }

    private JsonObject filled(String text) {
        JsonObject given = json(text);
        ResourceType type = BuiltInTypes.get()
                .ofKind(given.get("apiVersion").getAsString(), given.get("kind").getAsString())
                .orElseThrow();
        JsonObject decoded =
                new ObjectDecoder(kind -> Optional.empty()).decode(type, given).object();
        return defaults.admit(Changes.creation(type, KubeObject.of(decoded))).json();
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }
}

package io.github.accessentries.testkit.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** RBAC objects in YAML and JSON: nobody is given anything whose name does not stand in the text. */
final class FuzzedRbac implements Consumer<byte[]> {

    private static final String STRANGER = "mallory";
    private static final List<AccessRequest> REQUESTS = List.of(
            AccessRequest.of("get", "secrets").inNamespace("kube-system"),
            AccessRequest.of("list", "pods"),
            AccessRequest.ofPath("get", "/metrics"));

    @Override
    public void accept(byte[] input) {
        String text = new String(input, UTF_8);
        RbacObjects objects;
        try {
            objects = RbacObjects.parse(text);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageMatching("(?s).+");
            return;
        }
        assertThat(RbacObjects.parse(text)).isEqualTo(objects);
        RbacObjects named = RbacObjects.parse(Map.of("a.yaml", text));
        assertThat(named.roles()).isEqualTo(objects.roles());
        assertThat(named.bindings()).isEqualTo(objects.bindings());
        assertThat(objects.toString()).doesNotContain("\u001b");

        AccessModel model = ClusterAccess.builder().rbac(objects).build();
        KubernetesUser stranger = KubernetesUser.builder().username(STRANGER).build();
        for (AccessRequest request : REQUESTS) {
            if (model.authorizer().decide(stranger, request).allowed()) {
                assertThat(text).matches(each -> names(each, STRANGER), "names the user, if only by an escape");
            }
            assertThat(model.whoCan(request)).isNotNull();
        }
    }

    /** Quoted text may write any letter in another way. */
    static boolean names(String text, String name) {
        return text.contains(name) || text.contains("\\") || text.contains("!");
    }
}

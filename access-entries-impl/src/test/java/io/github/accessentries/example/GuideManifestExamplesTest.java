package io.github.accessentries.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example of the guides about manifests, between markers as it stands there. */
class GuideManifestExamplesTest {

    private static final String RENDERED = """
            ---
            # Source: shop/templates/role.yaml
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: shop}
            rules: [{apiGroups: [""], resources: [pods], verbs: [delete]}]
            ---
            # Source: shop/templates/binding.yaml
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: shop}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: shop}
            subjects: [{kind: ServiceAccount, name: shop}, {kind: Group, name: ops, apiGroup: rbac.authorization.k8s.io}]
            ---
            # Source: shop/templates/extra.yaml
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {generateName: shop-}
            """;

    private final List<String> shown = new ArrayList<>();

    private void show(Object thing) {
        shown.add(thing.toString());
    }

    @Test
    void manifests() {
        String rendered = RENDERED;

        // snippet: manifests
        RbacObjects rbac = RbacObjects.reader().namespace("shop").read(rendered); // helm template shop ./chart
        rbac.faults().forEach(this::show); // what was not read or is open, with its document

        AccessModel model = ClusterAccess.builder().rbac(rbac).build();
        model.whoCan(AccessRequest.of("delete", "pods").inNamespace("shop")).forEach(this::show);
        // end

        assertThat(shown)
                .first()
                .asString()
                .startsWith("document 3 (shop/templates/extra.yaml): RoleBinding has no name");
        assertThat(shown).anySatisfy(holder -> assertThat(holder).contains("shop/shop"));
        assertThat(shown).anySatisfy(holder -> assertThat(holder).contains("ops"));
        assertThat(model.authorizer()
                        .decide(
                                KubernetesUser.builder()
                                        .username("system:serviceaccount:shop:shop")
                                        .build(),
                                AccessRequest.of("delete", "pods").inNamespace("shop"))
                        .allowed())
                .isTrue();
    }
}
